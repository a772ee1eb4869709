/** These run or show something in the browser in place of handing the code to a program. */
const NEVER = new Set([
	'about:',
	'blob:',
	'chrome:',
	'data:',
	'file:',
	'filesystem:',
	'ftp:',
	'javascript:',
	'mailto:',
	'vbscript:',
	'view-source:',
	'ws:',
	'wss:',
]);

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

const LONGEST = 1000;

/** Where an answer may be sent: https, http to the person's own machine, or a program's own scheme. */
export function isRedirectUri(text: string): boolean {
	const url = URL.parse(text);
	if (!url || text.length > LONGEST || !/^[\x21-\x7e]+$/.test(text)) return false;
	if (text.includes('#') || url.username !== '' || url.password !== '') return false;
	if (url.protocol === 'https:') return true;
	if (url.protocol === 'http:') return LOOPBACK.has(url.hostname);
	return !NEVER.has(url.protocol);
}

/**
 * Whether a redirect is one that the client has named: the same text, but for the port of a program
 * on the person's own machine, which takes the one that is free (RFC 8252, 7.3).
 */
export function isRegisteredRedirect(uri: string, registered: readonly string[]): boolean {
	return registered.some((known) => known === uri || isSameLoopback(known, uri));
}

function isSameLoopback(known: string, uri: string): boolean {
	const [one, other] = [URL.parse(known), URL.parse(uri)];
	if (one?.protocol !== 'http:' || other?.protocol !== 'http:') return false;
	if (!isRedirectUri(uri) || !LOOPBACK.has(one.hostname)) return false;
	one.port = '';
	other.port = '';
	return one.href === other.href;
}

/** Whether an answer goes to a program on the person's own machine. */
export function isLoopback(uri: string): boolean {
	const url = URL.parse(uri);
	return url?.protocol === 'http:' && LOOPBACK.has(url.hostname);
}

/** Adds parameters, and keeps those that the client's address has. */
export function redirectTo(uri: string, parameters: Readonly<Record<string, string>>): string {
	const added = new URLSearchParams(parameters).toString();
	return `${uri}${uri.includes('?') ? '&' : '?'}${added}`;
}

/** Where a person is sent, in words: what the name of a client says may be anything. */
export function destinationOf(uri: string): string {
	const url = new URL(uri);
	if (url.protocol === 'https:') return url.host;
	if (url.protocol === 'http:') return `a program on your own computer (${url.host})`;
	return `the program that opens ${url.protocol}// links`;
}
