import type { CrmSearch, SearchCondition } from '../../crm/crm-vendor';
import { toVendorFields } from '../../model/mapping';
import { type AttioObject, withoutCustom } from './objects';

/** The most that one query gives. */
export const PAGE_MAX = 500;

/** The member of a value that a condition looks at, where it is not the plain one. */
const MEMBERS: Readonly<Record<string, string>> = {
	email_addresses: 'email_address',
	domains: 'domain',
	phone_numbers: 'phone_number',
	company: 'target_record_id',
	associated_company: 'target_record_id',
	associated_people: 'target_record_id',
	associated_deals: 'target_record_id',
	team: 'target_record_id',
	owner: 'referenced_actor_id',
};

const OPERATORS = {
	eq: '$eq',
	neq: '$eq',
	contains: '$contains',
	gt: '$gt',
	gte: '$gte',
	lt: '$lt',
	lte: '$lte',
	in: '$in',
} as const;

/**
 * Filter and sorts of a query: plain data, so a value cannot become part of the query.
 *
 * @see https://docs.attio.com/rest-api/guides/filtering-and-sorting
 */
export function toQuery<Entity>(
	object: AttioObject<Entity>,
	{ conditions, text, sort }: Pick<CrmSearch, 'conditions' | 'text' | 'sort'>,
): Record<string, unknown> {
	const all = [
		...conditions.map((condition) => toCondition(object, condition)),
		...(text === undefined || text === '' ? [] : [nameHas(object, text)]),
	];
	return {
		...(all.length > 0 && { filter: { $and: all } }),
		...(sort && { sorts: [toSort(object, sort)] }),
	};
}

function nameHas<Entity>({ nameField }: AttioObject<Entity>, text: string): object {
	const test = { $contains: text };
	return { name: nameField === undefined ? test : { [nameField]: test } };
}

function toCondition<Entity>(
	object: AttioObject<Entity>,
	{ field, operator, value }: SearchCondition,
): object {
	const { slug, member } = attributeOf(object, field);
	const known = { [slug]: { $not_empty: true } };
	if (operator === 'known') return known;
	if (operator === 'unknown') return { $not: known };
	const wanted = operator === 'in' ? [value].flat() : value;
	const test = { [OPERATORS[operator]]: wanted };
	const condition = { [slug]: member === undefined ? test : { [member]: test } };
	return operator === 'neq' ? { $not: condition } : condition;
}

function toSort<Entity>(
	object: AttioObject<Entity>,
	{ field, direction }: NonNullable<CrmSearch['sort']>,
): object {
	const { slug, member } = attributeOf(object, field);
	return {
		attribute: slug,
		...(member !== undefined && { field: member }),
		direction: direction === 'ascending' ? 'asc' : 'desc',
	};
}

/** The attribute of a field, and the member of its values: `primary_location`, `locality`. */
export function attributeOf<Entity>(
	{ table }: AttioObject<Entity>,
	field: string,
): { slug: string; member?: string } {
	const [path = field] = toVendorFields(table, [withoutCustom(field)]);
	const [slug = path, part] = path.split('.');
	const member = MEMBERS[slug] ?? (part === 'first' ? undefined : part);
	return member === undefined ? { slug } : { slug, member };
}
