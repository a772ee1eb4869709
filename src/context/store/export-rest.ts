import { listRegister } from '../../base/suppression/suppression-register';
import type { ImportRow } from '../context-graph';
import { toInstantText } from '../model/instant';
import type { Identifier } from '../model/identifier';
import { LIST_SOURCE } from '../model/suppression';
import { outcomesOf, toDecision } from './decisions';
import type { OpenGraph, Tables } from './graph-ports';
import { lastOfEach } from './last-words';

type Told = ReadonlyMap<string, Identifier[]>;

/** Where each of some people stands, by the last word on each sequence. */
export async function enrollmentRows(
	tables: Tables,
	ids: readonly string[],
	told: Told,
): Promise<ImportRow[]> {
	const rows = await tables
		.selectFrom('graph_enrolled')
		.selectAll()
		.where('entity_id', 'in', [...ids])
		.orderBy('seq', 'desc')
		.execute();
	const last = lastOfEach(rows, (row) =>
		JSON.stringify([row.entity_id, row.provider, row.sequence_id]),
	).toReversed();
	return last.flatMap((row): ImportRow[] => {
		const identifiers = told.get(row.entity_id);
		if (identifiers === undefined) return [];
		return [
			{
				kind: 'enrollment',
				source: sourceOf(row.provider),
				...(row.account !== null && { account: row.account }),
				subject: { type: 'contact', identifiers },
				enrollment: {
					provider: row.provider,
					sequenceId: row.sequence_id,
					status: row.status,
					...(row.sequence_name !== null && { sequenceName: row.sequence_name }),
					...(row.step !== null && { step: row.step }),
					...(row.enrolled_at !== null && { enrolledAt: row.enrolled_at }),
					...(row.last_event_at !== null && { lastEventAt: row.last_event_at }),
				},
			},
		];
	});
}

const sourceOf = (provider: string) =>
	/^[a-z0-9][a-z0-9_.:-]{0,59}$/.test(provider) ? provider : 'import';

/** What was decided about each, with what came of it. */
export async function decisionRows(
	tables: Tables,
	ids: readonly string[],
	told: Told,
): Promise<ImportRow[]> {
	const rows = await tables
		.selectFrom('graph_decision')
		.selectAll()
		.where('entity_id', 'in', [...ids])
		.orderBy('seq')
		.execute();
	const outcomes = await outcomesOf(
		tables,
		rows.map(({ id }) => id),
	);
	return rows.flatMap((row): ImportRow[] => {
		const identifiers = told.get(row.entity_id);
		if (identifiers === undefined) return [];
		const { entityId: _, ...decision } = toDecision(row);
		const outcome = outcomes.get(row.id);
		return [
			{
				kind: 'decision',
				source: 'import',
				subject: { identifiers },
				decision,
				...(outcome && { outcome }),
			},
		];
	});
}

/** Merges that stand, after those whom they join. */
export async function mergeRows(
	graph: OpenGraph,
	identifiersOf: (tables: Tables, ids: readonly string[]) => Promise<Map<string, Identifier[]>>,
): Promise<ImportRow[]> {
	return await graph.database.read(async (tables) => {
		const merges = await tables
			.selectFrom('graph_merge')
			.selectAll()
			.where('undone_seq', 'is', null)
			.orderBy('seq')
			.execute();
		const told = await identifiersOf(
			tables,
			merges.flatMap(({ winner, loser }) => [winner, loser]),
		);
		return merges.flatMap(({ winner, loser, evidence, actor }): ImportRow[] => {
			const [one, other] = [told.get(winner), told.get(loser)];
			if (one === undefined || other === undefined) return [];
			const ends = { winner: { identifiers: one }, loser: { identifiers: other } };
			return [{ kind: 'merge', source: 'import', ...ends, reason: reasonOf(evidence), actor }];
		});
	});
}

/** Evidence is JSON: the words of a person, or what a rule saw. */
function reasonOf(evidence: string): string {
	const told: unknown = JSON.parse(evidence);
	return (typeof told === 'string' ? told : evidence).slice(0, 300);
}

/** More entries than a list has that people keep. */
const MOST = 1_000_000;

/** Entries that can be read: of the others only a digest is left, which means nothing to another store. */
export async function suppressionRows(graph: OpenGraph): Promise<ImportRow[]> {
	const entries = await graph.database.read(
		async (tables) => await listRegister(tables, { limit: MOST }, graph.now(), graph.seal),
	);
	return entries.flatMap(({ value, kind, scope, reason, source, expiresAt }): ImportRow[] => {
		if (value === undefined) return [];
		return [
			{
				kind: 'suppression',
				source: source === undefined ? LIST_SOURCE : sourceOf(source),
				identifier: { kind, value },
				scope,
				reason,
				...(expiresAt !== undefined && { expiresAt: toInstantText(expiresAt) }),
			},
		];
	});
}
