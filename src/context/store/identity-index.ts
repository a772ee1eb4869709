import type { IdentityIndex } from '../identity/identity-index';
import type { IdentityRecord, IdentityType, Pair } from '../identity/identity-record';
import { readIdentifiers } from '../identity/read-identifier';
import type { Candidate } from '../facts/winner';
import { nameIn } from './candidates';
import type { Tables } from './graph-ports';
import { clustersOf } from './entities';
import { holdersOf } from './holding';
import { termsOf } from './terms';

/** Of what somebody is called, and at which company. */
const TELLING = ['fullName', 'name', 'firstName', 'lastName', 'accountName'];

/** A word that more have than this tells nothing: `international`. */
const COMMON_WORD = 500;

/** Names that are compared in one write, which has to be over in milliseconds. */
const MOST_COMPARED = 30;

/** Of any type. More than that make a question too large for any answer. */
const MOST_HOLDERS = 1_000;

/** Identity over the tables of a graph, within one transaction. */
export function identityIndexOn(tables: Tables): IdentityIndex {
	return {
		async holders(type, identifiers, { most, known }) {
			const holders = await holdersOf(tables, identifiers, MOST_HOLDERS);
			const clusters = await clustersOf(tables, holders);
			const fresh = clusters
				.filter((cluster) => cluster.type === type)
				.flatMap(({ members }) => members)
				.filter((id) => !known.has(id))
				.sort();
			return await recordsOf(tables, fresh.slice(0, most));
		},
		async mates(ids) {
			if (ids.length === 0) return [];
			const rows = await tables
				.selectFrom('graph_entity as entity')
				.innerJoin('graph_entity as mate', 'mate.head', 'entity.head')
				.select('mate.id')
				.where('entity.id', 'in', [...ids])
				.distinct()
				.execute();
			return await recordsOf(
				tables,
				rows.map(({ id }) => id),
			);
		},
		joined: async (ids) => await mergesAmong(tables, ids, false),
		async refused(ids) {
			const undone = await mergesAmong(tables, ids, true);
			return [...undone, ...(await refusedReviews(tables, ids))];
		},
		async alike({ type, name }, most) {
			const words = await uncommonWords(tables, termsOf(name ?? ''));
			if (words.length === 0) return [];
			// Those who share most words first: half of a list has somebody's first name.
			const rows = await tables
				.selectFrom('graph_term')
				.select(({ fn }) => ['entity_id', fn.countAll<number>().as('shared')])
				.where('term', 'in', words)
				.groupBy('entity_id')
				.orderBy('shared', 'desc')
				.orderBy('entity_id')
				.limit(Math.min(most, MOST_COMPARED))
				.execute();
			const ids = rows.map(({ entity_id: id }) => id);
			return (await recordsOf(tables, ids)).filter((one) => one.type === type);
		},
	};
}

/** Entities as they were recorded, each with the name of its cluster. */
async function recordsOf(tables: Tables, ids: readonly string[]): Promise<IdentityRecord[]> {
	if (ids.length === 0) return [];
	const entities = await tables
		.selectFrom('graph_entity')
		.select(['id', 'head', 'type'])
		.where('id', 'in', [...ids])
		.orderBy('id')
		.execute();
	const identifiers = await tables
		.selectFrom('graph_identifier')
		.select(['entity_id', 'kind', 'value'])
		.where('entity_id', 'in', [...ids])
		.execute();
	const held = Map.groupBy(identifiers, ({ entity_id: id }) => id);
	const facts = await tellingFacts(tables, [...new Set(entities.map(({ head }) => head))]);
	return entities.map(({ id, head, type }) => ({
		...toRecord(id, type, facts.get(head)),
		identifiers: readIdentifiers(held.get(id) ?? [], type).identifiers,
	}));
}

type Values = ReadonlyMap<string, unknown>;

async function tellingFacts(
	tables: Tables,
	heads: readonly string[],
): Promise<ReadonlyMap<string, Values>> {
	if (heads.length === 0) return new Map();
	const rows = await tables
		.selectFrom('graph_fact')
		.select(['entity_id', 'attribute', 'winner'])
		.where('entity_id', 'in', [...heads])
		.where('attribute', 'in', TELLING)
		.execute();
	return new Map(
		[...Map.groupBy(rows, ({ entity_id: id }) => id)].map(([id, facts]) => [
			id,
			new Map(
				facts.flatMap(({ attribute, winner }): Array<[string, unknown]> =>
					winner === null ? [] : [[attribute, (JSON.parse(winner) as Candidate).value]],
				),
			),
		]),
	);
}

/** What identity goes by of an entity, besides its identifiers. */
export function toRecord(
	id: string,
	type: IdentityType,
	values: Values = new Map(),
): Omit<IdentityRecord, 'identifiers'> {
	const name = nameIn(values);
	const company = values.get('accountName');
	return {
		id,
		type,
		...(name !== undefined && { name }),
		...(typeof company === 'string' && { company }),
	};
}

async function mergesAmong(
	tables: Tables,
	ids: readonly string[],
	isUndone: boolean,
): Promise<Pair[]> {
	if (ids.length < 2) return [];
	const rows = await tables
		.selectFrom('graph_merge')
		.select(['winner', 'loser'])
		.where('winner', 'in', [...ids])
		.where('loser', 'in', [...ids])
		.where('undone_seq', isUndone ? 'is not' : 'is', null)
		.execute();
	return rows.map(({ winner, loser }) => ({ left: winner, right: loser }));
}

async function refusedReviews(tables: Tables, ids: readonly string[]): Promise<Pair[]> {
	if (ids.length < 2) return [];
	const rows = await tables
		.selectFrom('graph_review')
		.select(['one', 'other'])
		.where('one', 'in', [...ids])
		.where('other', 'in', [...ids])
		.where('status', '=', 'refused')
		.execute();
	return rows.map(({ one, other }) => ({ left: one, right: other }));
}

async function uncommonWords(tables: Tables, words: readonly string[]): Promise<string[]> {
	if (words.length === 0) return [];
	const rows = await tables
		.selectFrom('graph_term')
		.select(({ fn }) => ['term', fn.countAll<number>().as('count')])
		.where('term', 'in', [...words])
		.groupBy('term')
		.execute();
	return rows.filter(({ count }) => Number(count) <= COMMON_WORD).map(({ term }) => term);
}
