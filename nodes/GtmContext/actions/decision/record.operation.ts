import type { ContextOperation } from '../../../../src/n8n/context/context-operation';
import { optionsOf } from '../options.property';
import { readSubject, subjectProperties } from '../subject.properties';

export const recordDecision: ContextOperation = {
	resource: 'decision',
	value: 'record',
	name: 'Record',
	action: 'Record a decision',
	description: 'Who or what decided, on which picture and why: a precedent for the next one',
	properties: [
		...subjectProperties(),
		{
			displayName: 'Kind',
			name: 'kind',
			type: 'string',
			required: true,
			default: 'qualify',
			placeholder: 'e.g. qualify, route',
			description: 'What was decided about',
		},
		{
			displayName: 'Verdict',
			name: 'verdict',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. route_sales, nurture',
			description: 'What was decided',
		},
		optionsOf(
			{
				displayName: 'Decided By',
				name: 'actor',
				type: 'string',
				default: '',
				placeholder: 'e.g. rubric 3, Maria',
				description: 'The workflow if empty',
			},
			{
				displayName: 'Likeness',
				name: 'features',
				type: 'json',
				default: '',
				placeholder: 'e.g. { "tier": "A", "industry": "robotics" }',
				description: 'By what decisions are alike',
			},
			{
				displayName: 'Reasons',
				name: 'reasons',
				type: 'string',
				default: '',
				description: 'With commas between, or as a list',
			},
			{
				displayName: 'Score',
				name: 'score',
				type: 'number',
				default: 0,
				description: 'If there is one',
			},
			{
				displayName: 'Snapshot',
				name: 'snapshot',
				type: 'string',
				default: '',
				description: 'Of the context that it was made on: meta.snapshot',
			},
		),
	],
	async run(parameters, { graph, actor }) {
		const score = parameters.optionalNumber('options.score');
		const snapshot = parameters.text('options.snapshot');
		return await graph.recordDecision(readSubject(parameters), {
			kind: parameters.requiredText('kind'),
			verdict: parameters.requiredText('verdict'),
			actor: parameters.text('options.actor') ?? actor,
			reasons: parameters.texts('options.reasons'),
			features: parameters.textsByName('options.features'),
			...(score !== undefined && { score }),
			...(snapshot !== undefined && { snapshot }),
		});
	},
};
