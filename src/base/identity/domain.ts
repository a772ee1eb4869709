import { domainTraits } from './free-mail';
import { PROFILE_HOSTS } from './many-owners';
import { isSuffixOfMany, placeOf, registrableDomain } from './registrable-domain';

/** The domain of a company, or why there is none, as a sentence's end: "it is not a domain". */
export type ReadDomain = { domain: string } | { misfit: string };

/**
 * The domain by which a company is known, of a host name, URL or email address: `acme.co.uk` of
 * `https://www.Acme.co.uk/about`. Shops and sites on a shared host are companies of their own
 * (`shop-one.myshopify.com`); the host of a mail provider for everyone, and of a page where many show
 * themselves, is nobody's.
 */
export function readDomain(source: string): ReadDomain {
	const place = placeOf(source);
	if (place === undefined) return { misfit: 'it is not a domain' };
	const { host, isPage } = place;
	const domain = registrableDomain(host);
	if (domain === undefined) {
		return isSuffixOfMany(host)
			? { misfit: `${host} hosts the sites of many companies, so it is not the domain of one` }
			: { misfit: 'it is not a domain' };
	}
	const { freeMail, disposable } = domainTraits(domain);
	if (freeMail || disposable) {
		return { misfit: `${domain} is a free email provider, not the domain of a company` };
	}
	const isBare = host === domain || host === `www.${domain}`;
	if (PROFILE_HOSTS.has(domain) && (isPage || !isBare)) {
		return { misfit: `a page on ${domain} is not the website of a company` };
	}
	return { domain };
}

/** Undefined where `readDomain` finds none. */
export function toDomain(source: string): string | undefined {
	const read = readDomain(source);
	return 'domain' in read ? read.domain : undefined;
}

/**
 * The registrable domain of a mail address, URL or host, whoever's it is: `gmail.com` too. For lists of
 * hosts; a company is told by `toDomain`.
 */
export function toMailDomain(source: string): string | undefined {
	const place = placeOf(source);
	return place === undefined ? undefined : registrableDomain(place.host);
}
