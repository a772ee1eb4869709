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
import * as alert from './actions/alert.resource';
import * as query from './actions/query.resource';
import * as report from './actions/report.resource';
import { router } from './actions/router';

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
		description:
			'Metrics, funnels and product usage of any analytics vendor; reports and alerts of them',
		defaults: { name: 'GTM Analytics' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: vendorCredentials(vendors.analytics),
		properties: [
			...vendorProperties(vendors.analytics),
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Alert', value: 'alert' },
					{ name: 'Funnel', value: 'funnel' },
					{ name: 'Metric', value: 'metric' },
					{ name: 'Report', value: 'report' },
					{ name: 'Usage', value: 'usage' },
				],
				default: 'metric',
			},
			...query.description,
			...report.description,
			...alert.description,
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
