import type { HttpMethod, HttpResponse, Query } from './http-port';

/**
 * What repeating a request does, which decides whether it is ever repeated:
 *
 * - `read`: nothing changes and nothing is charged.
 * - `idempotent`: the second one finds the work of the first one done, and costs nothing more.
 * - `unsafe`: it may create a second record, reach a person twice or be charged twice. It is sent
 *   again only if it surely was not taken: never sent, or refused by a rate limit.
 */
export type Effect = 'read' | 'idempotent' | 'unsafe';

/** A request in the vendor's terms, before base URL, authentication and limits. */
export interface VendorRequest {
	method: HttpMethod;
	/**
	 * Below the vendor's base URL, with a leading slash, or with the colon of a custom
	 * method of Google's; parts from outside are encoded with `pathOf`.
	 */
	path: string;
	/** Another host of the same vendor, by its name in the profile's `hosts`; the first one if left out. */
	host?: string;
	query?: Query;
	headers?: Readonly<Record<string, string>>;
	/** Sent as JSON; `URLSearchParams` as a form. */
	body?: unknown;
	effect: Effect;
	/** Names of the profile's limit windows that count it besides those that count everything. */
	limits?: readonly string[];
	/** What it takes of a limit window, by the window's name; 1 where it is left out. */
	cost?: Readonly<Record<string, number>>;
	/** Statuses outside 2xx that the operation itself understands. */
	accept?: readonly number[];
	/** What a success is written in; JSON if left out, and anything else is no success then. */
	answer?: 'text';
	/** Milliseconds for the answer; the client's default if left out. */
	timeoutMs?: number;
}

/** An answer with a status of 2xx or of the request's `accept`. */
export type VendorResponse = HttpResponse & {
	/** The vendor's name for the request. */
	requestId?: string;
	/** Of the request that it answers. */
	effect?: Effect;
};

/** A path from a template and parts that come from outside: pathOf`/contacts/${id}`. */
export function pathOf(parts: TemplateStringsArray, ...values: Array<string | number>): string {
	return parts.reduce((path, part, index) => {
		const value = values[index - 1];
		return `${path}${value === undefined ? '' : encodeURIComponent(value)}${part}`;
	});
}
