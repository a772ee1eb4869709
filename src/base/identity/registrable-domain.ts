import { getDomain, getPublicSuffix } from '../../third-party/tldts';
import { SHARED_HOSTS } from './many-owners';

/**
 * Both parts of the list: `shop-one.myshopify.com` and `acme.github.io` are domains of their own, and
 * `github.io` is nobody's.
 *
 * @see https://publicsuffix.org/list/
 */
const WITH_PRIVATE_PART = { allowPrivateDomains: true };

/** A host name, and what stands behind it in a URL. */
export interface Place {
	/** In lower case and in Punycode. */
	host: string;
	/** True if a URL leads further than to the host's first page. */
	isPage: boolean;
}

/** The host of a host name, URL or email address. An `@` behind the host is part of a path. */
export function placeOf(source: string): Place | undefined {
	const text = source.trim();
	const scheme = text.indexOf('://');
	const rest = text.slice(scheme < 0 ? 0 : scheme + 3);
	const [authority = ''] = rest.split(/[/?#\\]/, 1);
	const named = authority.slice(authority.lastIndexOf('@') + 1);
	// URL does the lower case and the Punycode.
	const host = URL.parse(`https://${named}`)?.hostname.replace(/\.$/, '');
	if (host === undefined) return undefined;
	return { host, isPage: /[^/\s]/.test(rest.slice(authority.length)) };
}

/**
 * What one organization or person has registered: `acme.co.uk` of `www.acme.co.uk`,
 * `acme.wordpress.com` of `www.acme.wordpress.com`. Undefined if there is none, as for an IP address or
 * a public suffix.
 */
export function registrableDomain(host: string): string | undefined {
	const registered = getDomain(host, WITH_PRIVATE_PART) ?? undefined;
	if (registered === undefined || !SHARED_HOSTS.has(registered)) return registered;
	const labels = host.slice(0, -registered.length - 1).split('.');
	const own = labels.at(-1) ?? '';
	return own === '' || own === 'www' ? registered : `${own}.${registered}`;
}

/** True for `github.io` and `myshopify.com`: below them are the sites of many. */
export function isSuffixOfMany(host: string): boolean {
	return getPublicSuffix(host, WITH_PRIVATE_PART) === host && getDomain(host) !== null;
}
