import { createHmac, randomUUID } from 'node:crypto';

import { BoundedMap } from '../../base/bounded-map';
import { systemClock } from '../../base/clock';
import { processState } from '../../base/process-state';
import { redactText } from '../../base/redaction';
import { splitList } from '../../base/split-list';
import { TRUSTED_ORIGINS } from '../trusted-origins';
import type { McpProcess } from './mcp-process';
import { auditSinkOf, type ServerSetup } from './server-setup';
import { openSignIns } from './sign-in-store';
import { type AttemptLimit, createAttemptLimit } from '../../mcp/authorization/attempt-limit';
import type {
	AuthorizationPorts,
	OfferedScope,
	SignInLimits,
} from '../../mcp/authorization/authorization-ports';
import {
	type AuthorizationServer,
	createAuthorizationServer,
} from '../../mcp/authorization/authorization-server';
import {
	type ClientDocuments,
	createClientDocuments,
	systemDocumentPorts,
} from '../../mcp/authorization/client-document';
import type { GrantStore } from '../../mcp/authorization/grants';
import type { KeysNow } from '../../mcp/authorization/held-keys';
import { openWhenNeeded, rememberGrants } from '../../mcp/authorization/remembered-grants';
import { isRefusal, type SignInEvent } from '../../mcp/authorization/sign-in-event';
import type { ApiKey } from '../../mcp/server/access/api-keys';
import type { Authentication } from '../../mcp/server/access/authentication';
import { splitScopes } from '../../mcp/server/access/permission';
import type { Catalog } from '../../mcp/server/catalog/catalog';
import type { AuditSink } from '../../mcp/server/policy-gate';

export const DEFAULT_SIGN_IN_DAYS = 30;
export const DEFAULT_ACCESS_TOKEN_SECONDS = 60 * 60;

const DAY_MS = 24 * 60 * 60_000;

/** What the authorization servers of one process share. */
interface SignInProcess {
	grants: GrantStore;
	documents: ClientDocuments;
	limits: SignInLimits;
}

/** Outlives an update of the package, as the limits must. */
function signInProcess(): SignInProcess {
	return processState({
		name: 'signIn',
		version: 1,
		create: () => {
			const now = () => systemClock.now();
			return {
				grants: rememberGrants(
					openWhenNeeded(async () => await openSignIns(process.env)),
					now,
				),
				documents: createClientDocuments(
					systemDocumentPorts(now, splitList(process.env[TRUSTED_ORIGINS])),
				),
				limits: {
					wrongKeys: createAttemptLimit({ perMinute: 6, burst: 5 }, now),
					registrations: createAttemptLimit({ perMinute: 20 }, now),
					documents: createAttemptLimit({ perMinute: 20 }, now),
				},
			};
		},
	});
}

/** How often a place may try wrong keys, at whichever door. */
export function wrongKeyLimit(): AttemptLimit {
	return signInProcess().limits.wrongKeys;
}

/** The issuer of a server's tokens: its URL, without a slash at its end. */
export function issuerOf(url: string): string {
	return url.replace(/\/$/, '');
}

/**
 * The authorization server of a server that people sign in to.
 *
 * @param url of the MCP server, as clients reach it
 * @param keys that are given out now
 * @returns undefined for a server without sign-in
 */
export function createSignIn(
	setup: ServerSetup,
	url: string,
	keys: KeysNow,
	mcp: McpProcess,
): AuthorizationServer | undefined {
	if (setup.authentication.kind !== 'signIn') return undefined;
	const { signInLifetime, accessTokenLifetime } = setup.parameters.options;
	const sink = auditSinkOf(setup, mcp);
	return createAuthorizationServer(
		{
			url: issuerOf(url),
			serverName: setup.catalog.info.name,
			scopes: offeredScopes(setup.catalog),
			accessTokenMs: (accessTokenLifetime ?? DEFAULT_ACCESS_TOKEN_SECONDS) * 1000,
			idleMs: (signInLifetime ?? DEFAULT_SIGN_IN_DAYS) * DAY_MS,
		},
		{
			...signInProcess(),
			now: () => systemClock.now(),
			createId: () => randomUUID(),
			signer: mcp.signer,
			keys,
			digestOf: (key) => createHmac('sha256', mcp.auditSecret).update(key).digest('base64url'),
			record: (event) => recordSignIn(sink, event),
		} satisfies AuthorizationPorts,
	);
}

/** For servers that are set up anew at each request: the same one as long as it would be made of the same. */
export class SignInsOfServers {
	private readonly made = new BoundedMap<string, { setup: ServerSetup; made: Made }>(500);

	get(setup: ServerSetup, url: string, mcp: McpProcess): AuthorizationServer | undefined {
		const place = `${setup.id} ${url}`;
		const known = this.made.get(place);
		if (known?.setup === setup) return known.made;
		const made = createSignIn(setup, url, () => Promise.resolve(keysOf(setup.authentication)), mcp);
		this.made.set(place, { setup, made });
		return made;
	}
}

type Made = ReturnType<typeof createSignIn>;

/** None where nobody has one. */
export function keysOf(authentication: Authentication): readonly ApiKey[] {
	return 'keys' in authentication ? authentication.keys : [];
}

/** The scopes that anything of a catalog asks for, each with what it opens. */
export function offeredScopes({ tools, resources, templates, prompts }: Catalog): OfferedScope[] {
	const asked = [
		...[...tools].map(([name, { declaration }]) => [name, declaration.requiredScope] as const),
		...[...resources.values()].map(
			({ listing, settings }) => [listing.name, settings.requiredScope] as const,
		),
		...templates.map(({ listing, settings }) => [listing.name, settings.requiredScope] as const),
		...[...prompts].map(([name, { declaration }]) => [name, declaration.requiredScope] as const),
	];
	const opens = new Map<string, string[]>();
	for (const [name, scope] of asked) {
		for (const each of splitScopes(scope ?? '')) {
			opens.set(each, [...(opens.get(each) ?? []), name]);
		}
	}
	return [...opens].map(([name, names]) => ({ name, opens: names }));
}

/** Keeps what happened at a door of the server, if it keeps anything. */
export function recordSignIn(sink: AuditSink | undefined, event: SignInEvent): void {
	const { what, label, client, address } = event;
	sink?.write({
		time: new Date(systemClock.now()).toISOString(),
		server: sink.server,
		principal: label === undefined ? 'unknown' : redactText(`apiKey:${label}`),
		...(client === undefined ? {} : { client: redactText(client) }),
		...(address === undefined ? {} : { address }),
		kind: 'signIn',
		name: what,
		outcome: isRefusal(event) ? 'refused' : 'ok',
		durationMs: 0,
		bytes: 0,
	});
}
