import {
	type IExecuteFunctions,
	type INodeCredentialDescription,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { runContextNode } from '../../src/n8n/context/run-context-node';
import { STORE_CREDENTIAL } from '../../src/n8n/context/store-credential';
import { testContextStore } from '../../src/n8n/context/test-store-credential';
import { syncedCredentials } from './actions/source/vendor.properties';
import { operations } from './actions/operations';
import { properties } from './GtmContext.properties';

/** That of the store, and those of the systems that Sync reads. */
const CREDENTIALS: INodeCredentialDescription[] = [
	{
		name: STORE_CREDENTIAL,
		required: true,
		testedBy: 'testContextStore',
		displayOptions: { show: { operation: ['useDatabase'], store: ['postgres'] } },
	},
	...syncedCredentials,
];

export class GtmContext implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'GTM Context',
		name: 'gtmContext',
		icon: {
			light: 'file:../../icons/gtm-context.svg',
			dark: 'file:../../icons/gtm-context.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + " " + $parameter["resource"] }}',
		description:
			'Know a prospect in one call: everything that CRM, enrichment, sequencer and analytics told, with sources, gaps and conflicts, and whether you may write',
		defaults: { name: 'GTM Context' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: CREDENTIALS,
		properties,
	};

	methods = { credentialTest: { testContextStore } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runContextNode(this, properties, operations);
	}
}
