import { getDomain } from '../../third-party/tldts';

/**
 * The registrable domain of a host name, URL or email address, in lower case and in Punycode:
 * `acme.co.uk` of `https://www.Acme.co.uk/about`. Undefined if there is none, as for an IP address or
 * a public suffix.
 *
 * @see https://publicsuffix.org/list/ (ICANN section: `acme.github.io` belongs to `github.io`)
 */
export function toDomain(source: string): string | undefined {
	const host = hostOf(source.trim());
	return host === undefined ? undefined : (getDomain(host) ?? undefined);
}

/** URL does the lower case and the Punycode. An `@` behind the host is part of a path. */
function hostOf(source: string): string | undefined {
	const scheme = source.indexOf('://');
	const [authority = ''] = source.slice(scheme < 0 ? 0 : scheme + 3).split(/[/?#\\]/, 1);
	const host = authority.slice(authority.lastIndexOf('@') + 1);
	return URL.parse(`https://${host}`)?.hostname.replace(/\.$/, '');
}
