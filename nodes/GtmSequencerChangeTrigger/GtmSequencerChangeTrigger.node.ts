import {
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { vendors } from '../../src/gtm/vendors/registry';
import {
	vendorCredentials,
	vendorNames,
	vendorProperties,
} from '../../src/n8n/gtm/node/vendor.properties';
import { pollSequencerEvents } from '../../src/n8n/gtm/trigger/poll-sequencer-events';
import {
	EVENT_LABELS,
	eventFilters,
	readEventFilters,
} from '../GtmSequencer/actions/event.properties';

const watched = vendors.sequencer.filter(
	({ capabilities }) => capabilities['engagement.changes'].supported,
);

const properties = [...vendorProperties(watched), eventFilters];

export class GtmSequencerChangeTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'GTM Sequencer Trigger',
		// Not the other node's name with "Trigger": n8n's picker would make one entry of both.
		name: 'gtmSequencerChangeTrigger',
		icon: {
			light: 'file:../../icons/gtm-sequencer.svg',
			dark: 'file:../../icons/gtm-sequencer.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["vendor"] }}',
		description: `Starts the workflow when someone replies, opens, clicks, bounces or unsubscribes in ${vendorNames(watched)}`,
		defaults: { name: 'GTM Sequencer Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: vendorCredentials(watched),
		properties,
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const form = { properties, readFilters: readEventFilters, labels: EVENT_LABELS };
		return await pollSequencerEvents(this, form);
	}
}
