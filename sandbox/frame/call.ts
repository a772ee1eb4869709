export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A request as an emulator sees it: routed, authenticated, its body read. */
export interface Call<Params = Readonly<Record<string, string>>> {
	method: Method;
	/** As the vendor's own host would see it: without the vendor's prefix and the query. */
	path: string;
	/** The parts of the path that the template names, decoded. */
	params: Params;
	query: URLSearchParams;
	/** Names in lower case. */
	headers: Readonly<Record<string, string>>;
	/** Parsed if it was JSON; the fields of a form as an object; else the text. Undefined if there was none. */
	body: unknown;
	/** The body as it came. */
	text: string;
	/** Milliseconds since 1970, from the sandbox's clock. */
	at: number;
	/** Unique within the sandbox; emulators show it as the vendor shows its request ids. */
	id: string;
}

/** A call whatever its path: what functions take that many handlers share. */
export type AnyCall = Omit<Call, 'params'>;

/** What is sent back. An object or list becomes JSON, a text is sent as it is, undefined is no body. */
export interface Answer {
	status: number;
	headers?: Readonly<Record<string, string>>;
	body?: unknown;
}

export function answer(status: number, body?: unknown, headers?: Answer['headers']): Answer {
	return { status, ...(body !== undefined && { body }), ...(headers && { headers }) };
}

/** Thrown by a handler, at any depth, to end the call with the vendor's own refusal. */
export class Refused extends Error {
	override name = 'Refused';
	readonly answer: Answer;

	constructor(refusal: Answer) {
		super(`refused with ${refusal.status}`);
		this.answer = refusal;
	}
}

export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value of a body as a text: itself if it is one, else as JSON writes it. */
export function textOf(value: unknown): string {
	return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
