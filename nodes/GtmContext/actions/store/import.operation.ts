import { ENTITY_TYPES } from '../../../../src/context/model/entity';
import { factsFromTableRow } from '../../../../src/context/query/csv-rows';
import type { ContextOperation } from '../../../../src/n8n/context/context-operation';
import { typeProperty } from '../entity-type.property';
import { sourceProperty } from '../provenance.properties';

export const importRows: ContextOperation = {
	resource: 'store',
	value: 'import',
	name: 'Import',
	action: 'Import rows',
	description: 'Take in rows of a table, or lines of an export. The report adds up.',
	properties: [
		{
			displayName: 'Rows',
			name: 'rows',
			type: 'options',
			options: [
				{
					name: 'Lines of an Export',
					value: 'lines',
					description: 'Each item is one line, or has many in its field lines',
				},
				{
					name: 'Rows of a Table',
					value: 'table',
					description:
						'Each item is one row: its fields are facts, email and domain tell who is meant',
				},
			],
			default: 'table',
			description: 'What the items are. Read a CSV file with Extract from File first.',
		},
		{ ...typeProperty, displayOptions: { show: { rows: ['table'] } } },
		{ ...sourceProperty, default: 'import', displayOptions: { show: { rows: ['table'] } } },
	],
	async run(parameters, { graph, actor, run }) {
		const item = parameters.itemFor('rows');
		if (parameters.choice('rows', ['lines', 'table'] as const) === 'lines') {
			return await graph.import(Array.isArray(item.lines) ? item.lines : [item]);
		}
		const source = parameters.requiredText('source');
		const type = parameters.choice('type', ENTITY_TYPES);
		const facts = factsFromTableRow(item, { type, source });
		return await graph.import([{ kind: 'facts', ...facts, actor, run }]);
	},
};
