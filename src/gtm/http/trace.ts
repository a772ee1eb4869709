import type { HttpMethod } from './http-port';

/** One request that went out, or was about to. No secrets, no bodies, no query, no ids. */
export interface Attempt {
	provider: string;
	method: HttpMethod;
	host: string;
	/** The path without what may name a record or a person: `/contacts/{}/notes`. */
	path: string;
	/** From 1. */
	number: number;
	/** Of the answer; absent if there was none. */
	status?: number;
	/** Why there was no answer: `ETIMEDOUT`, `circuit_open`, `limit:search`. */
	failure?: string;
	/** From sending to the answer. */
	ms: number;
	/** Before sending: for limits, and for the pause before a repetition. */
	waitedMs: number;
	/** True if it will be sent again. */
	repeats: boolean;
}

/** Hears of each attempt as it ends. Must not throw. */
export type Trace = (attempt: Attempt) => void;

/** A word of an API: letters with `_`, `-`, and a known ending; no digits. Google's custom methods begin with a colon. */
const WORD = /^:?[a-z][a-z_-]{0,39}(?:\.json|:[a-z]+)?$/i;

/** `v2`, `v59.0`, `2026-09`, `2.0` */
const VERSION = /^(?:v\d{1,3}(?:\.\d{1,2})?|v\d[a-z]+\d?|\d{4}-\d{2}|\d{1,2}\.\d{1,2}|\d)$/i;

/**
 * A path with `{}` for each part that is neither a word nor a version. A guess: a record that is named
 * by a plain word, such as `/lists/customers`, is taken for a part of the API.
 */
export function pathTemplate(path: string): string {
	return path
		.split('/')
		.map((part) => (part === '' || WORD.test(part) || VERSION.test(part) ? part : '{}'))
		.join('/');
}
