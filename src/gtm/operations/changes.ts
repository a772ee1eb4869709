import { toInstant } from '../model/instant';
import { z } from '../../third-party/zod';
import { type Positions, fromCursor } from '../changes/change-cursor';
import type { ChangeFeed } from '../changes/change-feed';
import { type ChangesReading, beginning, readChanges } from '../changes/read-changes';
import type { VendorClient } from '../http/vendor-client';
import { toOutcome } from '../http/vendor-error';
import type { Outcome } from '../model/outcome';

/** Of one answer: more would be held in memory, and asked anew after a failure. */
const CHANGES_MAX = 10_000;

/** The vendor's clock and ours may differ by as much. */
const AHEAD_MS = 300_000;

/** The members that say from where on changes are told. */
export const sinceMembers = {
	cursor: z.string().min(1).max(10_000_000).optional().meta({
		description:
			'The cursor of the last answer: every change after it is told once. Left out at the first time',
	}),
	since: z
		.string()
		.refine((text) => toInstant(text) !== undefined, {
			message: 'is not a time. Enter one such as 2026-11-01T09:00Z.',
		})
		.optional()
		.meta({
			description:
				'Without a cursor: tell what changed since this time, ISO 8601. Left out: only what changes from now on, so the first answer is empty but for its cursor',
		}),
	limit: z.int().min(1).max(CHANGES_MAX).default(500).meta({
		description:
			'How many changes are read at most; if there are more, the answer says so, and its cursor leads on',
	}),
} as const;

interface SinceInput {
	cursor?: string | undefined;
	since?: string | undefined;
	limit: number;
}

/** What one answer tells besides the changes. */
export const readingMembers = {
	/** For the next call. Plain data, to be kept as it is. */
	cursor: z.string(),
	/** Call again now: there is more than `limit`. */
	more: z.boolean(),
} as const;

/**
 * Reads on from the input's cursor, or from where it says to begin.
 *
 * @param of whose changes and which: `hubspot contact`
 */
export async function changesSince<Entity>(
	{
		client,
		feeds,
		of,
	}: { client: VendorClient; feeds: ReadonlyArray<ChangeFeed<Entity>>; of: string },
	{ cursor, since, limit }: SinceInput,
): Promise<ChangesReading<Entity> | { refused: Outcome<never> }> {
	const from = cursor === undefined ? toInstant(since ?? '') : undefined;
	if (from && from.getTime() > client.now() + AHEAD_MS) {
		const message = `Since is ${from.toISOString()}, which is in the future. Check the time zone, or use a time in the past.`;
		return invalid(client, 'since_in_future', message);
	}
	let positions: Positions;
	try {
		if (cursor !== undefined) positions = fromCursor(of, cursor);
		else positions = await beginning(feeds, client, from?.getTime());
	} catch (error) {
		if (!(error instanceof RangeError)) return { refused: toOutcome(error) };
		return invalid(client, 'bad_cursor', `Cursor ${error.message}`);
	}
	// What there is at the beginning is no news.
	if (cursor === undefined && since === undefined) return { changes: [], positions, more: false };
	return await readChanges(feeds, client, positions, limit);
}

function invalid({ provider }: VendorClient, code: string, message: string) {
	const reason = { code, message };
	const refused: Outcome<never> = {
		status: 'invalid',
		provider,
		reason,
		retry: { advised: false },
	};
	return { refused };
}

/** Says that there may be more where filters let less through than was read: nothing is no end. */
export function leftOut(
	{ changes, more }: Pick<ChangesReading<unknown>, 'changes' | 'more'>,
	through: number,
): string[] {
	const read = changes.length;
	if (!more || through === read) return [];
	return [
		`${through} of ${read} changes passed the filters, and there are more to read: go on with the cursor, or raise the limit.`,
	];
}

/** The outcome of a reading whose changes were turned into `record`. */
export function readingOutcome<Entity>(
	provider: string,
	{ failure, changes }: Pick<ChangesReading<unknown>, 'changes' | 'failure'>,
	record: Entity,
): Outcome<Entity> {
	if (failure === undefined) return { status: 'found', provider, record };
	const outcome = toOutcome<Entity>(failure);
	if (changes.length === 0) return outcome;
	const message = `Only the first ${changes.length} changes came: ${failure.message}`;
	return { ...outcome, status: 'partial', record, reason: { code: 'page_failed', message } };
}
