import './n8n-core-environment';

import { PollContext } from 'n8n-core';
import type { ICredentialType, INodeExecutionData, INodeParameters, INodeType } from 'n8n-workflow';

import { toAdditionalData } from './additional-data';
import type { TestCredentials } from './credentials-helper';
import { toWorkflow } from './run-workflow';

export interface PollerCredentials {
	credentials: TestCredentials;
	credentialTypes: ICredentialType[];
}

/**
 * A trigger that polls: each call is one poll; what it keeps between two of them is kept, as text, so
 * that each is like the first one after a restart.
 */
export function toPoller(
	nodeType: INodeType,
	mode: 'manual' | 'trigger' = 'trigger',
	{ credentials, credentialTypes }: PollerCredentials = { credentials: {}, credentialTypes: [] },
) {
	const { name } = nodeType.description;
	const workflowOf = (parameters: INodeParameters) =>
		toWorkflow(
			{
				nodes: [
					{
						name,
						type: `test.${name}`,
						parameters,
						credentials: Object.fromEntries(
							Object.keys(credentials).map((one) => [one, { id: one, name: one }]),
						),
					},
				],
				connections: {},
			},
			[nodeType],
		);
	let staticData: unknown;
	return async (parameters: INodeParameters): Promise<INodeExecutionData[][] | null> => {
		const workflow = workflowOf(parameters);
		const node = workflow.getNode(name);
		if (!node || !nodeType.poll) throw new Error(`"${name}" does not poll`);
		const context = new PollContext(
			workflow,
			node,
			toAdditionalData(credentials, credentialTypes),
			mode,
			'activate',
		);
		const kept = context.getWorkflowStaticData('node');
		Object.assign(kept, staticData);
		const items = await nodeType.poll.call(context);
		staticData = JSON.parse(JSON.stringify(kept));
		return items;
	};
}
