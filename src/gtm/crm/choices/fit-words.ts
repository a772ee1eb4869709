import type { VendorClient } from '../../http/vendor-client';
import type { MappingTable } from '../../model/mapping';
import { VOCABULARIES, type VocabularyField } from '../../model/vocabularies';
import { wordKey } from '../../model/vocabulary';
import type { CrmEntity, ValueMapping } from '../crm-vendor';
import { type ChoiceSource, choiceFor } from './choices';

/** Canonical fields of which a CRM may keep a list. Those of deals have rules of their own. */
const LISTED: Readonly<Record<CrmEntity, readonly string[]>> = {
	contact: ['seniority', 'department', 'lifecycle', 'leadStatus'],
	company: ['industry', 'lifecycle', 'icpTier'],
	deal: [],
};

/** Values that the account takes, and what it does not take. */
export interface Fitted {
	values: Readonly<Record<string, unknown>>;
	/** A sentence for each value that was left out. */
	leftOut: string[];
	notes: string[];
}

interface Words {
	entity: CrmEntity;
	table: MappingTable;
	source: ChoiceSource;
}

/** What the user has said of values, field by field; an empty text leaves the value out. */
export function mapped(
	values: Readonly<Record<string, unknown>>,
	mapping: ValueMapping = [],
): Record<string, unknown> {
	// A stage or pipeline is known by its title, which stands beside its id.
	const label = (field: string) => values[`${field}Label`];
	const entries = Object.entries(values).flatMap(([field, value]): Array<[string, unknown]> => {
		const row = mapping.find(
			(one) => one.field === field && isMeant(one.from, value, label(field)),
		);
		if (row === undefined) return [[field, value]];
		return row.to === '' ? [] : [[field, row.to]];
	});
	return Object.fromEntries(entries);
}

function isMeant(from: string, ...texts: unknown[]): boolean {
	return texts.some((text) => typeof text === 'string' && wordKey(text) === wordKey(from));
}

/** Words of the record in the account's own: what its lists do not take is left out, and the rest is kept. */
export async function fitWords(
	{ entity, table, source }: Words,
	client: VendorClient,
	values: Readonly<Record<string, unknown>>,
): Promise<Fitted> {
	const rows = LISTED[entity].flatMap((field) => {
		const row = table.find((one) => one.field === field && one.access !== 'read');
		const value = values[field];
		return row && typeof value === 'string' && value !== ''
			? [{ field, value, name: row.vendor }]
			: [];
	});
	if (rows.length === 0 || !source.fields) return { values, leftOut: [], notes: [] };
	const lists = await source.fields(client, entity);
	const fitted = { ...values };
	const leftOut: string[] = [];
	const notes: string[] = [];
	for (const { field, value, name } of rows) {
		const { choices = [], isOpen } = lists.get(name) ?? {};
		if (choices.length === 0) continue;
		const choice = choiceFor(choices, value, toWordOf(field));
		if (choice) fitted[field] = choice.value;
		else if (isOpen)
			notes.push(
				`${field} "${value}" is not in the list of ${client.provider}. It was written unchanged`,
			);
		else {
			fitted[field] = undefined;
			leftOut.push(lacking(field, value, client.provider));
		}
	}
	return { values: fitted, leftOut, notes };
}

export function lacking(field: string, value: string, provider: string): string {
	return `${field} was left out: ${provider} has no "${value}" in its list. Add it there, or map it with Value Mapping`;
}

function toWordOf(field: string) {
	return Object.hasOwn(VOCABULARIES, field)
		? VOCABULARIES[field as VocabularyField].toWord
		: undefined;
}
