import type { ContextOperation } from '../../../../src/n8n/context/context-operation';
import { limitProperty } from '../limit.property';
import { optionsOf } from '../options.property';

export const listSessions: ContextOperation = {
	resource: 'session',
	value: 'list',
	name: 'List',
	action: 'List sessions of agents',
	description: 'Conversations in which an agent read the context or wrote to it, newest first',
	properties: [
		limitProperty,
		optionsOf({
			displayName: 'Agent',
			name: 'agent',
			type: 'string',
			default: '',
			placeholder: "e.g. Dana's Claude",
			description: 'Only sessions of this agent',
		}),
	],
	async run(parameters, { graph }) {
		const agent = parameters.text('options.agent');
		const limit = parameters.requiredNumber('limit');
		return await graph.sessions({ limit, ...(agent !== undefined && { agent }) });
	},
};
