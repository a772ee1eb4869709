import type { ContextOperation } from '../../../../src/n8n/context/context-operation';
import { readSubject, subjectProperties } from '../subject.properties';

export const forget: ContextOperation = {
	resource: 'identity',
	value: 'forget',
	name: 'Forget',
	action: 'Forget a person or company',
	description: 'Remove them from every table and index. Suppressions stay.',
	properties: subjectProperties(),
	async run(parameters, { graph, actor }) {
		const report = await graph.forget(readSubject(parameters), actor);
		return report === undefined ? { status: 'not_found' } : { status: 'forgotten', ...report };
	},
};
