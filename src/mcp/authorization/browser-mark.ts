import { createHash, randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

const NAME = 'gtm-mcp-sign-in';
const MARK = /^[A-Za-z0-9_-]{22}$/;

/**
 * A random mark that tells the browser which was shown the form from every other: without it, a
 * stranger's page could send a form of the stranger's own, and the person would be signed in with
 * the stranger's key (login CSRF).
 */
export interface BrowserMark {
	/** What forms carry: nobody can make the cookie of it. */
	digest: string;
	/** The value of `Set-Cookie`. */
	cookie: string;
}

/** @param url of the page; the cookie goes to it alone */
export function markBrowser(headers: IncomingHttpHeaders, url: URL): BrowserMark {
	const mark = readMark(headers) ?? randomBytes(16).toString('base64url');
	const secure = url.protocol === 'https:' ? '; Secure' : '';
	return {
		digest: digestOf(mark),
		cookie: `${NAME}=${mark}; Path=${url.pathname}; HttpOnly; SameSite=Strict; Max-Age=3600${secure}`,
	};
}

/** @returns undefined for a browser that has none */
export function browserOf(headers: IncomingHttpHeaders): string | undefined {
	const mark = readMark(headers);
	return mark === undefined ? undefined : digestOf(mark);
}

function readMark({ cookie = '' }: IncomingHttpHeaders): string | undefined {
	const values = cookie.split(/;\s*/).flatMap((pair) => {
		const [name, value] = pair.split('=');
		return name === NAME && value !== undefined && MARK.test(value) ? [value] : [];
	});
	return values[0];
}

function digestOf(mark: string): string {
	return createHash('sha256').update(mark).digest('base64url');
}
