import type { ContextOperation } from '../../../../src/n8n/context/context-operation';
import { limitProperty } from '../view.properties';

export const listReviews: ContextOperation = {
	resource: 'identity',
	value: 'reviews',
	name: 'List Reviews',
	action: 'List reviews',
	description: 'Pairs that may be the same. Only a person can merge them.',
	properties: [limitProperty],
	run: async (parameters, { graph }) =>
		await graph.reviews({ limit: parameters.requiredNumber('limit') }),
};
