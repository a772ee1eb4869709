import type { ContextOperation } from '../../../../src/n8n/context/context-operation';
import { reasonProperty } from '../provenance.properties';
import { readSubject, subjectProperties } from '../subject.properties';

export const correct: ContextOperation = {
	resource: 'fact',
	value: 'correct',
	name: 'Correct',
	action: 'Correct a fact',
	description: 'Take back what counts, and assert another value: it counts more than any source',
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
		{
			displayName: 'New Value',
			name: 'newValue',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. CFO',
			description: 'What is so',
		},
		reasonProperty,
	],
	async run(parameters, { graph, actor }) {
		const given = parameters.given('newValue');
		const report = await graph.correct(readSubject(parameters), {
			attribute: parameters.requiredText('attribute'),
			value: typeof given === 'string' ? parameters.requiredText('newValue') : given,
			reason: parameters.requiredText('reason'),
			actor,
		});
		if (report !== undefined) return report;
		throw parameters.problem('value', 'is not known. Record facts first.');
	},
};
