import { isRecord } from '../../../gtm/model/json';
import { isoOfDateObject } from './date-time';
import { isAbsent } from './given';
import { Unreadable, kindOf } from './unreadable';

/**
 * A JSON object: written as text, or given by an expression. Dates within it become ISO 8601 texts.
 * Undefined if there is none.
 *
 * @throws Unreadable for everything else, and for an object that JSON cannot hold
 */
export function toJsonObject(value: unknown): Record<string, unknown> | undefined {
	if (isAbsent(value)) return undefined;
	const parsed: unknown = typeof value === 'string' ? parsedJson(value) : value;
	if (isRecord(parsed) && isoOfDateObject(parsed) === undefined) {
		return toPlainObject(parsed);
	}
	throw new Unreadable(
		`must be a JSON object, but is ${kindOf(parsed)}`,
		'Enter an object such as { "name": "value" }',
	);
}

/** A copy in which dates are ISO 8601 texts, so that it means the same wherever it goes. */
export function toPlainObject(object: Readonly<Record<string, unknown>>): Record<string, unknown> {
	return plain(object, '', 0) as Record<string, unknown>;
}

/** Deeper than any record of a vendor: an object that holds itself ends here. */
const DEEPEST = 32;

function plain(value: unknown, path: string, depth: number): unknown {
	if (typeof value !== 'object' || value === null) return plainScalar(value, path);
	if (depth > DEEPEST) {
		throw new Unreadable('is nested too deeply', `Enter an object with at most ${DEEPEST} levels`);
	}
	const date = isoOfDateObject(value);
	if (date !== undefined) return date;
	if (Array.isArray(value)) {
		return value.map((entry, index) => plain(entry, `${path}[${index}]`, depth + 1));
	}
	return Object.fromEntries(
		Object.entries(value).map(([name, one]) => [
			name,
			plain(one, path === '' ? name : `${path}.${name}`, depth + 1),
		]),
	);
}

function plainScalar(value: unknown, path: string): unknown {
	const isNumberless = typeof value === 'number' && !Number.isFinite(value);
	if (!isNumberless && !['function', 'symbol', 'bigint'].includes(typeof value)) return value;
	throw new Unreadable(
		`has a value at "${path}" that JSON does not support`,
		'Use texts, numbers, true, false, null, lists or objects',
	);
}

function parsedJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		throw new Unreadable(
			'is not valid JSON',
			'Check quotes and commas. Within an expression, JSON.stringify writes values safely',
		);
	}
}
