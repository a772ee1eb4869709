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
import { crmTrigger } from '../../src/n8n/gtm/trigger/poll-crm-changes';
import { receiveHook } from '../../src/n8n/gtm/trigger/receive-hook';
import {
	CHANGE_LABELS,
	changeFilters,
	whatChanges,
} from '../GtmCrm/actions/change/change.properties';
import { readFilters } from '../GtmCrm/actions/change/change.resource';
import { getLists } from '../GtmCrm/methods/loadOptions';

const watched = vendors.crm.filter(({ capabilities }) => capabilities['change.list'].supported);

const properties = [
	...vendorProperties(watched),
	whatChanges,
	instantProperty(watched),
	changeFilters,
];

const trigger = crmTrigger({ properties, readFilters, labels: CHANGE_LABELS });

export class GtmCrmChangeTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'GTM CRM Trigger',
		// Not the other node's name with "Trigger": n8n's picker would make one entry of both.
		name: 'gtmCrmChangeTrigger',
		icon: { light: 'file:../../icons/gtm-crm.svg', dark: 'file:../../icons/gtm-crm.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["vendor"] + ": " + $parameter["what"] }}',
		description: `Starts the workflow when a contact, company, deal or activity is created, changed, deleted or merged in ${vendorNames(watched)}`,
		defaults: { name: 'GTM CRM Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: vendorCredentials(watched),
		webhooks: [instantWebhook],
		properties,
	};

	methods = { loadOptions: { getLists } };

	webhookMethods = { default: hookLifecycle(trigger) };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await livePolls().poll(this, trigger);
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveHook(this, trigger);
	}
}
