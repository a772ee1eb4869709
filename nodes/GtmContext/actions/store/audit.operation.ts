import type { ContextOperation } from '../../../../src/n8n/context/context-operation';

export const audit: ContextOperation = {
	resource: 'store',
	value: 'audit',
	name: 'Audit',
	action: 'Audit the store',
	description: 'Duplicates, contradictions, stale facts, orphans, shared identifiers, unread facts',
	properties: [],
	run: async (_parameters, { graph }) => (await graph.audit()).findings,
};
