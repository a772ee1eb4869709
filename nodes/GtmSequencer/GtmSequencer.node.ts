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
import * as listSearch from './methods/listSearch';
import { OF_A_VENDOR, properties } from './GtmSequencer.properties';

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
			'={{ ($parameter["resource"] === "suppression" ? "" : $parameter["vendor"] + ": ") + $parameter["operation"] + " " + $parameter["resource"] }}',
		description: `Enroll contacts in ${vendorNames(vendors.sequencer)} sequences, never twice, and track the outcome`,
		defaults: { name: 'GTM Sequencer' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: vendorCredentials(vendors.sequencer, OF_A_VENDOR),
		properties,
	};

	methods = { listSearch };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await router.call(this);
	}
}
