import type { INodeProperties } from 'n8n-workflow';

import type { ItemParameters } from '../parameters/item-parameters';

/** Where the last answer ended. @param description what is told after it */
export const cursorProperty = (description: string): INodeProperties => ({
	displayName: 'Cursor',
	name: 'cursor',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.record.cursor }}',
	description,
});

/** How much is told at once. */
export const limitProperty: INodeProperties = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	default: 50,
	typeOptions: { minValue: 1 },
	description: 'Max number of results to return',
};

/** From where on changes are told. */
export const sinceProperties: INodeProperties[] = [
	cursorProperty(
		'The cursor of the last answer, which you kept: every change after it is told once. Empty at the first time.',
	),
	{
		displayName: 'Since',
		name: 'since',
		type: 'dateTime',
		default: '',
		description:
			'Without a cursor: what changed since then. If this is empty too, the answer has no change, only the cursor that tells changes from now on.',
	},
	limitProperty,
];

export function readSince(parameters: ItemParameters) {
	return {
		cursor: parameters.text('cursor'),
		since: parameters.instant('since'),
		limit: parameters.requiredNumber('limit', { least: 1, most: 10_000, whole: true }),
	};
}
