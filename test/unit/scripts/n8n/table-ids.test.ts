import type { WorkflowNode } from '../../../../scripts/n8n/rest-types.ts';
import { withTableIds } from '../../../../scripts/n8n/table-ids.ts';

const node = (parameters: Record<string, unknown>): WorkflowNode => ({
	id: '1',
	name: 'Labelled Leads',
	type: 'n8n-nodes-base.evaluationTrigger',
	typeVersion: 4.7,
	position: [0, 0],
	parameters,
});

const chosen = (mode: string, value: string) => ({ dataTableId: { __rl: true, mode, value } });

const tables = [{ id: 'x1', name: 'Leads' }];

describe('the Data Tables of an example', () => {
	test('that are chosen from the list get the ids of this n8n', () => {
		const before = node({ ...chosen('list', 'Leads'), limitRows: false });
		const [after] = withTableIds([before], tables);
		expect(after?.parameters).toEqual({ ...chosen('list', 'x1'), limitRows: false });
		expect(before.parameters).toMatchObject(chosen('list', 'Leads'));
	});

	test.each([
		['named, as n8n finds them', node(chosen('name', 'Leads'))],
		['not there', node(chosen('list', 'Others'))],
		['of no table', node({ dataTable: 'Leads' })],
	])('that are %s stay as they are', (_, one) => {
		expect(withTableIds([one], tables)).toEqual([one]);
	});
});
