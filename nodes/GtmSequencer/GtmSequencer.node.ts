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
import * as engagement from './actions/engagement.resource';
import * as enrollment from './actions/enrollment.resource';
import * as messaging from './actions/messaging.resource';
import { router } from './actions/router';
import * as sequence from './actions/sequence.resource';
import * as listSearch from './methods/listSearch';

export class GtmSequencer implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'GTM Sequencer',
		name: 'gtmSequencer',
		icon: {
			light: 'file:../../icons/gtm-sequencer.svg',
			dark: 'file:../../icons/gtm-sequencer.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle:
			'={{ $parameter["vendor"] + ": " + $parameter["operation"] + " " + $parameter["resource"] }}',
		description: 'Enroll people in sequences of any vendor, never twice, and see what became of it',
		defaults: { name: 'GTM Sequencer' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: vendorCredentials(vendors.sequencer),
		properties: [
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
		],
	};

	methods = { listSearch };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await router.call(this);
	}
}
