import {
	type IDataObject,
	type INodeExecutionData,
	type IPollFunctions,
	NodeOperationError,
} from 'n8n-workflow';

import type { HookNews } from '../../../gtm/hooks/vendor-hook';
import type { Outcome } from '../../../gtm/model/outcome';

/** What a workflow keeps between two polls. */
interface Saved {
	/** Whose changes, and which: another choice begins anew. */
	of?: string;
	cursor?: string;
	/** Ids of the latest news that deliveries brought. */
	told?: string[];
}

/** An answer of an operation that reads on from a cursor. */
export interface ChangesAnswer {
	changes: readonly object[];
	cursor: string;
	more: boolean;
}

export interface Polled {
	/** Whose changes, and which: a cursor of others is of no use. */
	of: string;
	/** @param since ISO time; only changes from now on if both are left out */
	read(this: void, from: From): Promise<Outcome>;
	toItem(this: void, change: object): IDataObject;
}

interface From {
	cursor?: string;
	since?: string;
	limit: number;
}

/** Changes of one poll, at most: what is left comes with the next one. */
const MOST = 5_000;

/** Of one answer of the vendor's. */
const PORTION = 500;

/** Ids of news that are remembered: a vendor delivers again for some days at most. */
const TOLD_MAX = 2_000;

/** What the editor shows. */
const SAMPLES = 10;

/** So many more are looked through where none of the first pass the filters, which may ask for each. */
const LOOKED_THROUGH = 200;
const DAY_MS = 86_400_000;

/**
 * One poll. The first one notes where the vendor is, and what changes from then on starts the workflow;
 * in the editor the latest days are shown instead, and nothing is kept.
 */
export async function pollWithCursor(
	context: IPollFunctions,
	{ of, read, toItem }: Polled,
): Promise<INodeExecutionData[][] | null> {
	if (context.getMode() === 'manual') return await sample(context, { of, read, toItem });
	const saved: Saved = context.getWorkflowStaticData('node');
	let cursor = saved.of === of ? saved.cursor : undefined;
	const isFirst = cursor === undefined;
	const items: INodeExecutionData[] = [];
	for (let more = true; more && items.length < MOST;) {
		const outcome = await read({ ...(cursor !== undefined && { cursor }), limit: PORTION });
		const answer = answerIn(outcome);
		// What came before stays: it is told now, and the failure at the next poll if it lasts.
		if (answer === undefined && items.length > 0) break;
		if (answer === undefined) throw failure(context, outcome, NOTHING_LOST);
		items.push(...answer.changes.map((change) => ({ json: toItem(change) })));
		({ cursor, more } = answer);
		saved.of = of;
		saved.cursor = cursor;
		if (outcome.status === 'partial') break;
	}
	return isFirst || items.length === 0 ? null : [items];
}

/** What of the news was not told before, which is remembered. Before the first poll nothing is news. */
export function unknownNews(context: IPollFunctions, news: readonly HookNews[]): HookNews[] {
	const saved: Saved = context.getWorkflowStaticData('node');
	if (saved.cursor === undefined) return [];
	const told = new Set(saved.told);
	const fresh = news.filter(({ id }) => !told.has(id));
	if (fresh.length > 0) {
		saved.told = [...(saved.told ?? []), ...fresh.map(({ id }) => id)].slice(-TOLD_MAX);
	}
	return fresh;
}

/** The first that is there of what changed in the last day, or else in the last month. */
async function sample(
	context: IPollFunctions,
	{ read, toItem }: Polled,
): Promise<INodeExecutionData[][] | null> {
	for (const days of [1, 30]) {
		const since = new Date(Date.now() - days * DAY_MS).toISOString();
		const changes = await someFrom(context, read, { since, limit: SAMPLES });
		if (changes.length > 0) return [changes.map((change) => ({ json: toItem(change) }))];
	}
	return null;
}

async function someFrom(
	context: IPollFunctions,
	read: Polled['read'],
	from: From,
): Promise<ReadonlyArray<object>> {
	const outcome = await read(from);
	const answer = answerIn(outcome);
	if (answer === undefined) throw failure(context, outcome);
	const { changes, cursor, more } = answer;
	const isOver = !more || from.cursor !== undefined || outcome.status === 'partial';
	if (changes.length > 0 || isOver) return changes.slice(0, SAMPLES);
	return await someFrom(context, read, { cursor, limit: LOOKED_THROUGH });
}

function answerIn({ record }: Outcome): ChangesAnswer | undefined {
	return record as ChangesAnswer | undefined;
}

const NOTHING_LOST = 'Nothing is lost: what changed meanwhile comes with the next poll that works.';

function failure(
	context: IPollFunctions,
	{ status, reason }: Outcome,
	description?: string,
): NodeOperationError {
	const message = reason?.message ?? `The vendor's answer was ${status}`;
	return new NodeOperationError(context.getNode(), message, {
		...(description !== undefined && { description }),
	});
}
