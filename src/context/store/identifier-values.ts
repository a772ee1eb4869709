import { readIdentifier as readByTable } from '../identity/read-identifier';
import type { EntityType } from '../model/entity';
import type { Identifier } from '../model/identifier';

/** An identifier in the one spelling in which it is found, or why it is none. */
export type ReadIdentifier = { identifier: Identifier } | { misfit: string };

export function readIdentifier(given: Identifier): ReadIdentifier {
	const read = readByTable(given);
	if ('misfit' in read) return read;
	const { kind, value } = read.identifier;
	return { identifier: { kind, value } };
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
