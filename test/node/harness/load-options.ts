import './n8n-core-environment';

import { LoadOptionsContext } from 'n8n-core';
import type {
	ICredentialType,
	ILoadOptionsFunctions,
	INodeParameters,
	INodeType,
} from 'n8n-workflow';

import { toAdditionalData } from './additional-data';
import type { TestCredentials } from './credentials-helper';
import { toWorkflow } from './run-workflow';

/** The context in which the editor asks a node for lists and forms. */
export function toLoadOptionsContext(
	nodeType: INodeType,
	parameters: INodeParameters,
	credentials: TestCredentials = {},
	credentialTypes: ICredentialType[] = [],
): ILoadOptionsFunctions {
	const { name } = nodeType.description;
	const named = Object.keys(credentials).map((type) => [type, { id: type, name: type }]);
	const workflow = toWorkflow(
		{
			nodes: [
				{
					name,
					type: `test.${name}`,
					parameters,
					credentials: Object.fromEntries(named),
				},
			],
			connections: {},
		},
		[nodeType],
	);
	const node = workflow.getNode(name);
	if (!node) throw new Error(`No node "${name}"`);
	const additionalData = {
		...toAdditionalData(credentials, credentialTypes),
		currentNodeParameters: parameters,
	};
	return new LoadOptionsContext(workflow, node, additionalData, '');
}
