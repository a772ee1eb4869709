import type { IncomingHttpHeaders } from 'node:http';

import { keyOfDigest, type KeyDigest } from '../authorization/held-keys';
import { type ApiKey, findPrincipal } from '../server/access/api-keys';
import type { TokenSigner } from '../server/signed-token';

const NAME = 'gtm-mcp-dashboard';

/** How long a person stays signed in. */
const LASTS_MS = 8 * 60 * 60_000;

export interface SessionPorts {
	now(this: void): number;
	signer: TokenSigner;
	digestOf: KeyDigest;
}

/** A key opens a dashboard if it is named there, and is not limited to some fields of results. */
export function opens(key: ApiKey, labels: readonly string[]): boolean {
	return labels.includes(key.label.trim()) && (key.resultFields ?? []).length === 0;
}

/**
 * The cookie of a person who entered a key. It holds no key: it names one, and is worth nothing once
 * that key is withdrawn. Pages of other sites cannot send it.
 *
 * @param url of the page
 */
export function sessionCookie(
	key: string,
	server: string,
	url: URL,
	{ now, signer, digestOf }: SessionPorts,
): string {
	const token = signer.sign('dashboard', { server, key: digestOf(key) }, now() + LASTS_MS);
	return cookie(token, url, LASTS_MS / 1000);
}

/** Ends the session in the browser. */
export function endedCookie(url: URL): string {
	return cookie('', url, 0);
}

function cookie(value: string, url: URL, seconds: number): string {
	const secure = url.protocol === 'https:' ? '; Secure' : '';
	return `${NAME}=${value}; Path=${url.pathname}; HttpOnly; SameSite=Strict; Max-Age=${seconds}${secure}`;
}

/** The label of the key that a browser's session is of; undefined if there is none that still counts. */
export function sessionOf(
	headers: IncomingHttpHeaders,
	{ server, labels, keys }: { server: string; labels: readonly string[]; keys: readonly ApiKey[] },
	{ now, signer, digestOf }: SessionPorts,
): string | undefined {
	const content = signer.verify('dashboard', cookieIn(headers));
	if (content?.server !== server || typeof content.key !== 'string') return undefined;
	const key = keyOfDigest(keys, content.key, digestOf);
	if (!key || !opens(key, labels)) return undefined;
	const finding = findPrincipal(key.key.trim(), keys, now());
	return finding.kind === 'known' ? finding.principal.label : undefined;
}

function cookieIn({ cookie: sent = '' }: IncomingHttpHeaders): string {
	const values = sent.split(/;\s*/).flatMap((pair) => {
		const at = pair.indexOf('=');
		return pair.slice(0, at) === NAME ? [pair.slice(at + 1)] : [];
	});
	return values[0] ?? '';
}
