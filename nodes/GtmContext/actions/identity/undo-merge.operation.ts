import type { ContextOperation } from '../../../../src/n8n/context/context-operation';

export const undoMerge: ContextOperation = {
	resource: 'identity',
	value: 'undoMerge',
	name: 'Undo Merge',
	action: 'Undo a merge',
	description: 'Make two of one again, each with what was recorded for it',
	properties: [
		{
			displayName: 'Merge ID',
			name: 'mergeId',
			type: 'string',
			required: true,
			default: '',
			description: 'As Merge and Decide Review tell it',
		},
	],
	async run(parameters, { graph, actor }) {
		const mergeId = parameters.requiredText('mergeId');
		if (await graph.undoMerge(mergeId, actor)) return { mergeId, undone: true };
		throw parameters.problem('mergeId', `${mergeId} names no merge that stands.`);
	},
};
