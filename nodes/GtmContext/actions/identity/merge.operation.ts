import type { ContextOperation } from '../../../../src/n8n/context/context-operation';
import { reasonProperty } from '../provenance.properties';
import { readSubject, subjectProperties } from '../subject.properties';

export const merge: ContextOperation = {
	resource: 'identity',
	value: 'merge',
	name: 'Merge',
	action: 'Merge two',
	description: 'Make two records one. It can be undone exactly.',
	properties: [...subjectProperties(), ...subjectProperties('Other', 'other'), reasonProperty],
	async run(parameters, { graph, actor }) {
		const why = { reason: parameters.requiredText('reason'), actor };
		const mergeId = await graph.merge(
			readSubject(parameters),
			readSubject(parameters, 'other'),
			why,
		);
		return { mergeId };
	},
};
