import { estimateTokensOf } from '../../../context/budget/estimate-tokens';
import type { EntityType } from '../../../context/model/entity';
import type { Identifier } from '../../../context/model/identifier';
import type { Fact } from '../../../context/model/observation';
import type { Provenance } from '../../../context/model/provenance';
import type { GraphWrite } from './graph-write';
import { isRecord } from './record-facts-draft';

/** Which fields of a result of any shape are what in the graph. Fields are names, or paths such as `company.domain`. */
export interface ResultMapping {
	type: EntityType;
	/** Where in each row its records are: a list, or one. The row itself if left out. */
	records?: string;
	identifiers: ReadonlyArray<{ kind: string; field: string }>;
	facts: ReadonlyArray<{ attribute: string; field: string }>;
}

export interface MappedWrites {
	writes: GraphWrite[];
	/** Records that have none of the identifiers: nobody knows whose they are. */
	unnamed: number;
}

/** What the graph learns of a result, by a mapping of its author. */
export function writesOfMapping(
	rows: readonly object[],
	{ type, records, identifiers, facts }: ResultMapping,
	provenance: Provenance,
): MappedWrites {
	const found = rows.flatMap((row) => {
		const value = records === undefined ? row : valueAt(row, records);
		return Array.isArray(value) ? (value as unknown[]) : value === undefined ? [] : [value];
	});
	const drafts = found.map((record) => ({
		identifiers: identifiers.flatMap(({ kind, field }) =>
			identifierOf(kind, valueAt(record, field)),
		),
		facts: facts.flatMap(({ attribute, field }) => factOf(attribute, valueAt(record, field))),
		tokens: estimateTokensOf(record),
	}));
	const named = drafts.filter((draft) => draft.identifiers.length > 0);
	return {
		writes: named
			.filter((draft) => draft.facts.length > 0)
			.map((draft) => ({ kind: 'facts', draft: { ...provenance, type, ...draft } })),
		unnamed: drafts.length - named.length,
	};
}

function identifierOf(kind: string, value: unknown): Identifier[] {
	if (typeof value === 'number') return [{ kind, value: String(value) }];
	return typeof value === 'string' && value.trim() !== '' ? [{ kind, value }] : [];
}

/** An empty value says that the source has none, which is no fact. What else is wrong with it the graph says. */
function factOf(attribute: string, value: unknown): Fact[] {
	const isEmpty =
		value === undefined ||
		value === null ||
		value === '' ||
		(Array.isArray(value) && !value.length);
	return isEmpty ? [] : [{ attribute, value: value as Fact['value'], method: 'observed' }];
}

/** A name with dots in it is a name before it is a path. */
function valueAt(record: unknown, field: string): unknown {
	if (Array.isArray(record)) {
		const [index = '', ...rest] = field.split('.');
		const element: unknown = /^\d+$/.test(index) ? record[Number(index)] : undefined;
		return rest.length === 0 ? element : valueAt(element, rest.join('.'));
	}
	if (!isRecord(record)) return undefined;
	if (Object.hasOwn(record, field)) return record[field];
	const [name = '', ...rest] = field.split('.');
	return rest.length > 0 && Object.hasOwn(record, name)
		? valueAt(record[name], rest.join('.'))
		: undefined;
}
