import { type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

import { limitProperties, readLimit } from '../../../src/n8n/gtm/node/limit.properties';
import type { ItemParameters } from '../../../src/n8n/gtm/parameters/item-parameters';

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

export function listProperties(show: Shown): INodeProperties[] {
	return updateDisplayOptions({ show }, [
		...limitProperties,
		{
			displayName: 'Name Contains',
			name: 'text',
			type: 'string',
			default: '',
			placeholder: 'e.g. outbound',
		},
	]);
}

export function readList(parameters: ItemParameters) {
	return { limit: readLimit(parameters), text: parameters.text('text') };
}
