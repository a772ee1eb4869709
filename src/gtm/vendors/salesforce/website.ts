import { domainToUnicode } from 'node:url';

import { toDomain } from '../../../base/identity/domain';
import { likeContaining, likeEnding } from './soql';

/**
 * A condition that finds every account whose website may be at this domain: `acme.com`,
 * `https://www.acme.com/de`, `shop.acme.com:8080`. It also finds `notacme.com`, so what it finds must
 * be looked at with `isAt`. Names of other scripts may be written in either form.
 *
 * @param domain registrable, as `toDomain` makes it
 */
export function websiteCondition(domain: string): string {
	const spellings = new Set([domain, domainToUnicode(domain) || domain]);
	const parts = [...spellings].flatMap((spelling) => [
		`Website LIKE ${likeEnding(spelling)}`,
		...['/', ':', '?', '#'].map((after) => `Website LIKE ${likeContaining(`${spelling}${after}`)}`),
	]);
	return `(${parts.join(' OR ')})`;
}

/** True if the website belongs to one of these registrable domains. */
export function isAt(domains: readonly string[], { Website }: Record<string, unknown>): boolean {
	const own = typeof Website === 'string' ? toDomain(Website) : undefined;
	return own !== undefined && domains.includes(own);
}
