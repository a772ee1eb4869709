import { toMailDomain } from '../../base/identity/domain';
import { toEmail } from '../../base/identity/email';
import { toPhone } from '../../base/identity/phone';
import { EVERYWHERE, type SuppressionKind, spelledAsListed } from '../../base/suppression/spelling';

export {
	EVERYWHERE,
	SUPPRESSION_KINDS,
	type SuppressionKind,
} from '../../base/suppression/spelling';

/** Kinds of systems that write, reach or look up people. */
export const SUPPRESSION_CHANNELS = ['crm', 'sequencer', 'enrichment'] as const;

export type SuppressionChannel = (typeof SUPPRESSION_CHANNELS)[number];

export interface SuppressionKey {
	kind: SuppressionKind;
	/** As a person writes it: any URL or host of a company, any spelling of a number. */
	value: string;
	/** `everywhere` if left out; a channel, or the id of one vendor such as `outreach`. */
	scope?: string;
}

/** Where something is about to be written or sent. */
export interface SuppressionPlace {
	provider: string;
	channel: SuppressionChannel;
}

const NAMES: Readonly<Record<SuppressionKind, string>> = {
	email: 'email address, such as dana@acme.com',
	domain: 'domain, such as acme.com',
	linkedin: 'LinkedIn URL, such as https://www.linkedin.com/in/dana-doe',
	phone: 'phone number with its country code, such as +1 303 555 0152',
};

/** A key in the one spelling in which it is found. */
export type NormalKey = Required<SuppressionKey>;

/** Why a value is none of its kind; undefined if it is one. */
export function problemOfKey({ kind, value }: SuppressionKey): string | undefined {
	return spelledAsListed(kind, value) === undefined ? `is not a valid ${NAMES[kind]}` : undefined;
}

/** @throws RangeError naming the place of one that is none of its kind */
export function normalizedKeys(keys: readonly SuppressionKey[]): NormalKey[] {
	return keys.map((key, index) => {
		const { kind, value, scope = EVERYWHERE } = key;
		const normal = spelledAsListed(kind, value);
		if (normal === undefined) {
			throw new RangeError(`Entry ${index + 1} of the suppressions ${problemOfKey(key)}`);
		}
		return { kind, value: normal, scope };
	});
}

/** Under what a record may be listed, for what is done at a place. */
export function keysOf(record: object, place?: SuppressionPlace): NormalKey[] {
	const scopes = [EVERYWHERE, ...(place ? [place.channel, place.provider] : [])];
	return keysIn(record).flatMap(({ kind, value }) => {
		const normal = spelledAsListed(kind, value);
		return normal === undefined ? [] : scopes.map((scope) => ({ kind, value: normal, scope }));
	});
}

/** What somebody is told by, from what it looks like. */
export function kindOf(value: string): SuppressionKind {
	if (/linkedin\.com|^(?:in|company)\//i.test(value)) return 'linkedin';
	if (value.includes('@')) return 'email';
	return /^\s*\+/.test(value) ? 'phone' : 'domain';
}

/** Canonical fields that tell who somebody is; some hold several. */
const TELLING: Readonly<Record<SuppressionKind, readonly string[]>> = {
	email: ['email', 'otherEmails'],
	domain: ['domain', 'otherDomains', 'accountDomain'],
	linkedin: ['linkedinUrl'],
	phone: ['phone', 'mobilePhone', 'otherPhones'],
};

/** Everything in a record by which it may be on the list; whoever has an address has its domain. */
export function keysIn(record: object): Array<Pick<SuppressionKey, 'kind' | 'value'>> {
	const values: Readonly<Record<string, unknown>> = { ...record };
	const valuesOf = (kind: SuppressionKind) =>
		TELLING[kind]
			.flatMap((field) => [values[field]].flat())
			.filter((value) => typeof value === 'string');
	const { country } = values;
	const inCountry = (phone: string) =>
		toPhone(phone, typeof country === 'string' ? country : undefined) ?? phone;
	const emails = valuesOf('email');
	const domains = emails.flatMap((email) => toMailDomain(toEmail(email) ?? '') ?? []);
	return [
		...emails.map((value) => ({ kind: 'email' as const, value })),
		...[...domains, ...valuesOf('domain')].map((value) => ({ kind: 'domain' as const, value })),
		...valuesOf('linkedin').map((value) => ({ kind: 'linkedin' as const, value })),
		...valuesOf('phone').map((value) => ({ kind: 'phone' as const, value: inCountry(value) })),
	];
}
