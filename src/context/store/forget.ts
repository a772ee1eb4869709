import type { ContextGraph, Resolution } from '../context-graph';
import type { Identifier } from '../model/identifier';
import { identifiersOf, type Subject } from '../query/subject';
import { addToRegister, forgetValues } from '../../base/suppression/suppression-register';
import type { Cluster } from './entities';
import type { OpenGraph, Tables } from './graph-ports';
import { readAll, resolveSubject, toResolution } from './resolve-subject';
import type { GraphSchema } from './schema';
import { suppressionsOf } from './suppressions';
import { inWriteUnit, type WriteUnit } from './write-unit';

/** Where rows name an entity, and in which columns. The entity itself is last. */
const TABLES: ReadonlyArray<{ table: keyof GraphSchema; columns: readonly string[] }> = [
	{ table: 'graph_identifier', columns: ['entity_id'] },
	{ table: 'graph_observation', columns: ['entity_id'] },
	{ table: 'graph_retraction', columns: ['entity_id'] },
	{ table: 'graph_fact', columns: ['entity_id'] },
	{ table: 'graph_term', columns: ['entity_id'] },
	{ table: 'graph_edge', columns: ['from_id', 'to_id'] },
	{ table: 'graph_event', columns: ['entity_id'] },
	{ table: 'graph_enrolled', columns: ['entity_id'] },
	{ table: 'graph_session_entry', columns: ['entity_id'] },
	{ table: 'graph_merge', columns: ['winner', 'loser'] },
	{ table: 'graph_review', columns: ['one', 'other'] },
	{ table: 'graph_change', columns: ['entity_id'] },
	{ table: 'graph_decision', columns: ['entity_id'] },
	{ table: 'graph_entity', columns: ['id'] },
];

type Forgotten = Awaited<ReturnType<ContextGraph['forget']>>;

/**
 * Removes someone from every table, and from the files' bytes. Whoever must not be contacted stays so: of
 * each of their identifiers a keyed digest is kept, and nothing else. The change log says that somebody
 * was forgotten, by an id that names nobody any more.
 *
 * Of somebody whom the graph does not know, what is kept elsewhere goes.
 *
 * @returns whom it may mean, if nobody or nobody for sure is meant: then nothing is removed
 */
export async function forget(
	graph: OpenGraph,
	subject: Subject,
	actor: string,
): Promise<Forgotten> {
	const told = await graph.database.read(async (tables) => await toldBy(tables, subject));
	if (!Array.isArray(told)) return told;
	const elsewhere = (await graph.forgetElsewhere?.(told)) ?? {};
	const by = { source: 'forget', actor };
	const report = await inWriteUnit(graph, by, async (unit): Promise<Forgotten> => {
		const resolved = await resolveSubject(unit.tables, subject);
		const { cluster } = resolved;
		if (cluster === undefined) {
			if (Object.keys(elsewhere).length === 0) return await toResolution(unit.tables, resolved);
			const keptSuppressed = await keepDigests(unit, told);
			return { status: 'forgotten', deleted: elsewhere, keptSuppressed };
		}
		unit.place();
		const known = await identifiersOfCluster(unit.tables, cluster);
		const keptSuppressed = await keepDigests(unit, known);
		const deleted = await deleteAll(unit, cluster);
		unit.note({ kind: 'forgotten', entityId: cluster.head, type: cluster.type });
		return { status: 'forgotten', deleted: { ...elsewhere, ...deleted }, keptSuppressed };
	});
	if (report.status === 'forgotten') await graph.scrub();
	return report;
}

/** What the subject names, and all that the graph knows them by; or those whom it may mean. */
async function toldBy(tables: Tables, subject: Subject): Promise<Identifier[] | Resolution> {
	const resolved = await resolveSubject(tables, subject);
	const { status, cluster } = resolved;
	if (status === 'needs_review') return await toResolution(tables, resolved);
	const known = cluster === undefined ? [] : await identifiersOfCluster(tables, cluster);
	return [...readAll(identifiersOf(subject)), ...known];
}

async function identifiersOfCluster(tables: Tables, { members }: Cluster): Promise<Identifier[]> {
	return await tables
		.selectFrom('graph_identifier')
		.select(['kind', 'value'])
		.where('entity_id', 'in', members)
		.distinct()
		.execute();
}

/** Who is suppressed by one identifier stays suppressed by all that were known. */
async function keepDigests(unit: WriteUnit, identifiers: readonly Identifier[]): Promise<boolean> {
	const at = { now: unit.now, isPast: false };
	const holding = await suppressionsOf(unit.tables, identifiers, at);
	await forgetValues(unit.tables, identifiers);
	const own = holding.filter(({ kind }) => kind !== 'domain');
	const [first] = own;
	if (first === undefined) return holding.length > 0;
	const { scope, reason, source, expiresAt } = first;
	const rest = {
		scope,
		reason,
		source,
		...(expiresAt !== undefined && { expiresAt: Date.parse(expiresAt) }),
	};
	for (const identifier of identifiers) {
		const known = await suppressionsOf(unit.tables, [identifier], at);
		if (known.some(({ kind }) => kind === identifier.kind)) continue;
		// Without a seal: nobody may read who it was.
		await addToRegister(unit.tables, [{ ...identifier, ...rest }], unit.now);
	}
	return true;
}

async function deleteAll(
	{ tables }: WriteUnit,
	{ members }: Cluster,
): Promise<Record<string, number>> {
	const decisions = await tables
		.selectFrom('graph_decision')
		.select('id')
		.where('entity_id', 'in', members)
		.execute();
	const ids = decisions.map(({ id }) => id);
	const deleted: Record<string, number> = {};
	const count = (table: string, rows: ReadonlyArray<{ numDeletedRows: bigint }>) => {
		const sum = rows.reduce((total, { numDeletedRows }) => total + Number(numDeletedRows), 0);
		if (sum > 0) deleted[table] = (deleted[table] ?? 0) + sum;
	};
	await forgetAnswers(tables, members);
	if (ids.length > 0) {
		count(
			'graph_feature',
			await tables.deleteFrom('graph_feature').where('decision_id', 'in', ids).execute(),
		);
		count(
			'graph_outcome',
			await tables.deleteFrom('graph_outcome').where('decision_id', 'in', ids).execute(),
		);
	}
	for (const { table, columns } of TABLES) {
		for (const column of columns) {
			const rows = await tables
				.deleteFrom(table)
				.where(column as never, 'in', members as never)
				.execute();
			count(table, rows);
		}
	}
	return deleted;
}

/** Episodes stay, for they count what was spent; who wrote, in which run and what was answered do not. */
async function forgetAnswers(
	tables: WriteUnit['tables'],
	members: readonly string[],
): Promise<void> {
	const rows = await tables
		.selectFrom('graph_observation')
		.select('seq')
		.where('entity_id', 'in', [...members])
		.union(
			tables
				.selectFrom('graph_event')
				.select('seq')
				.where('entity_id', 'in', [...members]),
		)
		.execute();
	const seqs = rows.map(({ seq }) => seq);
	for (let at = 0; at < seqs.length; at += 500) {
		await tables
			.updateTable('graph_episode')
			.set({ actor: null, run: null, once: null, answer: null })
			.where('seq', 'in', seqs.slice(at, at + 500))
			.execute();
	}
}
