import type { FactsDraft } from '../../../context/context-graph';
import type { Identifier } from '../../../context/model/identifier';
import { attributeName, type Fact, LONGEST_VALUE } from '../../../context/model/observation';
import type { Provenance } from '../../../context/model/provenance';

export type RecordType = 'contact' | 'account' | 'deal' | 'sequence';

export type CanonicalRecord = Readonly<Record<string, unknown>>;

/** What of a record says which it is, how it is linked, or when it was kept; none of it is a fact of its own. */
const NO_FACTS: ReadonlySet<string> = new Set([
	'id',
	'externalIds',
	'custom',
	'accountId',
	'contactIds',
	'createdAt',
	'updatedAt',
	// What a waterfall tells beside the record.
	'sources',
	'missing',
	'steps',
	'spent',
]);

export interface RecordOf {
	type: RecordType;
	/** What the ids of the vendor's records are called: `hubspot:contact`. */
	idKind: string;
	provenance: Provenance;
	/** When the source saw all of it; unknown if absent. */
	observedAt?: string;
	method: NonNullable<Fact['method']>;
	/** By what it is told besides. */
	toldBy?: readonly Identifier[];
}

/** The facts of a record of the canonical model; undefined if it says nothing, or not whose it is. */
export function recordFactsDraft(record: CanonicalRecord, of: RecordOf): FactsDraft | undefined {
	const identifiers = [...identifiersOf(record, of), ...(of.toldBy ?? [])];
	const about = {
		method: of.method,
		...(of.observedAt !== undefined && { observedAt: of.observedAt }),
	};
	const facts = factsOf(record).map((fact) => ({ ...fact, ...about }));
	if (identifiers.length === 0 || facts.length === 0) return undefined;
	return { ...of.provenance, type: of.type, identifiers, facts };
}

/** By what the record is told: its id there and elsewhere, address, domain, page, numbers. */
export function identifiersOf(
	record: CanonicalRecord,
	{ type, idKind }: Pick<RecordOf, 'type' | 'idKind'>,
): Identifier[] {
	const texts: Array<[kind: string, value: unknown]> = [
		[idKind, record.id],
		...Object.entries(isRecord(record.externalIds) ? record.externalIds : {}).map(
			([system, id]) =>
				[system.includes(':') ? system : `${system}:${type}`, id] as [string, unknown],
		),
		['linkedin', record.linkedinUrl],
	];
	if (type === 'contact') texts.push(['email', record.email], ['phone', record.mobilePhone]);
	if (type === 'account') texts.push(['domain', record.domain]);
	return texts.flatMap(([kind, value]) =>
		typeof value === 'string' && value.trim() !== '' ? [{ kind, value }] : [],
	);
}

function factsOf(record: CanonicalRecord): Fact[] {
	const canonical = Object.entries(record).filter(([name]) => !NO_FACTS.has(name));
	const custom = Object.entries(isRecord(record.custom) ? record.custom : {}).map(
		([name, value]) => [`custom.${name}`, value] as const,
	);
	return [...canonical, ...custom].flatMap(([attribute, value]) =>
		isFact(attribute, value) ? [{ attribute, value }] : [],
	);
}

/** Empty values say that a source has none, which is no fact; what is too long is a document. */
function isFact(attribute: string, value: unknown): value is Fact['value'] {
	if (!attributeName.safeParse(attribute).success) return false;
	if (value === undefined || value === null || value === '') return false;
	if (Array.isArray(value) && value.length === 0) return false;
	return (JSON.stringify(value) ?? '').length <= LONGEST_VALUE;
}

export function isRecord(value: unknown): value is CanonicalRecord {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
