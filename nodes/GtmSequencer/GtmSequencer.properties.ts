import type { INodeProperties } from 'n8n-workflow';

import { vendors } from '../../src/gtm/vendors/registry';
import { outputOptions } from '../../src/n8n/gtm/node/output.properties';
import { vendorProperties } from '../../src/n8n/gtm/node/vendor.properties';
import * as engagement from './actions/engagement.resource';
import * as enrollment from './actions/enrollment.resource';
import * as messaging from './actions/messaging.resource';
import * as sequence from './actions/sequence.resource';

/** The form of the node. */
export const properties: INodeProperties[] = [
	...vendorProperties(vendors.sequencer),
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Engagement', value: 'engagement' },
			{ name: 'Enrollment', value: 'enrollment' },
			{ name: 'Messaging', value: 'messaging' },
			{ name: 'Sequence', value: 'sequence' },
			{ name: 'Template', value: 'template' },
		],
		default: 'enrollment',
	},
	...sequence.description,
	...enrollment.description,
	...messaging.description,
	...engagement.description,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: outputOptions,
	},
];
