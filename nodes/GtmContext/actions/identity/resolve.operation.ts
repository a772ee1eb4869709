import type { ContextOperation } from '../../../../src/n8n/context/context-operation';
import { readSubject, subjectProperties } from '../subject.properties';

export const resolve: ContextOperation = {
	resource: 'identity',
	value: 'resolve',
	name: 'Resolve',
	action: 'Resolve an identity',
	description: 'Who is meant: resolved, not found, or candidates that a person has to choose from',
	properties: subjectProperties(),
	run: async (parameters, { graph }) => await graph.resolve(readSubject(parameters)),
};
