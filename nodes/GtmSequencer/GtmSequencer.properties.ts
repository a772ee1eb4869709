import type { INodeProperties } from 'n8n-workflow';

import { sequencerOperations } from '../../src/gtm/operations/sequencer/sequencer-operations';
import { vendors } from '../../src/gtm/vendors/registry';
import { operationProperties } from '../../src/n8n/gtm/node/operation.properties';
import { outputOptions } from '../../src/n8n/gtm/node/output.properties';
import { vendorProperties } from '../../src/n8n/gtm/node/vendor.properties';
import * as engagement from './actions/engagement.resource';
import * as enrollment from './actions/enrollment.resource';
import * as messaging from './actions/messaging.resource';
import * as sequence from './actions/sequence.resource';
import * as suppression from './actions/suppression.resource';

/** All but the suppression list. */
export const OF_A_VENDOR = {
	resource: ['blocklist', 'engagement', 'enrollment', 'messaging', 'sequence', 'template'],
};

/** The form of the node. */
export const properties: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Block List',
				value: 'blocklist',
				description: 'The list that the vendor keeps itself of people and companies to leave alone',
			},
			{ name: 'Engagement', value: 'engagement' },
			{ name: 'Enrollment', value: 'enrollment' },
			{ name: 'Messaging', value: 'messaging' },
			{ name: 'Sequence', value: 'sequence' },
			{
				name: 'Suppression',
				value: 'suppression',
				description: 'People and companies that you must not contact. Needs no vendor.',
			},
			{ name: 'Template', value: 'template' },
		],
		default: 'enrollment',
	},
	...vendorProperties(vendors.sequencer, OF_A_VENDOR),
	...sequence.description,
	...enrollment.description,
	...messaging.description,
	...engagement.description,
	...operationProperties(vendors.sequencer, sequencerOperations, 'blocklist'),
	...suppression.description,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [...enrollment.enrollOptions, ...outputOptions],
	},
];
