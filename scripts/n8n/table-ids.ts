import type { DataTable, WorkflowNode } from './rest-types.ts';

interface Chosen {
	__rl: true;
	mode: string;
	value: string;
}

/**
 * The nodes with the ids of this n8n's Data Tables where a table is chosen from the list: n8n's
 * evaluation nodes know no other way, and an id is another in each n8n. The name stands for it in a
 * file. A table that is not there stays named; the input is not changed.
 */
export function withTableIds(nodes: WorkflowNode[], tables: readonly DataTable[]): WorkflowNode[] {
	const ids = new Map(tables.map(({ id, name }) => [name, id]));
	return nodes.map((node) => {
		const chosen = node.parameters.dataTableId as Chosen | undefined;
		const id = chosen?.mode === 'list' ? ids.get(chosen.value) : undefined;
		if (id === undefined) return node;
		return { ...node, parameters: { ...node.parameters, dataTableId: { ...chosen, value: id } } };
	});
}
