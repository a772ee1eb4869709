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
import { properties } from './GtmAnalytics.properties';

export class GtmAnalytics implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'GTM Analytics',
		name: 'gtmAnalytics',
		icon: {
			light: 'file:../../icons/gtm-analytics.svg',
			dark: 'file:../../icons/gtm-analytics.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ $parameter["vendor"] + ": " + $parameter["operation"] + " " + $parameter["resource"] }}',
		description: `Query metrics, funnels and product usage in ${vendorNames(vendors.analytics)}; build reports and alerts`,
		defaults: { name: 'GTM Analytics' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: vendorCredentials(vendors.analytics),
		properties,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await router.call(this);
	}
}
