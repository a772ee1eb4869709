import { type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

import { vendors } from '../../../src/gtm/vendors/registry';
import { limitProperties, readLimit } from '../../../src/n8n/gtm/node/limit.properties';
import type { ItemParameters } from '../../../src/n8n/gtm/parameters/item-parameters';

type Shown = Record<string, string[]>;

export function sequenceLocator(show: Shown): INodeProperties {
	return locator({ name: 'sequence', displayName: 'Sequence', method: 'searchSequences', show });
}

export function templateLocator(show: Shown): INodeProperties {
	return locator({ name: 'template', displayName: 'Template', method: 'searchTemplates', show });
}

/** For the options, where a vendor has mailboxes to choose from; elsewhere the sequence says from which it sends. */
export function senderLocator(show: Shown): INodeProperties {
	const withList = vendors.sequencer.filter(({ listSenders }) => listSenders !== undefined);
	const {
		required: _required,
		modes = [],
		...rest
	} = locator({
		name: 'senderId',
		displayName: 'Sender',
		method: 'searchSenders',
		show: { ...show, '/vendor': withList.map(({ profile }) => profile.id) },
	});
	const byEmail = {
		displayName: 'By Email',
		name: 'email',
		type: 'string' as const,
		placeholder: 'e.g. dana@acme.com',
	};
	return {
		...rest,
		modes: [...modes, byEmail],
		description:
			'The mailbox to send from. Leave empty for the default mailbox (Apollo) or the only mailbox (Outreach).',
	};
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
