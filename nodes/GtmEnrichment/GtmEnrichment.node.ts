import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { vendors } from '../../src/gtm/vendors/registry';
import { outputOptions } from '../../src/n8n/gtm/node/output.properties';
import { vendorCredentials, vendorProperties } from '../../src/n8n/gtm/node/vendor.properties';
import * as record from './actions/record.resource';
import { router } from './actions/router';
import * as vendor from './actions/vendor.resource';
import * as waterfall from './actions/waterfall.resource';

const OF_A_VENDOR = { resource: vendor.VENDOR_RESOURCES };

/** n8n heeds the first description of a credential type only: one must hold for one vendor and many. */
const credentials = vendorCredentials(vendors.enrichment, {
	resource: [...vendor.VENDOR_RESOURCES, 'waterfall'],
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
		description:
			'Learn more about people and companies from one vendor or several, within a budget and never paid twice',
		defaults: { name: 'GTM Enrichment' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials,
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Company', value: 'company' },
					{ name: 'Credit', value: 'credit' },
					{ name: 'Email', value: 'email' },
					{ name: 'Person', value: 'person' },
					{ name: 'Record', value: 'record', description: 'Needs no vendor' },
					{ name: 'Signal', value: 'signal' },
					{ name: 'Waterfall', value: 'waterfall', description: 'Several vendors in an order' },
				],
				default: 'person',
			},
			...vendorProperties(vendors.enrichment, OF_A_VENDOR),
			...vendor.description,
			...waterfall.description,
			...record.description,
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: outputOptions,
			},
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await router.call(this);
	}
}
