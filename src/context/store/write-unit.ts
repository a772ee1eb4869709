import { digestOf } from '../../base/digest';
import { toInstantText } from '../model/instant';
import type { EntityType } from '../model/entity';
import type { ChangeKind } from '../query/changes';
import type { OpenGraph, Tables } from './graph-ports';
import { asSet } from './as-set';

/** Something that watchers are told. */
export interface NotedChange {
	kind: ChangeKind;
	entityId: string;
	type: EntityType;
	name?: string;
	before?: unknown;
	after?: unknown;
}

/** One write, and its place in the order of all writes. */
export interface WriteUnit {
	tables: Tables;
	graph: OpenGraph;
	seq: number;
	/** ISO time, later than that of the write before: no two writes are of one time. */
	at: string;
	/** The same in milliseconds. */
	now: number;
	/** The place of the next row. A write that places nothing leaves no trace. */
	place(): { seq: number; position: number };
	note(change: NotedChange): void;
}

/** From whom a write comes, checked. */
export interface Origin {
	source: string;
	actor?: string;
	run?: string;
	credits?: number;
	tokens?: number;
	idempotencyKey?: string;
}

/**
 * Runs a write as one, in its place in the order of all writes. With a key that was used before nothing
 * runs, and the answer is the first one.
 */
export async function inWriteUnit<Result>(
	graph: OpenGraph,
	{ source, actor, run, credits, tokens, idempotencyKey }: Origin,
	work: (unit: WriteUnit) => Promise<Result>,
): Promise<Result> {
	const once =
		idempotencyKey === undefined ? null : digestOf([source, idempotencyKey], graph.secret);
	return await graph.database.write(async (tables) => {
		const before = once === null ? undefined : await answerOf(tables, once);
		if (before !== undefined) return JSON.parse(before) as Result;
		const last = await tables
			.selectFrom('graph_counter')
			.select(['seq', 'at'])
			.executeTakeFirstOrThrow();
		const now = Math.max(graph.now(), Date.parse(last.at) + 1);
		const at = toInstantText(now);
		const seq = last.seq + 1;
		let placed = 0;
		const changes: NotedChange[] = [];
		const place = () => ({ seq, position: placed++ });
		const note = (change: NotedChange) => void changes.push(change);
		const current = await asSet(graph, tables);
		const result = await work({ tables, graph: current, seq, at, now, place, note });
		if (placed === 0 && changes.length === 0) return result;
		await tables.updateTable('graph_counter').set({ seq, at }).execute();
		await tables
			.insertInto('graph_episode')
			.values({
				seq,
				at,
				source,
				actor: actor ?? null,
				run: run ?? null,
				credits: credits ?? null,
				tokens: tokens ?? null,
				once,
				answer: once === null ? null : JSON.stringify(result),
			})
			.execute();
		await insertChanges(tables, { seq, at }, changes);
		return result;
	});
}

async function answerOf(tables: Tables, once: string): Promise<string | undefined> {
	const row = await tables
		.selectFrom('graph_episode')
		.select('answer')
		.where('once', '=', once)
		.executeTakeFirst();
	return row?.answer ?? undefined;
}

async function insertChanges(
	tables: Tables,
	{ seq, at }: { seq: number; at: string },
	changes: readonly NotedChange[],
): Promise<void> {
	if (changes.length === 0) return;
	const rows = changes.map(({ kind, entityId, type, name, before, after }, position) => ({
		seq,
		position,
		kind,
		entity_id: entityId,
		type,
		at,
		name: name ?? null,
		before: before === undefined ? null : JSON.stringify(before),
		after: after === undefined ? null : JSON.stringify(after),
	}));
	await tables.insertInto('graph_change').values(rows).execute();
}
