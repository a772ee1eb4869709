import type { FetchLike } from '../../../third-party/mcp-client';

/** Why a URL is about to be asked for. */
export type EgressPurpose =
	/** The endpoint that the user entered. */
	| 'server'
	/** Where a response redirects to. */
	| 'redirect'
	/** OAuth metadata, token and registration endpoints that a server named. */
	| 'metadata'
	/** A resource link in a result. */
	| 'link';

/**
 * The instance's network policy. Asked before each request and each redirect hop. Rejects with an
 * McpClientError when the URL is forbidden. On top of it, and whatever it says, redirects, metadata
 * and links to private, loopback, link-local and cloud metadata addresses are refused here, unless
 * they stay on the origin of the endpoint or on an origin of `trustedOrigins`.
 */
export interface EgressPort {
	assertAllowed(url: URL, purpose: EgressPurpose): Promise<void>;
	/** Origins (`http://10.0.0.5:8080`) that the operator trusts although they are private. */
	trustedOrigins?: readonly string[];
}

/** The edges of the client. Everything has a real default but the network policy. */
export interface AccessPorts {
	egress: EgressPort;
	fetch?: FetchLike;
	/**
	 * Whether the operator of the instance lets workflows start local programs. Default `forbidden`:
	 * then an endpoint of kind `command` is an error.
	 */
	commands?: 'allowed' | 'forbidden';
	/** All addresses of a host name, for the checks above. Default: the system's resolver. */
	resolveHost?: (hostname: string) => Promise<string[]>;
	/** Hears about trouble that fails no request, redacted. */
	reportTrouble?: (message: string) => void;
}
