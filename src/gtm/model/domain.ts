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

/** URL does the lower case and the Punycode. */
function hostOf(source: string): string | undefined {
	const at = source.includes('://') ? -1 : source.lastIndexOf('@');
	const place = source.slice(at + 1);
	return URL.parse(place.includes('://') ? place : `https://${place}`)?.hostname;
}
