import type { Caller } from '../context-graph';
import type { Session, SessionSummary } from '../model/session';
import type { OpenGraph } from './graph-ports';
import { inWriteUnit, type WriteUnit } from './write-unit';

export interface Deed {
	action: 'read' | 'wrote';
	/** `get_context`, `upsert_facts`. */
	operation: string;
	entityId?: string;
	/** Names only, never values. */
	detail?: Record<string, unknown>;
}

/** Keeps what was read or done, if the caller is in a session. */
export async function keepInSession(
	graph: OpenGraph,
	caller: Caller | undefined,
	deed: Deed,
): Promise<void> {
	const session = caller?.session;
	if (session === undefined) return;
	const actor = caller?.viewer?.name ?? session.agent;
	await inWriteUnit(graph, { source: 'session', actor }, async (unit) => {
		await startOrGoOn(unit, session);
		await unit.tables
			.insertInto('graph_session_entry')
			.values({
				...unit.place(),
				session_id: session.id,
				at: unit.at,
				action: deed.action,
				operation: deed.operation,
				entity_id: deed.entityId ?? null,
				detail: JSON.stringify(deed.detail ?? {}),
			})
			.execute();
	});
}

async function startOrGoOn(
	{ tables, at }: WriteUnit,
	{ id, agent }: NonNullable<Caller['session']>,
): Promise<void> {
	await tables
		.insertInto('graph_session')
		.values({ id, agent, started_at: at, last_at: at })
		.onConflict((conflict) => conflict.column('id').doUpdateSet({ last_at: at }))
		.execute();
}

const MOST_SESSIONS = 1_000;

/** @see ContextGraph */
export async function listSessions(
	graph: OpenGraph,
	{ agent, limit }: { agent?: string; limit: number },
): Promise<SessionSummary[]> {
	if (!Number.isInteger(limit) || limit < 1 || limit > MOST_SESSIONS) {
		throw new RangeError(`limit: must be a number from 1 to ${MOST_SESSIONS}`);
	}
	return await graph.database.read(async (tables) => {
		let query = tables.selectFrom('graph_session').selectAll();
		if (agent !== undefined) query = query.where('agent', '=', agent);
		const sessions = await query.orderBy('last_at', 'desc').orderBy('id').limit(limit).execute();
		if (sessions.length === 0) return [];
		const counts = await tables
			.selectFrom('graph_session_entry')
			.select(['session_id', 'action', ({ fn }) => fn.countAll<number>().as('count')])
			.where(
				'session_id',
				'in',
				sessions.map(({ id }) => id),
			)
			.groupBy(['session_id', 'action'])
			.execute();
		const countOf = (id: string, action: Deed['action']) =>
			Number(counts.find((row) => row.session_id === id && row.action === action)?.count ?? 0);
		return sessions.map(({ id, agent: who, started_at: startedAt, last_at: lastAt }) => ({
			id,
			agent: who,
			startedAt,
			lastAt,
			reads: countOf(id, 'read'),
			writes: countOf(id, 'wrote'),
		}));
	});
}

export async function readSession(graph: OpenGraph, id: string): Promise<Session | undefined> {
	return await graph.database.read(async (tables) => {
		const session = await tables
			.selectFrom('graph_session')
			.selectAll()
			.where('id', '=', id)
			.executeTakeFirst();
		if (session === undefined) return undefined;
		const rows = await tables
			.selectFrom('graph_session_entry')
			.selectAll()
			.where('session_id', '=', id)
			.orderBy('seq')
			.orderBy('position')
			.execute();
		const entries = rows.map(({ at, action, operation, entity_id: entityId, detail }) => ({
			at,
			action,
			operation,
			...(entityId !== null && { entityId }),
			detail: JSON.parse(detail) as Record<string, unknown>,
		}));
		const { agent, started_at: startedAt, last_at: lastAt } = session;
		return { id, agent, startedAt, lastAt, entries };
	});
}
