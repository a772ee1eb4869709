import type { ContextOperation } from '../../../../src/n8n/context/context-operation';

export const decideReview: ContextOperation = {
	resource: 'identity',
	value: 'decideReview',
	name: 'Decide Review',
	action: 'Decide a review',
	description: 'Merge the two, or say that they are two',
	properties: [
		{
			displayName: 'Review ID',
			name: 'reviewId',
			type: 'string',
			required: true,
			default: '',
			description: 'As List Reviews tells it',
		},
		{
			displayName: 'Decision',
			name: 'verdict',
			type: 'options',
			options: [
				{ name: 'Accept: They Are One', value: 'accept' },
				{ name: 'Refuse: They Are Two', value: 'refuse' },
			],
			default: 'accept',
			description: 'What a person decided',
		},
	],
	async run(parameters, { graph, actor }) {
		const id = parameters.requiredText('reviewId');
		const verdict = parameters.choice('verdict', ['accept', 'refuse'] as const);
		const decided = await graph.decideReview(id, verdict, actor);
		if (decided !== undefined) return { reviewId: id, verdict, ...decided };
		throw parameters.problem('reviewId', `${id} is not open. List Reviews shows those that are.`);
	},
};
