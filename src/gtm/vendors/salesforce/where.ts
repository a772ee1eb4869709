import { canonicalFields } from '../../crm/draft';
import type { CrmSearch, SearchCondition } from '../../crm/crm-vendor';
import type { VendorClient } from '../../http/vendor-client';
import { boolean, date, integer, number, percent, time } from '../../model/codecs';
import { toDomain } from '../../../base/identity/domain';
import type { Codec, FieldMapping } from '../../model/mapping';
import { describe } from './describe';
import { noField } from './fields';
import type { SalesforceObject } from './objects';
import { refused } from './refused';
import { type SoqlType, likeContaining, soqlLiteral, soqlName } from './soql';
import { isAt, websiteCondition } from './website';

export interface Where {
	/** Behind WHERE; undefined if everything is wanted. */
	soql: string | undefined;
	/** The query may find more than was asked for: only what passes is meant. */
	keeps?: (record: Record<string, unknown>) => boolean;
}

const COMPARISONS = { eq: '=', neq: '!=', gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;

/** Of the mapping tables' codecs; every other one writes a text. */
const TYPES = new Map<Codec, SoqlType>([
	[number, 'number'],
	[integer, 'number'],
	[percent, 'number'],
	[boolean, 'boolean'],
	[date, 'date'],
	[time, 'dateTime'],
]);

/**
 * The conditions of a search. What type a field of the org's own has, and so whether a value stands in
 * quotes, only Salesforce knows: it is asked if there is such a field.
 *
 * @throws VendorError naming the field or value that cannot be searched for
 */
export async function whereOf<Entity>(
	object: SalesforceObject<Entity>,
	client: VendorClient,
	{ conditions, text }: Pick<CrmSearch, 'conditions' | 'text'>,
): Promise<Where> {
	const own = conditions.filter(
		({ field }) => rowOf(object, field) === undefined && !isStatus(object, field),
	);
	const types = own.length > 0 ? await typesOf(object, client) : new Map<string, SoqlType>();
	const parts = conditions.map((condition) => partOf(object, condition, types));
	const filters = conditions.flatMap((condition) => domainFilter(object, condition) ?? []);
	if (text !== undefined && text.trim() !== '') {
		const like = likeContaining(text.trim());
		parts.push(`(${object.textFields.map((field) => `${field} LIKE ${like}`).join(' OR ')})`);
	}
	return {
		soql: parts.length > 0 ? parts.join(' AND ') : undefined,
		...(filters.length > 0 && { keeps: (record) => filters.every((keeps) => keeps(record)) }),
	};
}

function partOf<Entity>(
	object: SalesforceObject<Entity>,
	condition: SearchCondition,
	types: ReadonlyMap<string, SoqlType>,
): string {
	const { field, operator } = condition;
	if (isStatus(object, field)) return statusPart(condition);
	const row = rowOf(object, field);
	if (row?.vendor === 'Website' && operator !== 'known' && operator !== 'unknown') {
		return websitePart(condition);
	}
	const name = soqlName(row?.vendor ?? field);
	const type = row ? typeOfRow(row) : types.get(name.toLowerCase());
	if (type === undefined) throw refused('no_such_field', unknownField(object, field));
	return comparison(name, type, { ...condition, ...writtenValue(row, condition) });
}

function comparison(name: string, type: SoqlType, { field, operator, value }: SearchCondition) {
	switch (operator) {
		case 'known':
			return `${name} != NULL`;
		case 'unknown':
			return `${name} = NULL`;
		case 'contains':
			if (type === 'text') return `${name} LIKE ${likeContaining(String(value))}`;
			throw refused(
				'operator_not_offered',
				`${field} is not a text field, so Contains does not work. Use another operator.`,
			);
		case 'in': {
			const values = listed(value);
			if (values.length === 0) throw refused('invalid_value', `The list for ${field} is empty.`);
			return `${name} IN (${values.map((one) => soqlLiteral(field, type, one)).join(', ')})`;
		}
		default:
			return `${name} ${COMPARISONS[operator]} ${soqlLiteral(field, type, value)}`;
	}
}

/** Canonical values in Salesforce's words; a part of a text stays as it is. */
function writtenValue(
	row: FieldMapping | undefined,
	{ field, operator, value }: SearchCondition,
): Pick<SearchCondition, 'value'> {
	if (row === undefined || value === undefined || operator === 'contains') return {};
	const write = (one: unknown): string | number | boolean => {
		const coerced = row.as.write(one);
		if ('misfit' in coerced)
			throw refused('invalid_value', `The value for ${field} cannot be used: ${coerced.misfit}.`);
		return coerced.value as string | number | boolean;
	};
	if (operator !== 'in') return { value: write(value) };
	return { value: listed(value).map((one) => String(write(one))) };
}

/** `Website` holds hosts and URLs, so equal domains are looked for with LIKE and sorted out later. */
function websitePart({ field, operator, value }: SearchCondition): string {
	if (operator === 'contains') return `Website LIKE ${likeContaining(String(value))}`;
	if (operator !== 'eq' && operator !== 'in') {
		throw refused(
			'operator_not_offered',
			`Salesforce stores a website, not a domain. Search ${field} with eq, in, contains, known or unknown.`,
		);
	}
	const domains = domainsOf(value);
	if (domains.length === 0)
		throw refused('invalid_value', `The value for ${field} is not a domain.`);
	return `(${domains.map(websiteCondition).join(' OR ')})`;
}

function domainFilter<Entity>(
	object: SalesforceObject<Entity>,
	{ field, operator, value }: SearchCondition,
): Where['keeps'] {
	if (rowOf(object, field)?.vendor !== 'Website') return undefined;
	if (operator !== 'eq' && operator !== 'in') return undefined;
	const domains = domainsOf(value);
	return (record) => isAt(domains, record);
}

function domainsOf(value: SearchCondition['value']): string[] {
	return listed(value).flatMap((one) => toDomain(String(one)) ?? []);
}

const STATUSES: Readonly<Record<string, string>> = {
	open: 'IsClosed = FALSE',
	won: 'IsWon = TRUE',
	lost: '(IsClosed = TRUE AND IsWon = FALSE)',
};

function isStatus<Entity>({ kind }: SalesforceObject<Entity>, field: string): boolean {
	return kind === 'deal' && field === 'status';
}

function statusPart({ operator, value }: SearchCondition): string {
	const parts = listed(value).flatMap((one) => STATUSES[String(one)] ?? []);
	if ((operator !== 'eq' && operator !== 'in') || parts.length === 0) {
		throw refused('invalid_value', 'Search status with eq or in, for open, won or lost.');
	}
	return `(${parts.join(' OR ')})`;
}

function listed(value: SearchCondition['value']): ReadonlyArray<string | number | boolean> {
	if (value === undefined) return [];
	return typeof value === 'object' ? value : [value];
}

/** By the canonical name, or by Salesforce's own. */
export function rowOf<Entity>(
	{ table }: SalesforceObject<Entity>,
	field: string,
): FieldMapping | undefined {
	return table.find(
		(row) => row.field === field || row.vendor === field || row.field === `${field}.amount`,
	);
}

function typeOfRow({ as, vendor }: FieldMapping): SoqlType {
	return vendor.endsWith('Id') ? 'id' : (TYPES.get(as) ?? 'text');
}

async function typesOf<Entity>(
	object: SalesforceObject<Entity>,
	client: VendorClient,
): Promise<Map<string, SoqlType>> {
	const fields = await describe(client, object.name);
	return new Map(fields.map(({ name, type }) => [name.toLowerCase(), SOQL_TYPES[type] ?? 'text']));
}

/** By the types of a describe; all others are texts. */
const SOQL_TYPES: Readonly<Record<string, SoqlType>> = {
	int: 'number',
	double: 'number',
	currency: 'number',
	percent: 'number',
	long: 'number',
	boolean: 'boolean',
	date: 'date',
	datetime: 'dateTime',
	id: 'id',
	reference: 'id',
};

function unknownField<Entity>(object: SalesforceObject<Entity>, field: string): string {
	return canonicalFields(object.kind).includes(field)
		? `${field} cannot be searched: ${noField(object, field)}.`
		: `The ${object.name} of this org has no field ${field}, or its user cannot see it.`;
}
