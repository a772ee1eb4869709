import { domainOfEmail } from '../../base/identity/email';
import { type RefusedPairs, whatForbids } from './forbidden';
import type { IdentityRecord } from './identity-record';
import { COMPANY_SUGGESTION, companyLikeness } from './names/company-likeness';
import { companyWords } from './names/company-words';
import { PERSON_SUGGESTION, personLikeness } from './names/person-likeness';
import { personWords } from './names/person-words';
import { namesDiffer } from './names-differ';
import type { ReadIdentifier } from './read-identifier';

/** What speaks for two entities being one, short of making them one. */
export type SuggestionReason =
	| { code: 'like_names'; likeness: number }
	| { code: 'like_companies'; likeness: number }
	| { code: 'same_mail_domain'; domain: string }
	| { code: 'same_phone'; phone: string }
	| { code: 'same_trait'; trait: string };

export interface Suggestion {
	/** Of the names, 0 to 1; 0 where they were not compared. */
	likeness: number;
	reasons: SuggestionReason[];
}

/**
 * Whether two entities are worth a person's look. Companies by their names alone; people by their names
 * and something besides. Never what a person has refused.
 */
export function suggestionBetween(
	one: IdentityRecord,
	other: IdentityRecord,
	refused: RefusedPairs,
): Suggestion | undefined {
	if (one.type !== other.type) return undefined;
	const forbidden = whatForbids(one, other, refused);
	if (forbidden && 'refused' in forbidden) return undefined;
	if (one.type === 'contact') return ofPeople(one, other);
	return one.type === 'account' ? ofCompanies(one, other) : undefined;
}

/** By what candidates for a likeness are found: those who share a key are compared. */
export function likenessKeys(record: IdentityRecord): string[] {
	const { type, name = '' } = record;
	if (type === 'account') {
		const words = companyWords(name).telling.map((word) => `name ${word.slice(0, 3)}`);
		return unique([...words, ...phonesOf(record).map((phone) => `phone ${phone}`)]);
	}
	if (type !== 'contact') return [];
	const initials = personWords(name).words.map((word) => word[0] ?? '');
	return unique(besides(record).flatMap((what) => initials.map((initial) => `${what} ${initial}`)));
}

function ofCompanies(one: IdentityRecord, other: IdentityRecord): Suggestion | undefined {
	const likeness = companyLikeness(one.name ?? '', other.name ?? '');
	const reasons: SuggestionReason[] = [];
	if (likeness >= COMPANY_SUGGESTION) reasons.push({ code: 'like_names', likeness });
	// One number of two names that have nothing in common is a switchboard's.
	if (!namesDiffer(one, other)) reasons.push(...samePhones(one, other));
	return reasons.length > 0 ? { likeness, reasons } : undefined;
}

function ofPeople(one: IdentityRecord, other: IdentityRecord): Suggestion | undefined {
	const likeness = personLikeness(one.name ?? '', other.name ?? '');
	if (likeness < PERSON_SUGGESTION) return undefined;
	const more = [
		...likeCompanies(one, other),
		...sameMailDomains(one, other),
		...samePhones(one, other),
		...sameTraits(one, other),
	];
	return more.length > 0
		? { likeness, reasons: [{ code: 'like_names', likeness }, ...more] }
		: undefined;
}

function likeCompanies(
	{ company: one = '' }: IdentityRecord,
	{ company: other = '' }: IdentityRecord,
) {
	const likeness = companyLikeness(one, other);
	return likeness >= COMPANY_SUGGESTION ? [{ code: 'like_companies', likeness } as const] : [];
}

function sameMailDomains(one: IdentityRecord, other: IdentityRecord): SuggestionReason[] {
	const theirs = new Set(mailDomainsOf(other));
	return mailDomainsOf(one)
		.filter((domain) => theirs.has(domain))
		.map((domain) => ({ code: 'same_mail_domain', domain }));
}

function samePhones(one: IdentityRecord, other: IdentityRecord): SuggestionReason[] {
	const theirs = new Set(phonesOf(other));
	return phonesOf(one)
		.filter((phone) => theirs.has(phone))
		.map((phone) => ({ code: 'same_phone', phone }));
}

function sameTraits({ traits: one = {} }: IdentityRecord, { traits: other = {} }: IdentityRecord) {
	return Object.keys(one)
		.filter((trait) => Object.hasOwn(other, trait) && one[trait] === other[trait])
		.map((trait) => ({ code: 'same_trait', trait }) as const);
}

/** What a likeness of people's names must have besides. */
function besides(record: IdentityRecord): string[] {
	const company = companyWords(record.company ?? '').telling[0]?.slice(0, 3);
	return [
		...(company === undefined ? [] : [`company ${company}`]),
		...mailDomainsOf(record).map((domain) => `at ${domain}`),
		...phonesOf(record).map((phone) => `phone ${phone}`),
		...Object.entries(record.traits ?? {}).map(([trait, value]) => `trait ${trait} ${value}`),
	];
}

/** Of work addresses only: everybody is at gmail.com. */
function mailDomainsOf({ identifiers }: IdentityRecord): string[] {
	return valuesOf(identifiers, 'workEmail').map(domainOfEmail);
}

function phonesOf({ identifiers }: IdentityRecord): string[] {
	return valuesOf(identifiers, 'phone');
}

function valuesOf(
	identifiers: readonly ReadIdentifier[],
	wanted: ReadIdentifier['rule'],
): string[] {
	return identifiers.filter(({ rule }) => rule === wanted).map(({ value }) => value);
}

function unique(keys: readonly string[]): string[] {
	return [...new Set(keys)].toSorted();
}
