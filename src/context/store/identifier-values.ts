import { readDomain } from '../../base/identity/domain';
import { toEmail } from '../../base/identity/email';
import { toLinkedInPage } from '../../base/identity/linkedin';
import { toPhone } from '../../base/identity/phone';
import type { EntityType } from '../model/entity';
import type { Identifier } from '../model/identifier';

/** An identifier in the one spelling in which it is found, or why it is none. */
export type ReadIdentifier = { identifier: Identifier } | { misfit: string };

const READERS: Readonly<Record<string, (value: string) => string | { misfit: string }>> = {
	email: (value) => toEmail(value) ?? { misfit: 'it is no email address' },
	domain: (value) => {
		const read = readDomain(value);
		return 'domain' in read ? read.domain : read;
	},
	linkedin: (value) => {
		const page = toLinkedInPage(value);
		if (page === undefined) return { misfit: 'it is no public page of LinkedIn' };
		return `${page.kind === 'person' ? 'in' : 'company'}/${page.slug}`;
	},
	phone: (value) => toPhone(value) ?? { misfit: 'it is no phone number with its country code' },
};

export function readIdentifier({ kind, value }: Identifier): ReadIdentifier {
	const reader = Object.hasOwn(READERS, kind) ? READERS[kind] : undefined;
	const read = reader === undefined ? value.trim() : reader(value);
	return typeof read === 'string' ? { identifier: { kind, value: read } } : read;
}

/** Facts that tell who or what an entity is, by type: which attribute is which kind of identifier. */
const TELLING: Readonly<Record<EntityType, Readonly<Record<string, string>>>> = {
	contact: { email: 'email', linkedinUrl: 'linkedin', phone: 'phone', mobilePhone: 'phone' },
	account: { domain: 'domain', linkedinUrl: 'linkedin', phone: 'phone' },
	deal: {},
	sequence: {},
};

/** The identifiers that facts tell. Those that are none stay facts. */
export function identifiersInFacts(
	type: EntityType,
	facts: ReadonlyArray<{ attribute: string; value?: unknown }>,
): Identifier[] {
	return facts.flatMap(({ attribute, value }) => {
		const table = TELLING[type];
		const kind = Object.hasOwn(table, attribute) ? table[attribute] : undefined;
		if (kind === undefined || typeof value !== 'string') return [];
		const read = readIdentifier({ kind, value });
		return 'identifier' in read ? [read.identifier] : [];
	});
}

/** The fact that an identifier is, where the entity's type has one. */
export function factOfIdentifier(
	type: EntityType,
	{ kind, value }: Identifier,
): { attribute: string; value: string } | undefined {
	const found = Object.entries(TELLING[type]).find(([, told]) => told === kind);
	if (found === undefined) return undefined;
	return {
		attribute: found[0],
		value: kind === 'linkedin' ? `https://www.linkedin.com/${value}` : value,
	};
}

/** What an identifier alone tells of the type; undefined for one that any type may have. */
export function typeToldBy({ kind, value }: Identifier): EntityType | undefined {
	if (kind === 'email') return 'contact';
	if (kind === 'domain') return 'account';
	if (kind === 'linkedin') return value.startsWith('company/') ? 'account' : 'contact';
	const [, object] = kind.split(':');
	return object === 'contact' || object === 'account' || object === 'deal' || object === 'sequence'
		? object
		: undefined;
}
