import { isIPv4 } from 'node:net';

/**
 * Host names as owners of servers list them: names, `*.example.com` for every name below one, whole
 * origins, names with a port, or `*` for all. Ports and schemes do not matter here.
 */
export function readHostNames(entries: readonly string[]): string[] {
	return entries.map((entry) => hostOf(entry) ?? nameOf(entry) ?? entry.toLowerCase());
}

/**
 * Host name of an origin or URL, without port; undefined for `null` and other non-URLs. In lower
 * case, IPv6 addresses in brackets.
 */
export function hostOf(origin: string): string | undefined {
	return /^[a-z][a-z0-9+.-]*:\/\//i.test(origin) && URL.canParse(origin)
		? new URL(origin).hostname.toLowerCase() || undefined
		: undefined;
}

/** Host name of a `Host` header; undefined for what is none. */
export function nameOf(host: string): string | undefined {
	return /^[^\s/?#@\\]+$/.test(host) ? hostOf(`http://${host}`) : undefined;
}

/** Names by which a machine reaches itself. */
export function isLoopbackName(host: string): boolean {
	return host === 'localhost' || host === '[::1]' || (isIPv4(host) && host.startsWith('127.'));
}

/** @param allowed as `readHostNames` gives them */
export function isListedHost(host: string, allowed: readonly string[]): boolean {
	return allowed.some(
		(entry) =>
			entry === '*' ||
			entry === host ||
			(entry.startsWith('*.') && host.endsWith(entry.slice(1)) && host.length >= entry.length),
	);
}
