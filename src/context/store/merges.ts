import { identifiersOf, type Subject } from '../query/subject';
import { checked } from './checked';
import { type Cluster, clusterOf } from './entities';
import type { OpenGraph } from './graph-ports';
import { mergeIn, rehead } from './join-entities';
import { resolveSubject } from './resolve-subject';
import { whySchema } from './write-schemas';
import { inWriteUnit, type WriteUnit } from './write-unit';

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

/** As it was exported: nothing where the two are one already. */
export async function restoreMerge(
	graph: OpenGraph,
	winner: Subject,
	loser: Subject,
	why: { reason: string; actor: string },
): Promise<'created' | 'unchanged'> {
	const [one, other] = await graph.database.read(async (tables) => [
		await resolveSubject(tables, winner),
		await resolveSubject(tables, loser),
	]);
	if (one?.cluster !== undefined && one.cluster.head === other?.cluster?.head) return 'unchanged';
	await mergeSubjects(graph, winner, loser, why);
	return 'created';
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
