import { type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

import { vendors } from '../../src/gtm/vendors/registry';
import { outputOptions } from '../../src/n8n/gtm/node/output.properties';
import { vendorProperties } from '../../src/n8n/gtm/node/vendor.properties';
import * as alert from './actions/alert.resource';
import { breakdownField, measureFields } from './actions/metric.properties';
import * as query from './actions/query.resource';
import * as report from './actions/report.resource';

/** The form of the node. */
export const properties: INodeProperties[] = [
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
		options: [
			...updateDisplayOptions({ show: { '/resource': ['metric', 'alert'] } }, measureFields),
			...updateDisplayOptions({ show: { '/resource': ['metric'] } }, [
				breakdownField,
				query.intervalField,
			]),
			...updateDisplayOptions({ show: { '/resource': ['alert'] } }, [
				alert.coolDownField,
				alert.crossingField,
			]),
			...outputOptions,
		],
	},
];
