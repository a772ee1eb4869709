import { readDomain } from '../../base/identity/domain';
import { toEmail } from '../../base/identity/email';
import { addressTraits } from '../../base/identity/free-mail';
import { toLinkedInPage } from '../../base/identity/linkedin';
import { toPhone } from '../../base/identity/phone';
import { type IdentifierKind, ruleOf } from './identifier-kinds';
import type { IdentityType } from './identity-record';

/** As it came: a kind such as `email` or `hubspot:contact`, and a value in any spelling. */
export interface GivenIdentifier {
	kind: string;
	value: string;
}

/** In the one spelling in which it is found. */
export interface ReadIdentifier {
	kind: string;
	value: string;
	/** Its row in the table. */
	rule: IdentifierKind;
}

export type IdentifierReading = { identifier: ReadIdentifier } | { misfit: string };

/** Kinds that have no system in their name. */
export const PLAIN_KINDS = ['email', 'domain', 'linkedin', 'phone'] as const;

type PlainKind = (typeof PLAIN_KINDS)[number];

const READERS: Readonly<Record<PlainKind, (value: string, country?: string) => IdentifierReading>> =
	{
		email: (value) => {
			const address = toEmail(value);
			if (address === undefined) return { misfit: 'it is not an email address' };
			return { identifier: { kind: 'email', value: address, rule: kindOfAddress(address) } };
		},
		domain: (value) => {
			const read = readDomain(value);
			if ('misfit' in read) return read;
			return { identifier: { kind: 'domain', value: read.domain, rule: 'domain' } };
		},
		linkedin: (value) => {
			const page = toLinkedInPage(value);
			if (!page) {
				return {
					misfit: 'it is not the LinkedIn page of a person or company, such as in/dana-doe',
				};
			}
			return page.kind === 'person'
				? { identifier: { kind: 'linkedin', value: `in/${page.slug}`, rule: 'linkedinPerson' } }
				: {
						identifier: {
							kind: 'linkedin',
							value: `company/${page.slug}`,
							rule: 'linkedinCompany',
						},
					};
		},
		phone: (value, country) => {
			const number = toPhone(value, country);
			if (number === undefined) {
				return { misfit: 'it is not a phone number with country code, such as +1 303 555 0152' };
			}
			return { identifier: { kind: 'phone', value: number, rule: 'phone' } };
		},
	};

/** Numbers of authorities: `official:vat-de`, `official:lei`. */
const OFFICIAL = 'official:';

/**
 * An identifier as it is compared, or why it is none, as a sentence's end.
 *
 * @param country whose national phone numbers may be meant: code or name
 */
export function readIdentifier(given: GivenIdentifier, country?: string): IdentifierReading {
	const { kind, value } = given;
	if (isPlain(kind)) return READERS[kind](value, country);
	const id = value.trim().normalize('NFKC');
	if (id === '') return { misfit: 'it is empty' };
	if (kind.startsWith(OFFICIAL)) {
		const number = id.toUpperCase().replace(/[^\p{L}\d]/gu, '');
		if (number.length < 4) return { misfit: 'it is too short for an official number' };
		return { identifier: { kind, value: number, rule: 'officialId' } };
	}
	if (!kind.includes(':')) {
		return {
			misfit: `${kind} is not a kind of identifier. Use ${PLAIN_KINDS.join(', ')}, or <system>:<object>`,
		};
	}
	return { identifier: { kind, value: id, rule: 'recordId' } };
}

/** What of the identifiers given for an entity can be used, and why the rest cannot. */
export interface IdentifierReadings {
	identifiers: ReadIdentifier[];
	unusable: Array<GivenIdentifier & { why: string }>;
}

/** Each once. A person's page or domain of a company is none of that person's own. */
export function readIdentifiers(
	given: readonly GivenIdentifier[],
	type: IdentityType,
	country?: string,
): IdentifierReadings {
	const found = new Map<string, ReadIdentifier>();
	const unusable: IdentifierReadings['unusable'] = [];
	for (const { kind, value } of given) {
		const reading = readIdentifier({ kind, value }, country);
		const why = 'misfit' in reading ? reading.misfit : whyNotOf(reading.identifier, type);
		if (why !== undefined) unusable.push({ kind, value, why });
		else if ('identifier' in reading) {
			found.set(`${reading.identifier.kind} ${reading.identifier.value}`, reading.identifier);
		}
	}
	return { identifiers: [...found.values()], unusable };
}

function whyNotOf({ rule }: ReadIdentifier, type: IdentityType): string | undefined {
	const { of, agreement, reason } = ruleOf(rule);
	if (of !== 'any' && of !== type)
		return `it identifies an ${of === 'account' ? of : 'individual'}, not a ${type}`;
	return agreement === 'nothing' ? `it does not identify anyone: ${reason}` : undefined;
}

function isPlain(kind: string): kind is PlainKind {
	return (PLAIN_KINDS as readonly string[]).includes(kind);
}

function kindOfAddress(address: string): IdentifierKind {
	const { freeMail, disposable, role } = addressTraits(address);
	if (disposable) return 'disposableEmail';
	if (role) return 'roleEmail';
	return freeMail ? 'personalEmail' : 'workEmail';
}
