import type { AuditReport, Statistics } from '../query/audit-report';
import { toInstantText } from '../model/instant';
import { ENTITY_TYPES } from '../model/entity';
import { ATTRIBUTES } from '../facts/attributes';
import { lagsOf } from '../model/source';
import { readSources } from './sources';
import { auditIdentifiers, nearDuplicates } from './audit-identity';
import { namesOf } from './candidates';
import type { OpenGraph, Tables } from './graph-ports';

type Finding = AuditReport['findings'][number];

const EXAMPLES = 10;
const DAY_MS = 86_400_000;

/** What is wrong with what is known. Reads the whole store: for now and then, not for every run. */
export async function audit(graph: OpenGraph): Promise<AuditReport> {
	const now = graph.now();
	return await graph.database.read(async (tables) => ({
		at: toInstantText(now),
		findings: [
			...(await auditIdentifiers(tables)),
			await nearDuplicates(tables),
			await contradicted(tables),
			await stale(tables, graph, now),
			await orphans(tables),
			await neverRead(tables),
		],
	}));
}

async function countOf(tables: Tables, table: 'graph_fact' | 'graph_entity'): Promise<number> {
	const { count } = await tables
		.selectFrom(table)
		.select(({ fn }) => fn.countAll<number>().as('count'))
		.executeTakeFirstOrThrow();
	return Number(count);
}

async function contradicted(tables: Tables): Promise<Finding> {
	const rows = await tables
		.selectFrom('graph_fact')
		.select(['entity_id', 'attribute'])
		.where('challengers', 'is not', null)
		.orderBy('entity_id')
		.execute();
	const examples = rows.slice(0, EXAMPLES);
	const names = await namesOf(
		tables,
		examples.map(({ entity_id: id }) => id),
	);
	return {
		code: 'contradicted',
		message: 'Facts that another source contradicts',
		count: rows.length,
		of: await countOf(tables, 'graph_fact'),
		examples: examples.map(
			({ entity_id: id, attribute }) => `${names.get(id) ?? id}: ${attribute}`,
		),
	};
}

/** Older than their half-life, by attribute. */
async function stale(tables: Tables, { rules }: OpenGraph, now: number): Promise<Finding> {
	let count = 0;
	const examples: string[] = [];
	for (const type of ENTITY_TYPES) {
		for (const attribute of Object.keys(ATTRIBUTES[type])) {
			const days = rules.halfLifeOf(type, attribute);
			if (days === null) continue;
			const row = await tables
				.selectFrom('graph_fact as fact')
				.innerJoin('graph_entity as entity', 'entity.id', 'fact.entity_id')
				.select(({ fn }) => fn.countAll<number>().as('count'))
				.where('fact.attribute', '=', attribute)
				.where('entity.type', '=', type)
				.where('fact.observed_at', '<', toInstantText(now - days * DAY_MS))
				.executeTakeFirstOrThrow();
			const found = Number(row.count);
			count += found;
			if (found > 0) examples.push(`${type}.${attribute}: ${found}`);
		}
	}
	return {
		code: 'stale',
		message: 'Facts that are older than their half-life',
		count,
		of: await countOf(tables, 'graph_fact'),
		examples: examples.slice(0, EXAMPLES),
	};
}

/** People of whom no company is known. */
async function orphans(tables: Tables): Promise<Finding> {
	const rows = await tables
		.selectFrom('graph_entity as entity')
		.select('entity.id')
		.where('entity.type', 'in', ['contact', 'deal'])
		.whereRef('entity.id', '=', 'entity.head')
		.where((is) =>
			is.not(
				is.exists(
					is
						.selectFrom('graph_edge')
						.select('seq')
						.whereRef('graph_edge.from_id', '=', 'entity.id'),
				),
			),
		)
		.execute();
	const examples = rows.slice(0, EXAMPLES).map(({ id }) => id);
	const names = await namesOf(tables, examples);
	return {
		code: 'orphan',
		message: 'People and deals that are linked to nothing',
		count: rows.length,
		of: await countOf(tables, 'graph_entity'),
		examples: examples.map((id) => names.get(id) ?? id),
	};
}

async function neverRead(tables: Tables): Promise<Finding> {
	const rows = await tables
		.selectFrom('graph_fact as fact')
		.innerJoin('graph_entity as entity', 'entity.id', 'fact.entity_id')
		.leftJoin('graph_shown as shown', (join) =>
			join.onRef('shown.attribute', '=', 'fact.attribute').onRef('shown.type', '=', 'entity.type'),
		)
		.select(({ fn }) => ['entity.type', 'fact.attribute', fn.countAll<number>().as('count')])
		.where('shown.times', 'is', null)
		.groupBy(['entity.type', 'fact.attribute'])
		.orderBy('count', 'desc')
		.execute();
	return {
		code: 'never_read',
		message: 'Facts of attributes that were never part of an answer',
		count: rows.reduce((sum, { count }) => sum + Number(count), 0),
		of: await countOf(tables, 'graph_fact'),
		examples: rows
			.slice(0, EXAMPLES)
			.map(({ type, attribute, count }) => `${type}.${attribute}: ${Number(count)}`),
	};
}

const COUNTED = {
	observations: 'graph_observation',
	facts: 'graph_fact',
	events: 'graph_event',
	edges: 'graph_edge',
	decisions: 'graph_decision',
} as const;

export async function statistics(graph: OpenGraph): Promise<Statistics> {
	return await graph.database.read(async (tables) => {
		const counts: Record<string, number> = {};
		for (const [name, table] of Object.entries(COUNTED)) {
			const { count } = await tables
				.selectFrom(table)
				.select(({ fn }) => fn.countAll<number>().as('count'))
				.executeTakeFirstOrThrow();
			counts[name] = Number(count);
		}
		const types = await tables
			.selectFrom('graph_entity')
			.select(({ fn }) => ['type', fn.countAll<number>().as('count')])
			.whereRef('id', '=', 'head')
			.groupBy('type')
			.execute();
		const sources = await tables
			.selectFrom('graph_observation')
			.select(({ fn }) => ['source', fn.countAll<number>().as('count')])
			.groupBy('source')
			.orderBy('source')
			.execute();
		const { seq } = await tables
			.selectFrom('graph_counter')
			.select('seq')
			.executeTakeFirstOrThrow();
		const entities = Object.fromEntries(
			ENTITY_TYPES.map((type) => [
				type,
				Number(types.find((row) => row.type === type)?.count ?? 0),
			]),
		);
		return {
			entities: entities as Statistics['entities'],
			...(counts as Pick<Statistics, keyof typeof COUNTED>),
			suppressions: await countStanding(tables, 'suppression', 'released_at'),
			merges: await countStanding(tables, 'graph_merge', 'undone_seq'),
			openReviews: await countOpenReviews(tables),
			synced: lagsOf(await readSources(tables), graph.now()),
			sources: Object.fromEntries(sources.map(({ source, count }) => [source, Number(count)])),
			seq,
		};
	});
}

async function countStanding(
	tables: Tables,
	table: 'suppression' | 'graph_merge',
	ended: 'released_at' | 'undone_seq',
): Promise<number> {
	const { count } = await tables
		.selectFrom(table)
		.select(({ fn }) => fn.countAll<number>().as('count'))
		.where(ended as never, 'is', null)
		.executeTakeFirstOrThrow();
	return Number(count);
}

async function countOpenReviews(tables: Tables): Promise<number> {
	const { count } = await tables
		.selectFrom('graph_review')
		.select(({ fn }) => fn.countAll<number>().as('count'))
		.where('status', '=', 'open')
		.executeTakeFirstOrThrow();
	return Number(count);
}
