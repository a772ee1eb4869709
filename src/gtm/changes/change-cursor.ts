import { isRecord } from '../model/json';
import type { FeedPosition } from './feed-position';

/** How far each feed was read, by its name. */
export type Positions = Readonly<Record<string, FeedPosition>>;

const VERSION = 1;

/**
 * Positions as one text, to be kept by whoever reads on later: plain data about times and ids of
 * records, without secrets.
 *
 * @param of whose changes and which, such as `hubspot contact`: no other reading takes the cursor
 */
export function toCursor(of: string, feeds: Positions): string {
	return Buffer.from(JSON.stringify({ v: VERSION, of, feeds })).toString('base64url');
}

/** @throws RangeError if it is no cursor, or of something else; the text goes on from the member's name */
export function fromCursor(of: string, cursor: string): Positions {
	const value = parsed(cursor);
	if (!isRecord(value) || value.v !== VERSION || !isRecord(value.feeds)) {
		throw new RangeError(
			'is not a valid cursor. Use the cursor of the last answer, or leave it empty.',
		);
	}
	if (value.of !== of) {
		throw new RangeError(
			`is for other changes: ${String(value.of)}, not ${of}. Give each its own cursor.`,
		);
	}
	const entries = Object.entries(value.feeds);
	if (!entries.every(([, position]) => isPosition(position))) {
		throw new RangeError(
			'is not a valid cursor. Use the cursor of the last answer, or leave it empty.',
		);
	}
	return value.feeds as Positions;
}

function parsed(cursor: string): unknown {
	try {
		return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
	} catch {
		return undefined; // Said of everything that is no cursor.
	}
}

function isPosition(value: unknown): boolean {
	return (
		isRecord(value) &&
		Number.isFinite(value.from) &&
		Number.isFinite(value.drained) &&
		isRecord(value.seen)
	);
}
