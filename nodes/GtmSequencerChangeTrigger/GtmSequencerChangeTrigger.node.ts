import {
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
	type IWebhookFunctions,
	type IWebhookResponseData,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { vendors } from '../../src/gtm/vendors/registry';
import {
	vendorCredentials,
	vendorNames,
	vendorProperties,
} from '../../src/n8n/gtm/node/vendor.properties';
import { hookLifecycle } from '../../src/n8n/gtm/trigger/hook-lifecycle';
import { instantProperty, instantWebhook } from '../../src/n8n/gtm/trigger/instant';
import { livePolls } from '../../src/n8n/gtm/trigger/live-polls';
import { sequencerTrigger } from '../../src/n8n/gtm/trigger/poll-sequencer-events';
import { receiveHook } from '../../src/n8n/gtm/trigger/receive-hook';
import {
	EVENT_LABELS,
	eventFilters,
	readEventFilters,
} from '../GtmSequencer/actions/event.properties';

const watched = vendors.sequencer.filter(
	({ capabilities }) => capabilities['engagement.changes'].supported,
);

const properties = [...vendorProperties(watched), instantProperty(watched), eventFilters];

const trigger = sequencerTrigger({
	properties,
	readFilters: readEventFilters,
	labels: EVENT_LABELS,
});

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
		webhooks: [instantWebhook],
		properties,
	};

	webhookMethods = { default: hookLifecycle(trigger) };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await livePolls().poll(this, trigger);
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveHook(this, trigger);
	}
}
