import type { ContextOperation } from '../../../../src/n8n/context/context-operation';
import { readSubject, subjectProperties } from '../subject.properties';

const UNBLOCK =
	'Nothing was removed. Choose from the candidates, and run this again with Find By set to Context ID';

export const forget: ContextOperation = {
	resource: 'identity',
	value: 'forget',
	name: 'Forget',
	action: 'Forget a person or company',
	description:
		'Remove them from every table and index. Suppressions stay. If several may be meant, nothing is removed.',
	properties: subjectProperties(),
	async run(parameters, { graph, actor }) {
		const report = await graph.forget(readSubject(parameters), actor);
		return report.status === 'needs_review' ? { ...report, unblock: UNBLOCK } : report;
	},
};
