import type { Written } from '../context-graph';
import {
	type Decision,
	type DecisionDraft,
	type DecisionOutcome,
	decisionOutcome,
	decisionSchema,
} from '../model/decision';
import { instant } from '../model/instant';
import type { Precedent } from '../query/context-answer';
import type { Subject } from '../query/subject';
import { z } from '../../third-party/zod';
import { checked } from './checked';
import type { Cluster } from './entities';
import type { OpenGraph, Tables } from './graph-ports';
import { newId } from './new-id';
import { findOrMake } from './record-happenings';
import type { DecisionTable } from './schema';
import { inWriteUnit, type WriteUnit } from './write-unit';

const decidedSchema = decisionSchema.extend({ actor: z.string().min(1).max(120) });

const restoredSchema = decidedSchema.extend({ id: z.string().min(1).max(80), at: instant });

const outcomeSchema = z.strictObject({
	outcome: decisionOutcome,
	detail: z.string().max(300).optional(),
	at: instant.optional(),
});

type Detail = Omit<DecisionDraft, 'kind' | 'verdict'>;

/** How many past decisions are looked at to find the most like ones. */
const LOOKED_AT = 200;

export async function recordDecision(
	graph: OpenGraph,
	subject: Subject,
	draft: DecisionDraft & { actor: string },
): Promise<Written> {
	const decision = checked(decidedSchema, draft);
	return await inWriteUnit(graph, { source: 'decision', actor: decision.actor }, async (unit) => {
		const cluster = await findOrMake(unit, subject, { source: 'decision' });
		return await decideIn(unit, cluster, decision, { id: newId(unit.now), at: unit.at });
	});
}

/** As it was exported: once, under its own id and time. */
export async function restoreDecision(
	graph: OpenGraph,
	subject: Subject,
	given: Omit<Decision, 'entityId' | 'outcome'>,
	outcome: Decision['outcome'],
): Promise<'created' | 'changed' | 'unchanged'> {
	const { id, at, ...decision } = checked(restoredSchema, given);
	const came = outcome && checked(outcomeSchema, outcome);
	return await inWriteUnit(graph, { source: 'decision', actor: decision.actor }, async (unit) => {
		const known = await unit.tables
			.selectFrom('graph_decision')
			.select('id')
			.where('id', '=', id)
			.executeTakeFirst();
		if (known === undefined) {
			const cluster = await findOrMake(unit, subject, { source: 'decision' });
			await decideIn(unit, cluster, decision, { id, at });
		}
		const before = (await outcomesOf(unit.tables, [id])).get(id);
		const isNew = came !== undefined && before?.outcome !== came.outcome;
		if (isNew) {
			const row = { decision_id: id, seq: unit.place().seq, outcome: came.outcome };
			const told = { detail: came.detail ?? null, at: came.at ?? unit.at };
			await unit.tables
				.insertInto('graph_outcome')
				.values({ ...row, ...told })
				.execute();
		}
		if (known === undefined) return 'created';
		return isNew ? 'changed' : 'unchanged';
	});
}

async function decideIn(
	unit: WriteUnit,
	{ head: entityId, anchor, type }: Cluster,
	{ kind, verdict, actor, ...detail }: z.output<typeof decidedSchema>,
	{ id, at }: { id: string; at: string },
): Promise<Written> {
	const { seq } = unit.place();
	await unit.tables
		.insertInto('graph_decision')
		.values({
			id,
			seq,
			entity_id: anchor,
			kind,
			verdict,
			actor,
			at,
			detail: JSON.stringify(detail),
		})
		.execute();
	const features = Object.entries(detail.features ?? {}).map(([name, value]) => ({
		kind,
		name,
		value: value.toLowerCase(),
		decision_id: id,
	}));
	if (features.length > 0) {
		await unit.tables.insertInto('graph_feature').values(features).execute();
	}
	unit.note({ kind: 'decision', entityId, type, name: kind, after: verdict });
	return { id, entityId, status: 'written', seq };
}

export async function recordOutcome(
	graph: OpenGraph,
	decisionId: string,
	draft: { outcome: DecisionOutcome; detail?: string; at?: string },
): Promise<boolean> {
	const { outcome, detail, at } = checked(outcomeSchema, draft);
	return await inWriteUnit(graph, { source: 'decision' }, async (unit) => {
		const decision = await unit.tables
			.selectFrom('graph_decision as decision')
			.innerJoin('graph_entity as entity', 'entity.id', 'decision.entity_id')
			.select(['decision.kind', 'entity.head', 'entity.type'])
			.where('decision.id', '=', decisionId)
			.executeTakeFirst();
		if (decision === undefined) return false;
		const { seq } = unit.place();
		const row = {
			decision_id: decisionId,
			seq,
			outcome,
			detail: detail ?? null,
			at: at ?? unit.at,
		};
		await unit.tables.insertInto('graph_outcome').values(row).execute();
		const { head: entityId, type, kind: name } = decision;
		unit.note({ kind: 'outcome', entityId, type, name, after: outcome });
		return true;
	});
}

/** What was decided about someone, newest first. */
export async function decisionsOf(
	tables: Tables,
	members: readonly string[],
	until: number,
): Promise<Decision[]> {
	const rows = await tables
		.selectFrom('graph_decision')
		.selectAll()
		.where('entity_id', 'in', [...members])
		.where('seq', '<=', until)
		.orderBy('at', 'desc')
		.limit(10)
		.execute();
	const outcomes = await outcomesOf(
		tables,
		rows.map(({ id }) => id),
		until,
	);
	return rows.map((row) => {
		const outcome = outcomes.get(row.id);
		return { ...toDecision(row), ...(outcome && { outcome }) };
	});
}

export function toDecision(row: DecisionTable): Omit<Decision, 'outcome'> {
	const { reasons = [], features = {}, ...detail } = JSON.parse(row.detail) as Detail;
	const { id, entity_id: entityId, kind, verdict, actor, at } = row;
	return { id, entityId, kind, verdict, actor, at, reasons, features, ...detail };
}

/** What came of each, by the last word on it. */
export async function outcomesOf(
	tables: Tables,
	ids: readonly string[],
	until: number = Number.MAX_SAFE_INTEGER,
) {
	if (ids.length === 0) return new Map<string, NonNullable<Decision['outcome']>>();
	const rows = await tables
		.selectFrom('graph_outcome')
		.selectAll()
		.where('decision_id', 'in', [...ids])
		.where('seq', '<=', until)
		.orderBy('seq')
		.execute();
	return new Map(
		rows.map(({ decision_id: id, outcome, at, detail }) => [
			id,
			{ outcome, at, ...(detail !== null && { detail }) },
		]),
	);
}

/** Who is decided about: by what precedents are found. */
export interface Likeness {
	kinds: readonly string[];
	features: Readonly<Record<string, string>>;
	/** Not those about the subject itself. */
	members: readonly string[];
}

/** Past decisions about others who are like this one, the most like first, with what came of them. */
export async function precedentsFor(
	tables: Tables,
	{ kinds, features, members }: Likeness,
	{ until, limit }: { until: number; limit: number },
): Promise<Precedent[]> {
	const wanted = Object.entries(features).map(([name, value]) => ({
		name,
		value: value.toLowerCase(),
	}));
	if (wanted.length === 0 || kinds.length === 0) return [];
	const hits = await tables
		.selectFrom('graph_feature')
		.select(({ fn }) => ['decision_id', fn.countAll<number>().as('common')])
		.where((is) =>
			is.or(
				kinds.flatMap((kind) =>
					wanted.map(({ name, value }) =>
						is.and([is('kind', '=', kind), is('name', '=', name), is('value', '=', value)]),
					),
				),
			),
		)
		.groupBy('decision_id')
		.orderBy('common', 'desc')
		.orderBy('decision_id', 'desc')
		.limit(LOOKED_AT)
		.execute();
	if (hits.length === 0) return [];
	const common = new Map(hits.map(({ decision_id: id, common: count }) => [id, Number(count)]));
	const rows = await tables
		.selectFrom('graph_decision')
		.selectAll()
		.where('id', 'in', [...common.keys()])
		.where('seq', '<=', until)
		.where('entity_id', 'not in', [...members])
		.execute();
	const best = rows
		.sort(
			(one, other) => (common.get(other.id) ?? 0) - (common.get(one.id) ?? 0) || byTime(one, other),
		)
		.slice(0, limit);
	const outcomes = await outcomesOf(
		tables,
		best.map(({ id }) => id),
		until,
	);
	return best.map((row) => {
		const theirs = (JSON.parse(row.detail) as Detail).features ?? {};
		const like = wanted
			.filter(({ name, value }) => theirs[name]?.toLowerCase() === value)
			.map(({ name, value }) => `${name}: ${value}`);
		const outcome = outcomes.get(row.id)?.outcome;
		const { kind, verdict, at } = row;
		return { kind, verdict, at, like, ...(outcome !== undefined && { outcome }) };
	});
}

function byTime(one: DecisionTable, other: DecisionTable): number {
	return one.at < other.at ? 1 : -1;
}
