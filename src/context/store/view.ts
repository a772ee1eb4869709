import { toInstantText } from '../model/instant';
import type { Cluster } from './entities';
import type { OpenGraph, Tables } from './graph-ports';

/** The moment that a picture is of. */
export interface View {
	/** Nothing that was learned after this write is in it. */
	until: number;
	/** Milliseconds since 1970, and the same as text. */
	now: number;
	at: string;
	/** True for the picture of a past day: it is concluded anew from what had been learned. */
	isPast: boolean;
}

/**
 * @param asOf ISO time; now if left out
 * @throws RangeError if it is no time
 */
export async function viewOf(tables: Tables, graph: OpenGraph, asOf?: string): Promise<View> {
	if (asOf === undefined) {
		const last = await tables
			.selectFrom('graph_counter')
			.select(['seq', 'at'])
			.executeTakeFirstOrThrow();
		const current = Math.max(graph.now(), Date.parse(last.at));
		return { until: last.seq, now: current, at: toInstantText(current), isPast: false };
	}
	const now = Date.parse(asOf);
	if (Number.isNaN(now))
		throw new RangeError(`asOf: ${asOf} is not a time such as 2026-05-31T00:00:00Z`);
	const at = toInstantText(now);
	const last = await tables
		.selectFrom('graph_episode')
		.select('seq')
		.where('at', '<=', at)
		.orderBy('at', 'desc')
		.orderBy('seq', 'desc')
		.limit(1)
		.executeTakeFirst();
	return { until: last?.seq ?? 0, now, at, isPast: true };
}

/**
 * The cluster as it was then: without what was merged later, and with what has been separated since.
 *
 * @returns undefined if it was not known then
 */
export async function clusterAt(
	tables: Tables,
	{ type, anchor }: Cluster,
	{ until }: View,
): Promise<Cluster | undefined> {
	const members = new Set([anchor]);
	for (let added = [anchor]; added.length > 0;) {
		const rows = await tables
			.selectFrom('graph_merge')
			.select(['winner', 'loser'])
			.where((is) => is.or([is('winner', 'in', added), is('loser', 'in', added)]))
			.where('seq', '<=', until)
			.where((is) => is.or([is('undone_seq', 'is', null), is('undone_seq', '>', until)]))
			.execute();
		added = rows.flatMap(({ winner, loser }) => [winner, loser]).filter((id) => !members.has(id));
		for (const id of added) members.add(id);
	}
	const known = await tables
		.selectFrom('graph_entity')
		.select('id')
		.where('id', 'in', [...members])
		.where('seq', '<=', until)
		.orderBy('id')
		.execute();
	const [first] = known;
	return first && { head: first.id, anchor, type, members: known.map(({ id }) => id) };
}
