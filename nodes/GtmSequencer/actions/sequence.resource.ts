import type { INodeProperties } from 'n8n-workflow';

import type { ListOptions, SequencerVendor } from '../../../src/gtm/sequencer/sequencer-vendor';
import { vendors } from '../../../src/gtm/vendors/registry';
import { operationProperties } from '../../../src/n8n/gtm/node/operation.properties';
import { type Execute, oneByOne } from '../../../src/n8n/gtm/node/prepared';
import {
	listProperties,
	readListOptions,
	readLocator,
	sequenceLocator,
	templateLocator,
} from './locators';

export const description: INodeProperties[] = [
	...operationProperties(vendors.sequencer, 'sequence', {
		get: { name: 'Get', action: 'Get a sequence', description: 'With its steps' },
		list: { name: 'Get Many', action: 'Get many sequences' },
	}),
	...operationProperties(vendors.sequencer, 'template', {
		get: { name: 'Get', action: 'Get a template' },
		list: { name: 'Get Many', action: 'Get many templates' },
	}),
	sequenceLocator({ resource: ['sequence'], operation: ['get'] }),
	templateLocator({ resource: ['template'], operation: ['get'] }),
	...listProperties({ resource: ['sequence', 'template'], operation: ['list'] }),
];

/** Sequences and templates, by operation. */
export const executes: Readonly<Record<string, Execute<SequencerVendor>>> = {
	'sequence.list': ({ context, vendor, client }) =>
		oneByOne<ListOptions>(
			(itemIndex) => readListOptions(context, itemIndex),
			async (options) => await vendor.listSequences(client, options),
		),
	'sequence.get': ({ context, vendor, client }) =>
		oneByOne<string>(
			(itemIndex) => readLocator(context, 'sequence', itemIndex),
			async (id) => await vendor.getSequence(client, id),
		),
	'template.list': ({ context, vendor, client }) =>
		oneByOne<ListOptions>(
			(itemIndex) => readListOptions(context, itemIndex),
			async (options) => await vendor.listTemplates(client, options),
		),
	'template.get': ({ context, vendor, client }) =>
		oneByOne<string>(
			(itemIndex) => readLocator(context, 'template', itemIndex),
			async (id) => await vendor.getTemplate(client, id),
		),
};
