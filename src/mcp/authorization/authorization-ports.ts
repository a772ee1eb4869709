import type { TokenSigner } from '../server/signed-token';
import type { AttemptLimit } from './attempt-limit';
import type { ClientDocuments } from './client-document';
import type { GrantStore } from './grants';
import type { KeyDigest, KeysNow } from './held-keys';
import type { SignInEvent } from './sign-in-event';

/** A scope that a tool, resource or prompt of the server asks for. */
export interface OfferedScope {
	name: string;
	/** What it opens, by name. */
	opens: readonly string[];
}

/** What an authorization server is about. */
export interface AuthorizationSettings {
	/** The URL of the MCP server, without a slash at its end: the resource and the issuer in one. */
	url: string;
	serverName: string;
	scopes: readonly OfferedScope[];
	accessTokenMs: number;
	/** How long a sign-in lasts that nobody renews. */
	idleMs: number;
}

/** Limits that all servers of a process share. */
export interface SignInLimits {
	/** For keys that turn out wrong. */
	wrongKeys: AttemptLimit;
	registrations: AttemptLimit;
	/** For documents of clients, which are fetched from elsewhere. */
	documents: AttemptLimit;
}

export interface AuthorizationPorts {
	now(this: void): number;
	createId(): string;
	signer: TokenSigner;
	grants: GrantStore;
	documents: ClientDocuments;
	limits: SignInLimits;
	keys: KeysNow;
	digestOf: KeyDigest;
	record(event: SignInEvent): void;
}
