import type { ContextOperation } from '../../../../src/n8n/context/context-operation';
import { limitProperty } from '../common.properties';

export const listReviews: ContextOperation = {
	resource: 'identity',
	value: 'reviews',
	name: 'List Reviews',
	action: 'List reviews',
	description: 'Pairs that may be one: nobody merges them but a person',
	properties: [limitProperty],
	run: async (parameters, { graph }) =>
		await graph.reviews({ limit: parameters.requiredNumber('limit') }),
};
