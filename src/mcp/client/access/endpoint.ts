/** Where a server can be reached. Several endpoints of one server are tried in their order. */
export type Endpoint = HttpEndpoint | CommandEndpoint;

/**
 * Which protocol to speak: `auto` asks the server first. `modern`: 2026-07-28, without a handshake.
 * `legacy`: `initialize` at once, as 2025-11-25 and older have it.
 */
export type Era = 'auto' | 'modern' | 'legacy';

export interface HttpEndpoint {
	kind: 'http';
	/** http or https, without user and password: see `parseServerUrl`. */
	url: URL;
	/**
	 * `auto` (default): Streamable HTTP, and the HTTP+SSE of 2024-11-05 where the first request says
	 * that Streamable HTTP is not there (404, 405, or an event stream that names an endpoint).
	 */
	transport?: 'auto' | 'streamableHttp' | 'sse';
	/** Default `auto`. */
	era?: Era;
}

/** A local program that speaks MCP over its standard input and output. */
export interface CommandEndpoint {
	kind: 'command';
	command: string;
	args: readonly string[];
	/** Given to the program beside PATH, HOME and the like; nothing else of n8n's environment is. */
	env?: Readonly<Record<string, string>>;
	/** The working directory, absolute. */
	cwd?: string;
	/** Default `auto`: the program is then started once more, to be asked. */
	era?: Era;
}

/** An endpoint as it may be shown: no query, no arguments, for both may carry keys. */
export function displayEndpoint(endpoint: Endpoint): string {
	if (endpoint.kind === 'command') return endpoint.command;
	return `${endpoint.url.origin}${endpoint.url.pathname}`;
}

/** What the query of the URL holds, and the environment of a program: keys are kept there. */
export function endpointSecrets(endpoint: Endpoint): string[] {
	const values =
		endpoint.kind === 'http'
			? endpoint.url.searchParams.values()
			: Object.values(endpoint.env ?? {});
	return [...values].filter((value) => value.length >= 8);
}
