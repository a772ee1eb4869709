import type { INodeProperties } from 'n8n-workflow';

import { EVENT_TYPES } from '../../../src/gtm/operations/sequencer/list-events';
import type { ItemParameters } from '../../../src/n8n/gtm/parameters/item-parameters';

/** What the form calls the members of the filters. */
export const EVENT_LABELS: Readonly<Record<string, string>> = {
	types: 'Events',
	sequenceIds: 'Sequence IDs',
};

/** Which events. */
export const eventFilters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: [
		{
			displayName: 'Events',
			name: 'types',
			type: 'multiOptions',
			options: [
				{ name: 'Bounced', value: 'bounced' },
				{ name: 'Called', value: 'called' },
				{ name: 'Clicked', value: 'clicked' },
				{ name: 'Opened', value: 'opened' },
				{ name: 'Other', value: 'other' },
				{ name: 'Replied', value: 'replied' },
				{ name: 'Sent', value: 'sent' },
				{ name: 'Unsubscribed', value: 'unsubscribed' },
			],
			default: [],
			description: 'All if left empty',
		},
		{
			displayName: 'Sequence IDs',
			name: 'sequenceIds',
			type: 'string',
			default: '',
			placeholder: 'e.g. cam_4HrZbi8xsez4QlrnL',
			description: 'Only events of these sequences, separated by commas',
		},
	],
};

/** What the filters say, as members of an input. */
export function readEventFilters(parameters: ItemParameters) {
	const types = parameters.choices('filters.types', EVENT_TYPES);
	const sequenceIds = parameters.texts('filters.sequenceIds');
	return {
		types: types.length > 0 ? types : undefined,
		sequenceIds: sequenceIds.length > 0 ? sequenceIds : undefined,
	};
}
