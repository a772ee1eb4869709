import type { ColumnTypes, Migration, MigrationContext, Part } from '../../base/database/database';

type Tables = Parameters<Migration['up']>[0];
type Kind = keyof ColumnTypes;

/** `seq integer, ref text?`: a question mark for what may be null. */
interface TableShape {
	name: string;
	columns: string;
	key: readonly string[];
	indexes?: ReadonlyArray<readonly string[]>;
	unique?: readonly string[];
}

const PLACED = 'seq integer, position integer';

const TABLES: readonly TableShape[] = [
	{ name: 'counter', columns: 'id integer, seq integer, at text', key: ['id'] },
	{
		name: 'episode',
		columns:
			'seq integer, at text, source text, actor text?, run text?, credits real?, tokens integer?, once text?, answer text?',
		key: ['seq'],
		indexes: [['at']],
		unique: ['once'],
	},
	{
		name: 'entity',
		columns: 'id text, type text, head text, seq integer',
		key: ['id'],
		indexes: [['head'], ['type', 'id']],
	},
	{
		name: 'identifier',
		columns:
			'kind text, value text, entity_id text, source text, first_seen text, last_seen text, seq integer',
		key: ['kind', 'value', 'entity_id'],
		indexes: [['entity_id']],
	},
	{
		name: 'observation',
		columns: `${PLACED}, entity_id text, attribute text, value text, source text, ref text?, method text, confidence real, licence text, privacy text, held_from text?, held_to text?, observed_at text`,
		key: ['seq', 'position'],
		indexes: [['entity_id', 'attribute']],
	},
	{
		name: 'retraction',
		columns: `${PLACED}, entity_id text, of_seq integer, of_position integer, reason text, actor text`,
		key: ['of_seq', 'of_position'],
		indexes: [['entity_id']],
	},
	{
		name: 'fact',
		columns:
			'entity_id text, attribute text, winner text?, challengers text?, word text?, number real?, observed_at text?, changes_at text?, seq integer',
		key: ['entity_id', 'attribute'],
		indexes: [
			['attribute', 'word'],
			['attribute', 'number'],
		],
	},
	{
		name: 'edge',
		columns: `${PLACED}, relation text, from_id text, to_id text, role text?, source text, confidence real, held_from text?, held_to text?, observed_at text`,
		key: ['seq', 'position'],
		indexes: [
			['from_id', 'relation'],
			['to_id', 'relation'],
		],
	},
	{
		name: 'event',
		columns: `${PLACED}, entity_id text, type text, at text, summary text?, url text?, source text, external_id text?, signal text?, strength real?, half_life real?`,
		key: ['seq', 'position'],
		indexes: [['entity_id', 'at']],
		unique: ['source', 'external_id'],
	},
	{
		name: 'enrolled',
		columns: `${PLACED}, entity_id text, provider text, sequence_id text, sequence_name text?, status text, step integer?, enrolled_at text?, last_event_at text?, learned_at text`,
		key: ['seq', 'position'],
		indexes: [['entity_id']],
	},
	{
		name: 'decision',
		columns:
			'id text, seq integer, entity_id text, kind text, verdict text, actor text, at text, detail text',
		key: ['id'],
		indexes: [['entity_id', 'at']],
	},
	{
		name: 'feature',
		columns: 'kind text, name text, value text, decision_id text',
		key: ['kind', 'name', 'value', 'decision_id'],
		indexes: [['decision_id']],
	},
	{
		name: 'outcome',
		columns: 'decision_id text, seq integer, outcome text, detail text?, at text',
		key: ['decision_id', 'seq'],
	},
	{
		name: 'session',
		columns: 'id text, agent text, started_at text, last_at text',
		key: ['id'],
	},
	{
		name: 'session_entry',
		columns: `${PLACED}, session_id text, at text, action text, operation text, entity_id text?, detail text`,
		key: ['seq', 'position'],
		indexes: [['session_id'], ['entity_id']],
	},
	{
		name: 'merge',
		columns:
			'id text, seq integer, winner text, loser text, rule text, evidence text, actor text, at text, undone_seq integer?, undone_by text?',
		key: ['id'],
		indexes: [['winner'], ['loser']],
	},
	{
		name: 'review',
		columns:
			'id text, seq integer, type text, one text, other text, reasons text, status text, created_at text, decided_by text?',
		key: ['id'],
		indexes: [['status', 'seq'], ['other']],
		unique: ['one', 'other'],
	},
	{
		name: 'change',
		columns: `${PLACED}, kind text, entity_id text, type text, at text, name text?, before text?, after text?`,
		key: ['seq', 'position'],
		indexes: [['entity_id']],
	},
	{
		name: 'term',
		columns: 'term text, entity_id text',
		key: ['term', 'entity_id'],
		indexes: [['entity_id']],
	},
	{
		name: 'shown',
		columns: 'type text, attribute text, times integer, last_at text',
		key: ['type', 'attribute'],
	},
	{ name: 'setting', columns: 'name text, value text', key: ['name'] },
];

const SOURCE: TableShape = {
	name: 'source',
	columns:
		'source text, account text, feed text, position text, ran_at text, caught_up_to text?, whole_at text?, failure text?, revision integer',
	key: ['source', 'account', 'feed'],
};

/** The tables of the graph, and the steps by which they came to be. */
export const GRAPH_PART: Part = {
	name: 'graph',
	migrations: [
		{
			name: 'entities, facts with two times, events, decisions',
			async up(tables, context) {
				for (const shape of TABLES) await createTable(tables, context, shape);
				const first = { id: 1, seq: 0, at: '1970-01-01T00:00:00.000Z' };
				await tables.insertInto('graph_counter').values(first).execute();
			},
		},
		{
			name: 'how far each source was read',
			up: async (tables, context) => await createTable(tables, context, SOURCE),
		},
		{
			name: 'ids that are unique within an account only',
			async up(tables, { types }) {
				// By what an id without its account is found: the account is part of the kind.
				await tables.schema
					.createIndex('graph_identifier_by_value')
					.on('graph_identifier')
					.column('value')
					.execute();
				for (const table of ['graph_enrolled', 'graph_edge']) {
					await tables.schema.alterTable(table).addColumn('account', types.text).execute();
				}
			},
		},
	],
};

async function createTable(
	tables: Tables,
	{ types }: MigrationContext,
	{ name, columns, key, indexes = [], unique }: TableShape,
): Promise<void> {
	const table = `graph_${name}`;
	let builder = tables.schema.createTable(table);
	for (const column of columns.split(', ')) {
		const [, id = '', kind = '', optional] = /^(\w+) (\w+)(\?)?$/.exec(column) ?? [];
		builder = builder.addColumn(id, types[kind as Kind] as 'text', (one) =>
			optional ? one : one.notNull(),
		);
	}
	await builder.addPrimaryKeyConstraint(`${table}_key`, key as never).execute();
	for (const index of indexes) {
		const id = `${table}_by_${index.join('_')}`;
		await tables.schema
			.createIndex(id)
			.on(table)
			.columns([...index])
			.execute();
	}
	if (unique === undefined) return;
	const id = `${table}_once`;
	await tables.schema
		.createIndex(id)
		.on(table)
		.columns([...unique])
		.unique()
		.execute();
}
