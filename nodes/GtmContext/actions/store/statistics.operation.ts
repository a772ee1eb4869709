import type { ContextOperation } from '../../../../src/n8n/context/context-operation';

export const statistics: ContextOperation = {
	resource: 'store',
	value: 'statistics',
	name: 'Statistics',
	action: 'Count what there is',
	description: 'How many people, companies, facts and events there are, by source',
	properties: [],
	run: async (_parameters, { graph }) => await graph.statistics(),
};
