import type { INodeProperties } from 'n8n-workflow';

import { vendors } from '../../src/gtm/vendors/registry';
import { outputOptions, updateContextGraph } from '../../src/n8n/gtm/node/output.properties';
import { vendorProperties } from '../../src/n8n/gtm/node/vendor.properties';
import { treatAsErrorProperty } from '../../src/n8n/gtm/treat-as-error';
import * as record from './actions/record.resource';
import { spendingOptions } from './actions/spending.properties';
import * as vendor from './actions/vendor.resource';
import * as waterfall from './actions/waterfall.resource';

const OF_A_VENDOR = { resource: vendor.VENDOR_RESOURCES };

function optionsOf(
	resource: string[],
	own: INodeProperties[] = [],
	common: INodeProperties[] = outputOptions,
): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		displayOptions: { show: { resource } },
		options: [...own, ...common],
	};
}

/** The form of the node. */
export const properties: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Company', value: 'company' },
			{ name: 'Credit', value: 'credit' },
			{ name: 'Email', value: 'email' },
			{ name: 'Job', value: 'job', description: 'What vendors that take minutes finished' },
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
	optionsOf(['company', 'person', 'email'], [...spendingOptions(30), ...vendor.followingOptions]),
	optionsOf(['signal'], spendingOptions(1)),
	optionsOf(['waterfall'], waterfall.waterfallOptions),
	optionsOf(['credit', 'record']),
	optionsOf(['job'], [], [treatAsErrorProperty, updateContextGraph]),
];
