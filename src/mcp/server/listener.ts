import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { sendJson } from './calls/open-response';
import { type OAuthEndpoint, oauthPlaces } from './access/oauth-paths';
import type { HttpRequest } from './endpoint';
import { LARGEST_BODY } from './message-size';
import { readBody } from './request-body';
import { errorMessage } from '../protocol/json-rpc';
import { ErrorCode, ProtocolError } from '../protocol/protocol-error';

/** What serves one path of a listener. */
export interface Mount {
	serve(request: HttpRequest, response: ServerResponse): Promise<void>;
	/** Refuses a request by its headers, before its body is read. @throws ProtocolError */
	guard(request: IncomingMessage): void;
	/** Hosts of web pages that may read answers; the value of `Access-Control-Allow-Origin`. */
	allowOrigin(origin: string): string | undefined;
	/** The protected resource metadata (RFC 9728), if callers need tokens. */
	resourceMetadata?(): object | undefined;
	/** The server's own authorization server, if people sign in. */
	oauth?: OAuthMount | undefined;
	/** Pages for people below its path, by their suffix. @throws ProtocolError to refuse a request */
	beside?: Readonly<Record<string, ServePage | undefined>>;
	/** Hears of trouble of the port that fails no request. */
	report?(error: unknown): void;
}

export type ServePage = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface OAuthMount {
	serves(endpoint: OAuthEndpoint): boolean;
	/** @throws ProtocolError if the request came under a foreign name */
	answer(
		endpoint: OAuthEndpoint,
		request: IncomingMessage,
		response: ServerResponse,
	): Promise<void>;
}

export interface ListenerLimits {
	/** Of a request body, in bytes. */
	largestBody: number;
	/** For a client to send its request, in milliseconds. */
	requestTimeoutMs: number;
}

const LIMITS: ListenerLimits = { largestBody: LARGEST_BODY, requestTimeoutMs: 30_000 };

/** What a page may read of an answer besides its body. */
export const EXPOSED_HEADERS = 'Mcp-Session-Id, WWW-Authenticate';

/**
 * One spelling a path, whether a person typed it or a client sent it: decoded, with a slash before it
 * and none behind, as n8n takes those of its webhooks.
 */
export function normalizePath(path: string): string {
	const steps = path.split('/');
	const first = steps.findIndex((step) => step !== '');
	const last = steps.findLastIndex((step) => step !== '');
	const bare = first < 0 ? '' : steps.slice(first, last + 1).join('/');
	try {
		return `/${decodeURI(bare)}`;
	} catch {
		return `/${bare}`; // A malformed percent-encoding is nobody's path.
	}
}

/** To a client that still holds a connection; with a new one it reaches the version that is served. */
const RETIRED = new ProtocolError(
	ErrorCode.refused,
	'Service unavailable: this server was just unpublished or published again. Try again',
	503,
);

/**
 * An HTTP server of our own, shared by all triggers that name its host and port. Here, unlike behind
 * n8n's webhooks, preflights, malformed JSON and `/.well-known` can be answered as the
 * specification wants.
 */
export class Listener {
	private readonly mounts = new Map<string, Mount>();
	private isRetired = false;

	private constructor(
		private readonly server: Server,
		private readonly limits: ListenerLimits,
	) {
		server.on('request', (request: IncomingMessage, response: ServerResponse) => {
			void this.answer(request, response);
		});
		// Too many open files, for example. Nobody listening would end the process.
		server.on('error', (error) => {
			for (const mount of this.mounts.values()) mount.report?.(error);
		});
	}

	/** @throws Error of Node if the port is taken or the host is not this machine's */
	static async open(host: string, port: number, limits = LIMITS): Promise<Listener> {
		const server = createServer({ requestTimeout: limits.requestTimeoutMs });
		await new Promise<void>((resolve, reject) => {
			server.once('error', reject);
			server.listen(port, host, resolve);
		});
		server.removeAllListeners('error');
		return new Listener(server, limits);
	}

	get port(): number {
		return (this.server.address() as AddressInfo).port;
	}

	get isUnused(): boolean {
		return this.mounts.size === 0;
	}

	has(path: string): boolean {
		return this.mounts.has(normalizePath(path));
	}

	mount(path: string, mount: Mount): void {
		this.mounts.set(normalizePath(path), mount);
	}

	/** Does nothing if another trigger has taken the path over meanwhile. */
	unmount(path: string, mount: Mount): void {
		const known = normalizePath(path);
		if (this.mounts.get(known) === mount) this.mounts.delete(known);
	}

	/** Gives the port back at once. What is under way is still answered, and open streams stay. */
	retire(): void {
		this.isRetired = true;
		this.server.close();
	}

	/** Gives the port back, and cuts whatever is under way. */
	async close(): Promise<void> {
		const closed = new Promise((resolve) => this.server.close(resolve));
		this.server.closeAllConnections();
		await closed;
	}

	private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		try {
			if (this.isRetired) throw RETIRED;
			await this.route(request, response);
		} catch (error) {
			const known =
				error instanceof ProtocolError
					? error
					: new ProtocolError(ErrorCode.internalError, 'Internal error', 500);
			// The rest of a refused body is not read, so the connection cannot be used again.
			sendJson(response, known.httpStatus, { Connection: 'close' }, errorMessage(null, known));
		}
	}

	private async route(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const [path = '/'] = (request.url ?? '/').split('?', 1);
		const mount = this.mounts.get(normalizePath(path));
		if (!mount && (await this.answerBeside(path, request, response))) return;
		if (!mount) {
			throw new ProtocolError(
				ErrorCode.refused,
				'Not found: there is no MCP server at this URL',
				404,
			);
		}
		setCorsHeaders(mount, request, response);
		if (request.method === 'OPTIONS') return answerPreflight(request, response);
		mount.guard(request);
		await mount.serve(
			{
				method: request.method ?? '',
				headers: request.headers,
				readBody: async () => await readBody(request, this.limits.largestBody),
				...(request.socket.remoteAddress ? { remoteAddress: request.socket.remoteAddress } : {}),
			},
			response,
		);
	}

	/** Answers what is asked about a server in place of the server. @returns false for any other path */
	private async answerBeside(
		path: string,
		request: IncomingMessage,
		response: ServerResponse,
	): Promise<boolean> {
		const servePage = this.pageAt(path);
		if (servePage) {
			await servePage(request, response);
			return true;
		}
		for (const { serverPath, endpoint } of oauthPlaces(path)) {
			const mount = this.mountAt(serverPath);
			if (endpoint === 'resourceMetadata') {
				const metadata = mount?.resourceMetadata?.();
				if (metadata === undefined || !['GET', 'HEAD'].includes(request.method ?? '')) continue;
				sendJson(response, 200, { 'Access-Control-Allow-Origin': '*' }, metadata);
				return true;
			}
			if (!mount?.oauth?.serves(endpoint)) continue;
			await mount.oauth.answer(endpoint, request, response);
			return true;
		}
		return false;
	}

	private pageAt(path: string): ServePage | undefined {
		const asked = normalizePath(path);
		for (const [serverPath, { beside = {} }] of this.mounts) {
			const above = serverPath === '/' ? '' : serverPath;
			const found = Object.entries(beside).find(([suffix]) => asked === `${above}${suffix}`);
			if (found?.[1]) return found[1];
		}
		return undefined;
	}

	/**
	 * The root is that of a server at the root: who shares the port must not answer for another. Where
	 * there is nobody else, a server with sign-in answers there too, for clients that look nowhere else.
	 */
	private mountAt(serverPath: string): Mount | undefined {
		const [only, another] = [...this.mounts.values()];
		const named = this.mounts.get(normalizePath(serverPath));
		const stands = serverPath === '/' && another === undefined && only?.oauth ? only : undefined;
		return named ?? stands;
	}
}

function setCorsHeaders(mount: Mount, request: IncomingMessage, response: ServerResponse): void {
	const { origin } = request.headers;
	const allowed = origin === undefined ? undefined : mount.allowOrigin(origin);
	if (allowed === undefined) return;
	response.setHeader('Access-Control-Allow-Origin', allowed);
	response.setHeader('Access-Control-Expose-Headers', EXPOSED_HEADERS);
	response.setHeader('Vary', 'Origin');
}

function answerPreflight(request: IncomingMessage, response: ServerResponse): void {
	const wanted = request.headers['access-control-request-headers'];
	response.writeHead(204, {
		Allow: 'POST, GET, DELETE, OPTIONS',
		'Access-Control-Allow-Methods': 'POST, GET, DELETE, OPTIONS',
		...(wanted === undefined ? {} : { 'Access-Control-Allow-Headers': wanted }),
		'Access-Control-Max-Age': '600',
	});
	response.end();
}
