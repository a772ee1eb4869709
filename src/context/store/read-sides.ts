import { type Candidate, pickWinner, type Winner } from '../facts/winner';
import type { GraphEvent } from '../model/event';
import type { Facts, Side } from '../query/picture';
import type { Cluster } from './entities';
import type { OpenGraph, Tables } from './graph-ports';
import { idOfPlace, toCandidate } from './observation-rows';
import { observedOf } from './refresh-facts';
import type { EventTable, FactTable, ObservationTable } from './schema';
import type { View } from './view';

/** Of one entity, the newest; older ones are not shown at any budget. */
const MOST_EVENTS = 40;
const MOST_SIGNALS = 15;

/**
 * What counts of some clusters, by their heads.
 *
 * @param only of these attributes; of all if left out
 */
export async function factsOf(
	tables: Tables,
	graph: OpenGraph,
	clusters: readonly Cluster[],
	view: View,
	only?: readonly string[],
): Promise<Map<string, Facts>> {
	if (clusters.length === 0) return new Map();
	if (view.isPast) return await factsAt(tables, graph, clusters, view);
	const { rebuiltUpTo } = graph;
	const isLeft = ({ head }: Cluster) => rebuiltUpTo !== undefined && head > rebuiltUpTo;
	const rows = await tables
		.selectFrom('graph_fact')
		.selectAll()
		.where(
			'entity_id',
			'in',
			clusters.map(({ head }) => head),
		)
		.$if(only !== undefined, (query) => query.where('attribute', 'in', [...(only ?? [])]))
		.execute();
	// Time alone, or a rule, changed what counts of those that began or ended to hold.
	const outdated = new Set(
		rows.flatMap((row) => (isOutdated(row, view.at) ? [row.entity_id] : [])),
	);
	for (const { head } of clusters.filter(isLeft)) outdated.add(head);
	const current = rows.filter(({ entity_id: id }) => !outdated.has(id));
	const kept = Map.groupBy(current, ({ entity_id: id }) => id);
	const anew = clusters.filter(({ head }) => outdated.has(head));
	return new Map([
		...[...kept].map(([id, facts]) => [id, toFacts(facts)] as const),
		...(await factsAt(tables, graph, anew, view)),
	]);
}

function isOutdated({ changes_at: at }: FactTable, now: string): boolean {
	return at !== null && at <= now;
}

/** In order of their names: sorted by the database, it would look for attributes before entities. */
function toFacts(rows: readonly FactTable[]): Facts {
	const ordered = rows.toSorted((one, other) => (one.attribute < other.attribute ? -1 : 1));
	return Object.fromEntries(
		ordered.flatMap(({ attribute, winner, challengers }) => {
			if (winner === null) return [];
			const won: Winner = {
				winner: JSON.parse(winner) as Candidate,
				challengers: challengers === null ? [] : (JSON.parse(challengers) as Candidate[]),
			};
			return [[attribute, won] as const];
		}),
	);
}

/** Concluded from everything that had been learned by then. */
async function factsAt(
	tables: Tables,
	{ rules }: OpenGraph,
	clusters: readonly Cluster[],
	{ until, now }: View,
): Promise<Map<string, Facts>> {
	const found = new Map<string, Facts>();
	for (const cluster of clusters) {
		const { rows, retracted } = await observedUntil(tables, cluster, until);
		const counted = rows.filter(({ seq, position }) => !retracted.has(`${seq}-${position}`));
		const { head, type } = cluster;
		const facts = [...Map.groupBy(counted, ({ attribute }) => attribute)].flatMap(
			([attribute, observations]) => {
				const candidates = observations.map(toCandidate);
				const won = pickWinner(candidates, { type, attribute }, { rules, now });
				return won === undefined ? [] : [[attribute, won] as const];
			},
		);
		found.set(head, Object.fromEntries(facts));
	}
	return found;
}

async function observedUntil(
	tables: Tables,
	cluster: Cluster,
	until: number,
): Promise<{ rows: ObservationTable[]; retracted: ReadonlySet<string> }> {
	const { rows } = await observedOf({ tables }, cluster);
	const retractions = await tables
		.selectFrom('graph_retraction')
		.select(['of_seq', 'of_position'])
		.where('entity_id', 'in', cluster.members)
		.where('seq', '<=', until)
		.execute();
	return {
		rows: rows.filter(({ seq }) => seq <= until),
		retracted: new Set(retractions.map((row) => `${row.of_seq}-${row.of_position}`)),
	};
}

/** An entity with what happened to it. */
export async function sideOf(
	tables: Tables,
	{ head, type, members }: Cluster,
	facts: Facts | undefined,
	view: View,
): Promise<Side> {
	const events = tables
		.selectFrom('graph_event')
		.selectAll()
		.where('entity_id', 'in', members)
		.where('seq', '<=', view.until)
		.where('at', '<=', view.at)
		.orderBy('at', 'desc')
		.orderBy('seq', 'desc');
	const happened = await events.limit(MOST_EVENTS).execute();
	const signals =
		happened.length < MOST_EVENTS
			? happened.filter(({ signal }) => signal !== null)
			: await events.where('signal', 'is not', null).limit(MOST_SIGNALS).execute();
	return {
		id: head,
		type,
		facts: facts ?? {},
		events: happened.filter(({ signal }) => signal === null).map(toEvent),
		signals: signals.map(toEvent),
	};
}

export function toEvent(row: EventTable): GraphEvent {
	const { signal, strength, half_life: halfLifeDays } = row;
	const isSignal = signal !== null && strength !== null && halfLifeDays !== null;
	return {
		id: idOfPlace(row),
		entityId: row.entity_id,
		type: row.type,
		at: row.at,
		source: row.source,
		...(row.summary !== null && { summary: row.summary }),
		...(row.url !== null && { url: row.url }),
		...(row.external_id !== null && { externalId: row.external_id }),
		...(isSignal && { signal: { kind: signal, strength, halfLifeDays } }),
	};
}
