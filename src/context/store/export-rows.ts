import type { ImportRow } from '../context-graph';
import type { EntityType } from '../model/entity';
import type { Identifier } from '../model/identifier';
import type { Fact } from '../model/observation';
import { maySee, type Viewer } from '../query/viewer';
import { decisionRows, enrollmentRows, mergeRows, suppressionRows } from './export-rest';
import type { OpenGraph, Tables } from './graph-ports';
import { idOfPlace, toCandidate } from './observation-rows';
import { retractedIds } from './refresh-facts';
import type { EventTable, ObservationTable } from './schema';

/** Entities that are read at once: nothing else waits for the whole store. */
const ENTITIES = 200;

type Batch = Array<{ id: string; type: EntityType }>;

/**
 * Everything that `importRows` can take in again, entity by entity: facts with their sources and times,
 * events, relations, enrollments and decisions; then merges and suppressions. Retracted facts are left out, and what the viewer may not see.
 */
export async function* exportRows(
	graph: OpenGraph,
	viewer: Omit<Viewer, 'name'> = {},
): AsyncIterable<ImportRow> {
	for (let after = ''; ;) {
		const { rows, last } = await graph.database.read(
			async (tables) => await exportPage(tables, after, viewer),
		);
		yield* rows;
		if (last === undefined) break;
		after = last;
	}
	// After those whom they join; and who is on the list is for eyes that may see addresses.
	yield* await mergeRows(graph, identifiersByEntity);
	if ((viewer.upTo ?? 'private') === 'private') yield* await suppressionRows(graph);
}

async function exportPage(
	tables: Tables,
	after: string,
	viewer: Omit<Viewer, 'name'>,
): Promise<{ rows: ImportRow[]; last?: string }> {
	const batch: Batch = await tables
		.selectFrom('graph_entity')
		.select(['id', 'type'])
		.where('id', '>', after)
		.orderBy('id')
		.limit(ENTITIES)
		.execute();
	const ids = batch.map(({ id }) => id);
	if (ids.length === 0) return { rows: [] };
	const identifiers = await identifiersByEntity(tables, ids);
	const observations = await observationsByEntity(tables, ids);
	const events = Map.groupBy(
		await tables.selectFrom('graph_event').selectAll().where('entity_id', 'in', ids).execute(),
		({ entity_id: id }) => id,
	);
	const rows = batch.flatMap(({ id, type }): ImportRow[] => {
		const told = identifiers.get(id) ?? [];
		if (told.length === 0) return [];
		return [
			...factRows(type, told, observations.get(id) ?? [], viewer),
			...(events.get(id) ?? []).map((event) => eventRow(type, told, event)),
		];
	});
	const links = await linkRows(tables, ids);
	const enrolled = await enrollmentRows(tables, ids, identifiers);
	const decided = await decisionRows(tables, ids, identifiers);
	return {
		rows: [...rows, ...links, ...enrolled, ...decided],
		...(ids.length === ENTITIES && { last: ids.at(-1) }),
	};
}

async function identifiersByEntity(
	tables: Tables,
	ids: readonly string[],
): Promise<Map<string, Identifier[]>> {
	if (ids.length === 0) return new Map();
	const rows = await tables
		.selectFrom('graph_identifier')
		.select(['entity_id', 'kind', 'value'])
		.where('entity_id', 'in', [...ids])
		.orderBy('kind')
		.orderBy('value')
		.execute();
	const groups = Map.groupBy(rows, ({ entity_id: id }) => id);
	return new Map(
		[...groups].map(([id, all]) => [id, all.map(({ kind, value }) => ({ kind, value }))]),
	);
}

async function observationsByEntity(
	tables: Tables,
	ids: readonly string[],
): Promise<Map<string, ObservationTable[]>> {
	const rows = await tables
		.selectFrom('graph_observation')
		.selectAll()
		.where('entity_id', 'in', [...ids])
		.orderBy('seq')
		.orderBy('position')
		.execute();
	const retractions = await tables
		.selectFrom('graph_retraction')
		.select(['of_seq', 'of_position'])
		.where('entity_id', 'in', [...ids])
		.execute();
	const retracted = retractedIds(retractions);
	return Map.groupBy(
		rows.filter((row) => !retracted.has(idOfPlace(row))),
		({ entity_id: id }) => id,
	);
}

/** One row for each source and record that facts were read from. */
function factRows(
	type: EntityType,
	identifiers: Identifier[],
	observations: readonly ObservationTable[],
	viewer: Omit<Viewer, 'name'>,
): ImportRow[] {
	const seen = observations.filter(({ attribute, privacy, licence }) =>
		maySee(viewer, { entity: type, attribute, privacy, licence }),
	);
	const bySource = Map.groupBy(seen, ({ source, ref }) => JSON.stringify([source, ref]));
	return [...bySource.values()].map((rows) => {
		const [first] = rows as [ObservationTable, ...ObservationTable[]];
		return {
			kind: 'facts',
			type,
			identifiers,
			source: first.source,
			...(first.ref !== null && { sourceRef: first.ref }),
			facts: rows.map(toFact),
		};
	});
}

function toFact(row: ObservationTable): Fact {
	const { id: _, source: __, sourceRef: ___, value, ...fact } = toCandidate(row);
	return { attribute: row.attribute, value: value as Fact['value'], ...fact };
}

function eventRow(type: EntityType, identifiers: Identifier[], event: EventTable): ImportRow {
	const { signal, strength, half_life: halfLifeDays } = event;
	return {
		kind: 'event',
		source: event.source,
		subject: { type, identifiers },
		event: {
			type: event.type,
			at: event.at,
			externalId: event.external_id ?? idOfPlace(event),
			...(event.summary !== null && { summary: event.summary }),
			...(event.url !== null && { url: event.url }),
			...(signal !== null && {
				signal: { kind: signal, strength: strength ?? 0.5, halfLifeDays: halfLifeDays ?? 30 },
			}),
		},
	};
}

async function linkRows(tables: Tables, ids: readonly string[]): Promise<ImportRow[]> {
	const edges = await tables
		.selectFrom('graph_edge')
		.innerJoin('graph_entity as target', 'target.id', 'graph_edge.to_id')
		.innerJoin('graph_entity as origin', 'origin.id', 'graph_edge.from_id')
		.selectAll('graph_edge')
		.select(['target.type as to_type', 'origin.type as from_type'])
		.where('from_id', 'in', [...ids])
		.execute();
	const ends = [...new Set(edges.flatMap(({ from_id: from, to_id: to }) => [from, to]))];
	const told = await identifiersByEntity(tables, ends);
	return edges.flatMap((edge): ImportRow[] => {
		const [from, to] = [told.get(edge.from_id), told.get(edge.to_id)];
		if (from === undefined || to === undefined) return [];
		return [
			{
				kind: 'link',
				source: edge.source,
				...(edge.account !== null && { account: edge.account }),
				from: { type: edge.from_type, identifiers: from },
				relation: edge.relation,
				to: { type: edge.to_type, identifiers: to },
				...(edge.role !== null && { role: edge.role }),
				...(edge.held_from !== null && { heldFrom: edge.held_from }),
				...(edge.held_to !== null && { heldTo: edge.held_to }),
			},
		];
	});
}
