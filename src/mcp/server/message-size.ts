import { ErrorCode, ProtocolError } from '../protocol/protocol-error';

/**
 * Objects, lists, texts, numbers and the rest in one HTTP request. Reading, checking and hashing takes
 * time for each, while everything else in n8n waits: 1,000 leads of 15 fields are this many.
 */
export const MOST_VALUES = 16_000;
/** Of a request body, in bytes; n8n reads what comes to its URL before it is known how much that is. */
export const LARGEST_BODY = 2 * 1024 * 1024;
/** What is read of a larger body is not worked on in the same turn of the event loop, in bytes. */
export const LARGE_BODY = 64 * 1024;

const [COMMA, QUOTE, BACKSLASH, BRACKET, BRACE] = [',', '"', '\\', '[', '{'].map((character) =>
	character.charCodeAt(0),
);

/**
 * Counts the values of a JSON text without reading it.
 *
 * @throws ProtocolError 413 if there are too many
 */
export function checkValuesOfText(text: Uint8Array): void {
	if (text.length <= MOST_VALUES) return;
	let values = 1;
	let inText = false;
	for (let at = 0; at < text.length; at += 1) {
		const byte = text[at];
		if (inText) {
			if (byte === BACKSLASH) at += 1;
			else if (byte === QUOTE) inText = false;
		} else if (byte === QUOTE) inText = true;
		else if (byte === COMMA || byte === BRACKET || byte === BRACE) values += 1;
	}
	if (values > MOST_VALUES) throw tooManyValues();
}

/**
 * The same for JSON that somebody else has read.
 *
 * @throws ProtocolError 413 if there are too many
 */
export function checkValues(body: unknown): void {
	if (countValues(body, MOST_VALUES) > MOST_VALUES) throw tooManyValues();
}

/** Stops soon after `most`. Needs no stack, for depth is checked later. */
function countValues(body: unknown, most: number): number {
	const waiting: unknown[] = [body];
	let values = 0;
	while (waiting.length > 0 && values <= most) {
		const value = waiting.pop();
		values += 1;
		if (typeof value !== 'object' || value === null) continue;
		for (const name in value) {
			if (waiting.push((value as Record<string, unknown>)[name]) > most) return most + 1;
		}
	}
	return values;
}

export function tooLarge(largest: number): ProtocolError {
	return new ProtocolError(
		ErrorCode.refused,
		`The request is larger than ${largest / 1024 / 1024} MB. Send less at once`,
		413,
	);
}

function tooManyValues(): ProtocolError {
	return new ProtocolError(
		ErrorCode.refused,
		`The request has more than ${MOST_VALUES.toLocaleString('en-US')} values. Send less at once`,
		413,
	);
}
