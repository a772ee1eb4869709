import { randomUUID } from 'node:crypto';

const REQUEST_TIMEOUT_MS = 60_000;
const AUTH_COOKIE = 'n8n-auth';

/** n8n refused a request or did not answer; `status` is 0 when there was no answer. */
export class N8nRestError extends Error {
	override name = 'N8nRestError';

	readonly method: string;
	readonly path: string;
	readonly status: number;

	constructor(method: string, path: string, status: number, reason: string, cause?: unknown) {
		const outcome = status === 0 ? 'no answer' : String(status);
		super(`n8n: ${method} ${path}: ${outcome}: ${reason}`, { cause });
		this.method = method;
		this.path = path;
		this.status = status;
	}
}

export interface RestRequest {
	method: 'DELETE' | 'GET' | 'PATCH' | 'POST';
	/** Below `/rest`, with a leading slash. */
	path: string;
	query?: Record<string, string>;
	body?: unknown;
}

function readJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined; // Not JSON, for example an HTML error page: the caller reports the text.
	}
}

function reasonOf(text: string, body: unknown): string {
	const message = (body as { message?: unknown } | undefined)?.message;
	return typeof message === 'string' ? message : text.slice(0, 200) || 'empty answer';
}

/** A login that another connection can go on with. */
export interface RestSession {
	browserId: string;
	cookie: string;
}

/**
 * One browser session with n8n's internal REST: keeps the login cookie and sends the `browser-id`
 * that n8n ties the cookie to.
 */
export class RestConnection {
	readonly browserId: string;

	readonly #baseUrl: string;
	#cookie: string | undefined;

	/** @param session of an earlier login: n8n allows few logins a minute */
	constructor(baseUrl: string, session?: RestSession) {
		this.#baseUrl = baseUrl;
		this.browserId = session?.browserId ?? randomUUID();
		this.#cookie = session?.cookie;
	}

	/** The login cookie's value for a browser test, undefined before the login. */
	get cookie(): string | undefined {
		return this.#cookie;
	}

	/** The whole JSON answer. Throws N8nRestError. */
	async request({ method, path, query, body }: RestRequest): Promise<unknown> {
		const url = new URL(`${this.#baseUrl}/rest${path}`);
		for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value);
		// n8n closes a connection that was idle for 5 s, which a busy caller would hear of as a failed request.
		const headers: Record<string, string> = { 'browser-id': this.browserId, connection: 'close' };
		if (this.#cookie) headers.cookie = `${AUTH_COOKIE}=${this.#cookie}`;
		if (body !== undefined) headers['content-type'] = 'application/json';
		const response = await fetch(url, {
			method,
			headers,
			body: body === undefined ? null : JSON.stringify(body),
			signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
		}).catch((error: Error) => {
			throw new N8nRestError(method, path, 0, error.message, error);
		});
		this.#keepCookie(response.headers);
		const text = await response.text();
		const answer = readJson(text);
		if (!response.ok || answer === undefined) {
			throw new N8nRestError(method, path, response.status, reasonOf(text, answer));
		}
		return answer;
	}

	/** The `data` of the answer, where n8n puts the result of most requests. */
	async data<Result>(request: RestRequest): Promise<Result> {
		return ((await this.request(request)) as { data: Result }).data;
	}

	#keepCookie(headers: Headers): void {
		for (const line of headers.getSetCookie()) {
			const value = new RegExp(`^${AUTH_COOKIE}=([^;]+)`).exec(line)?.[1];
			if (value) this.#cookie = value;
		}
	}
}
