import type { ContextOperation } from '../../../../src/n8n/context/context-operation';
import { readSubject, subjectProperties } from '../subject.properties';

export const explain: ContextOperation = {
	resource: 'fact',
	value: 'explain',
	name: 'Explain',
	action: 'Explain a fact',
	description: 'Why this value counts, and everything that was ever observed',
	properties: [
		...subjectProperties(),
		{
			displayName: 'Attribute',
			name: 'attribute',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. title',
			description: 'The name of the fact',
		},
	],
	async run(parameters, { graph, actor }) {
		const attribute = parameters.requiredText('attribute');
		const caller = { viewer: { name: actor } };
		const explanation = await graph.explain(readSubject(parameters), attribute, caller);
		return explanation ?? { attribute, because: 'Nothing was ever observed.', observations: [] };
	},
};
