import { domain, email, separated } from '../../model/codecs';
import { otherEmails } from '../../model/identity-codecs';
import { textOf } from '../../model/json';
import type { Codec, Values } from '../../model/mapping';

/** Addresses of a contact besides its own, such as those of contacts that were merged into it. */
export const ADDITIONAL_EMAILS = 'hs_additional_emails';

/** Domains of a company besides its own, such as those of companies that were merged into it. */
export const ADDITIONAL_DOMAINS = 'hs_additional_domains';

/** Every address that names the contact, in lower case, its own first. */
export function emailsOf(properties: Values): string[] {
	return [properties.email, ...partsOf(properties[ADDITIONAL_EMAILS])].flatMap(lowered);
}

/** Every domain that names the company, in lower case, its own first. */
export function domainsOf(properties: Values): string[] {
	return [properties.domain, ...partsOf(properties[ADDITIONAL_DOMAINS])].flatMap(lowered);
}

/** An address that the contact has besides its own is there, and must not take the place of its own. */
export const contactEmail: Codec = {
	...email,
	onto: (held, wanted, record) => (includes(emailsOf(record), wanted) ? held : wanted),
};

/** The same of a domain. */
export const companyDomain: Codec = {
	...domain,
	onto: (held, wanted, record) => (includes(domainsOf(record), wanted) ? held : wanted),
};

const semicolons = separated(';');

/** HubSpot replaces the list as a whole, and with an address the next contact of that address is new. */
export const additionalEmails: Codec = {
	read: (value) => {
		const parts = semicolons.read(value);
		return 'misfit' in parts ? parts : otherEmails.read(parts.value);
	},
	write: (value, record) => {
		const others = otherEmails.write(value, record);
		return 'misfit' in others || others.value === undefined
			? others
			: semicolons.write(others.value);
	},
	...(otherEmails.settle && { settle: otherEmails.settle }),
	onto(held, wanted, record) {
		const own = lowered(record.email);
		const before = partsOf(held);
		const added = partsOf(wanted).filter(
			(one) => ![...own, ...before.flatMap(lowered)].includes(one),
		);
		return added.length === 0 ? held : [...before, ...added].join(';');
	},
};

function includes(known: readonly string[], wanted: unknown): boolean {
	return typeof wanted === 'string' && known.includes(wanted.toLowerCase());
}

function partsOf(list: unknown): string[] {
	return (textOf(list)?.split(';') ?? []).map((part) => part.trim()).filter((part) => part !== '');
}

function lowered(value: unknown): string[] {
	const text = textOf(value)?.trim().toLowerCase();
	return text === undefined || text === '' ? [] : [text];
}
