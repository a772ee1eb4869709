import { canonicalFields } from '../../crm/draft';
import type { ReadOptions } from '../../crm/crm-vendor';
import { toVendorFields } from '../../model/mapping';
import { DERIVED_FIELDS, type SalesforceObject } from './objects';
import { soqlName } from './soql';

/** What a query selects, and what of its answer is wanted. */
export interface Selection {
	/** What stands behind SELECT. */
	select: readonly string[];
	fields: readonly string[];
	/** What was asked for and cannot be read, in sentences. */
	notes: string[];
}

/** In a query: every standard field that the user may see. */
export const STANDARD_FIELDS = 'FIELDS(STANDARD)';

/**
 * Without named fields all standard ones are read, and those of the mapping kept: an org without
 * several currencies has no CurrencyIsoCode, and a user may not see every field, which as names would
 * make Salesforce refuse the whole query.
 *
 * @throws VendorError for a name that is none
 * @see https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_fields.htm
 */
export function selectionOf<Entity>(
	object: SalesforceObject<Entity>,
	{ fields: wanted }: Pick<ReadOptions, 'fields'>,
): Selection {
	if (!wanted || wanted.length === 0) {
		const parents = object.fields.filter((field) => field.includes('.'));
		return {
			select: [STANDARD_FIELDS, ...parents],
			fields: object.fields,
			notes: [],
		};
	}
	const canonical = canonicalFields(object.kind);
	const missing = wanted.filter(
		(field) => canonical.includes(field) && vendorNames(object, field).length === 0,
	);
	const names = wanted
		.filter((field) => !missing.includes(field))
		.flatMap((field) => vendorNames(object, field));
	const fields = [...new Set(['Id', ...names])];
	return {
		select: fields.map(soqlName),
		fields,
		notes: missing.map((field) => `${field} was left out: ${noField(object, field)}`),
	};
}

/** Those of the org's own fields besides; the standard ones come with FIELDS(STANDARD). */
export function withNames(selection: Selection, names: readonly string[]): Selection {
	const own = names.filter((name) => name.includes('__') && !name.includes('.'));
	return {
		...selection,
		select: [...new Set([...selection.select, ...own.map(soqlName)])],
		fields: [...new Set([...selection.fields, ...own])],
	};
}

export function noField({ name }: SalesforceObject<unknown>, field: string): string {
	return `the ${name} in Salesforce has no standard field for it. Use your own field, such as ${field}__c`;
}

/** The names in Salesforce of a canonical field or of the org's own; none if there is no such field. */
export function vendorNames<Entity>(object: SalesforceObject<Entity>, field: string): string[] {
	if (object.kind === 'deal' && field in DERIVED_FIELDS) return [...(DERIVED_FIELDS[field] ?? [])];
	const names = toVendorFields(object.table, [field]);
	const [first] = names;
	if (first === field && canonicalFields(object.kind).includes(field)) return [];
	// Only orgs with several currencies have it, so it is asked for by its own name only.
	const plain = names.filter((name) => name !== 'CurrencyIsoCode');
	return plain.length > 0 ? plain : names;
}
