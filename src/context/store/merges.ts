import { identifiersOf, type Subject } from '../query/subject';
import { checked } from './checked';
import { type Cluster, clusterOf } from './entities';
import type { OpenGraph } from './graph-ports';
import { newId } from './new-id';
import { refreshCluster } from './record-facts';
import { resolveSubject } from './resolve-subject';
import { whySchema } from './write-schemas';
import { inWriteUnit, type WriteUnit } from './write-unit';

/** By whose word two are one. */
export interface MergeReason {
	rule: string;
	evidence: unknown;
	actor: string;
}

const BY_HAND = 'manual';

export async function mergeSubjects(
	graph: OpenGraph,
	winner: Subject,
	loser: Subject,
	why: { reason: string; actor: string },
): Promise<string> {
	const { reason, actor } = checked(whySchema, why);
	return await inWriteUnit(graph, { source: BY_HAND, actor }, async (unit) => {
		const [one, other] = [await theOne(unit, winner, 'winner'), await theOne(unit, loser, 'loser')];
		if (one.head === other.head) throw new RangeError('loser: is one with the winner already');
		if (one.type !== other.type) {
			throw new RangeError(`loser: is of type ${other.type}, the winner of type ${one.type}`);
		}
		return await mergeIn(unit, [one.anchor, other.anchor], {
			rule: BY_HAND,
			evidence: reason,
			actor,
		});
	});
}

async function theOne(unit: WriteUnit, subject: Subject, name: string): Promise<Cluster> {
	const { cluster, reasons } = await resolveSubject(unit.tables, subject);
	if (cluster !== undefined) return cluster;
	const told =
		subject.id ??
		identifiersOf(subject)
			.map(({ value }) => value)
			.join(', ');
	throw new RangeError(`${name}: ${told} is not one record: ${reasons.join('; ')}`);
}

/** Makes two one, by a row that can be struck out again. @returns its id */
export async function mergeIn(
	unit: WriteUnit,
	[winner, loser]: readonly [string, string],
	{ rule, evidence, actor }: MergeReason,
): Promise<string> {
	const id = newId(unit.now);
	await unit.tables
		.insertInto('graph_merge')
		.values({
			id,
			seq: unit.place().seq,
			winner,
			loser,
			rule,
			evidence: JSON.stringify(evidence),
			actor,
			at: unit.at,
			undone_seq: null,
			undone_by: null,
		})
		.execute();
	await rehead(unit, [winner, loser]);
	const cluster = await clusterOf(unit.tables, winner);
	if (cluster) {
		const { head: entityId, type } = cluster;
		unit.note({ kind: 'merged', entityId, type, name: rule, before: loser, after: winner });
	}
	return id;
}

/** @returns false if there is no such merge, or it was undone already */
export async function undoMerge(
	graph: OpenGraph,
	mergeId: string,
	actor: string,
): Promise<boolean> {
	return await inWriteUnit(graph, { source: BY_HAND, actor }, async (unit) => {
		const merge = await unit.tables
			.selectFrom('graph_merge')
			.select(['winner', 'loser', 'rule'])
			.where('id', '=', mergeId)
			.where('undone_seq', 'is', null)
			.executeTakeFirst();
		const before = merge && (await clusterOf(unit.tables, merge.winner));
		if (merge === undefined || before === undefined) return false;
		await unit.tables
			.updateTable('graph_merge')
			.set({ undone_seq: unit.place().seq, undone_by: actor })
			.where('id', '=', mergeId)
			.execute();
		await rehead(unit, before.members);
		const { type } = before;
		const change = { type, name: merge.rule, before: merge.winner, after: merge.loser };
		unit.note({ kind: 'unmerged', entityId: merge.loser, ...change });
		return true;
	});
}

/**
 * Tells anew by whom each of some entities is read: by the first that was made of those that merges hold
 * together. What counts of every cluster that changed is concluded anew.
 */
async function rehead(unit: WriteUnit, ids: readonly string[]): Promise<void> {
	const { tables } = unit;
	const members = new Set<string>();
	for (const id of ids) {
		for (const member of (await clusterOf(tables, id))?.members ?? []) members.add(member);
	}
	const heads = await headsAmong(unit, members);
	const before = await tables
		.selectFrom('graph_entity')
		.select(['id', 'head'])
		.where('id', 'in', [...members])
		.execute();
	for (const { id, head } of before) {
		const next = heads.get(id) ?? id;
		if (next === head) continue;
		await tables.updateTable('graph_entity').set({ head: next }).where('id', '=', id).execute();
	}
	const former = [...new Set(before.map(({ head }) => head))];
	const current = new Set(heads.values());
	const gone = former.filter((head) => !current.has(head));
	if (gone.length > 0) {
		await tables.deleteFrom('graph_fact').where('entity_id', 'in', gone).execute();
		await tables.deleteFrom('graph_term').where('entity_id', 'in', gone).execute();
	}
	for (const head of [...current].sort()) await refreshCluster(unit, head);
}

async function headsAmong(
	{ tables }: WriteUnit,
	members: ReadonlySet<string>,
): Promise<Map<string, string>> {
	const merges = await tables
		.selectFrom('graph_merge')
		.select(['winner', 'loser'])
		.where('undone_seq', 'is', null)
		.where((is) => is.or([is('winner', 'in', [...members]), is('loser', 'in', [...members])]))
		.execute();
	const heads = new Map([...members].map((id) => [id, id]));
	const find = (id: string): string => {
		const head = heads.get(id) ?? id;
		return head === id ? id : find(head);
	};
	for (const { winner, loser } of merges) {
		const [first, second] = [find(winner), find(loser)].sort() as [string, string];
		heads.set(second, first);
	}
	return new Map([...members].map((id) => [id, find(id)]));
}

/** @returns undefined if there is no such open review */
export async function decideReview(
	graph: OpenGraph,
	id: string,
	verdict: 'accept' | 'refuse',
	actor: string,
): Promise<{ mergeId?: string } | undefined> {
	return await inWriteUnit(graph, { source: BY_HAND, actor }, async (unit) => {
		const review = await unit.tables
			.selectFrom('graph_review')
			.select(['one', 'other', 'reasons'])
			.where('id', '=', id)
			.where('status', '=', 'open')
			.executeTakeFirst();
		if (review === undefined) return undefined;
		unit.place();
		const status = verdict === 'accept' ? 'accepted' : 'refused';
		await unit.tables
			.updateTable('graph_review')
			.set({ status, decided_by: actor })
			.where('id', '=', id)
			.execute();
		if (verdict === 'refuse') return {};
		const evidence = JSON.parse(review.reasons) as unknown;
		const pair = [review.one, review.other] as const;
		const [one, other] = [
			await clusterOf(unit.tables, pair[0]),
			await clusterOf(unit.tables, pair[1]),
		];
		if (one === undefined || other === undefined || one.head === other.head) return {};
		return { mergeId: await mergeIn(unit, pair, { rule: 'review', evidence, actor }) };
	});
}
