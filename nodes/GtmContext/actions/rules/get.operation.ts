import type { ContextOperation } from '../../../../src/n8n/context/context-operation';

export const getRules: ContextOperation = {
	resource: 'rules',
	value: 'get',
	name: 'Get',
	action: 'Get the rules',
	description: 'Which value counts, and what blocks an action, as it is set for this store',
	properties: [],
	run: async (_parameters, { graph }) => await graph.settings(),
};
