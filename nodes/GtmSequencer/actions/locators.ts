import { type IExecuteFunctions, type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

import type { ListOptions } from '../../../src/gtm/sequencer/sequencer-vendor';
import { isRecord } from '../../../src/gtm/model/json';
import { readText } from '../../../src/n8n/gtm/node/parameter-values';

type Shown = Record<string, string[]>;

export function sequenceLocator(show: Shown): INodeProperties {
	return locator({ name: 'sequence', displayName: 'Sequence', method: 'searchSequences', show });
}

export function templateLocator(show: Shown): INodeProperties {
	return locator({ name: 'template', displayName: 'Template', method: 'searchTemplates', show });
}

function locator(what: {
	name: string;
	displayName: string;
	method: string;
	show: Shown;
}): INodeProperties {
	const { name, displayName, method, show } = what;
	return {
		displayName,
		name,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: method, searchable: true },
			},
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 6501' },
		],
		displayOptions: { show },
	};
}

/** @throws RangeError naming the locator that is empty */
export function readLocator(
	context: Pick<IExecuteFunctions, 'getNodeParameter'>,
	name: string,
	itemIndex: number,
): string {
	const locator: unknown = context.getNodeParameter(name, itemIndex, {});
	const value: unknown = isRecord(locator) ? locator.value : locator;
	const id = typeof value === 'number' ? String(value) : value;
	if (typeof id === 'string' && id.trim() !== '') return id.trim();
	throw new RangeError(`No ${name} is chosen: take one from the list, or enter its ID.`);
}

/** What "Return All" means for a vendor that never ends. */
const ALL = 100_000;

export function listProperties(show: Shown): INodeProperties[] {
	return updateDisplayOptions({ show }, [
		{
			displayName: 'Return All',
			name: 'returnAll',
			type: 'boolean',
			default: false,
			description: 'Whether to return all results or only up to a given limit',
		},
		{
			displayName: 'Limit',
			name: 'limit',
			type: 'number',
			default: 50,
			typeOptions: { minValue: 1 },
			description: 'Max number of results to return',
			displayOptions: { show: { returnAll: [false] } },
		},
		{
			displayName: 'Name Contains',
			name: 'text',
			type: 'string',
			default: '',
			placeholder: 'e.g. outbound',
		},
	]);
}

export function readListOptions(context: IExecuteFunctions, itemIndex: number): ListOptions {
	const all = context.getNodeParameter('returnAll', itemIndex, false) === true;
	const limit = all ? ALL : Number(context.getNodeParameter('limit', itemIndex, 50));
	if (!Number.isInteger(limit) || limit < 1)
		throw new RangeError('Limit must be a number from 1 on.');
	const text = readText(context, 'text', itemIndex);
	return { limit, ...(text !== '' && { text }) };
}
