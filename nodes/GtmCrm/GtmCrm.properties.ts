import type { INodeProperties } from 'n8n-workflow';

import { vendors } from '../../src/gtm/vendors/registry';
import { outputOptions } from '../../src/n8n/gtm/node/output.properties';
import { vendorProperties } from '../../src/n8n/gtm/node/vendor.properties';
import * as activity from './actions/activity/activity.resource';
import * as change from './actions/change/change.resource';
import * as metadata from './actions/metadata/metadata.resource';
import * as workflow from './actions/metadata/workflow.resource';
import * as record from './actions/record/record.resource';

/** The form of the node. */
export const properties: INodeProperties[] = [
	...vendorProperties(vendors.crm),
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Activity', value: 'activity' },
			{ name: 'Change', value: 'change' },
			{ name: 'Company', value: 'company' },
			{ name: 'Contact', value: 'contact' },
			{ name: 'Deal', value: 'deal' },
			{ name: 'Owner', value: 'owner' },
			{ name: 'Property', value: 'property' },
			{ name: 'Workflow', value: 'workflow' },
		],
		default: 'contact',
	},
	...record.description,
	...activity.description,
	...workflow.description,
	...metadata.description,
	...change.description,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: outputOptions,
	},
];
