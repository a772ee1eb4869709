import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { vendors } from '../../src/gtm/vendors/registry';
import { vendorCredentials, vendorNames } from '../../src/n8n/gtm/node/vendor.properties';
import { router } from './actions/router';
import { VENDOR_RESOURCES } from './actions/vendor.resource';
import { properties } from './GtmEnrichment.properties';

/** n8n heeds the first description of a credential type only: one must hold for one vendor and many. */
const credentials = vendorCredentials(vendors.enrichment, {
	resource: [...VENDOR_RESOURCES, 'waterfall'],
});

export class GtmEnrichment implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'GTM Enrichment',
		name: 'gtmEnrichment',
		icon: {
			light: 'file:../../icons/gtm-enrichment.svg',
			dark: 'file:../../icons/gtm-enrichment.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + " " + $parameter["resource"] }}',
		description: `Enrich people and companies with ${vendorNames(vendors.enrichment)}, one by one or as a waterfall with a credit budget`,
		defaults: { name: 'GTM Enrichment' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials,
		properties,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await router.call(this);
	}
}
