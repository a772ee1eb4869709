import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { runPlaybookNode } from '../../src/n8n/playbook/run-playbook-node';
import { operations } from './actions/operations';
import { properties } from './GtmPlaybook.properties';

export class GtmPlaybook implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'GTM Playbook',
		name: 'gtmPlaybook',
		icon: {
			light: 'file:../../icons/gtm-playbook.svg',
			dark: 'file:../../icons/gtm-playbook.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + " " + $parameter["resource"] }}',
		description:
			'Score leads by your rubric, check what a model decided or wrote, choose a sequence, write a briefing, and guard every write with caps, approval and a kill switch',
		defaults: { name: 'GTM Playbook' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runPlaybookNode(this, properties, operations);
	}
}
