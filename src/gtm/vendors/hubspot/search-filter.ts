import type { CrmSearch, SearchCondition } from '../../crm/crm-vendor';
import { isCalendarDay } from '../../model/instant';
import { type MappingTable, toVendorFields } from '../../model/mapping';
import { type DayProperties, dayFilter } from './days';

/** HubSpot's own bounds for one search. */
export const CONDITIONS_MAX = 6;
export const PAGE_MAX = 200;
/** Of the whole body of a search. */
export const CHARACTERS_MAX = 3_000;
/** A search pages through this many records and no further. */
export const RESULTS_MAX = 10_000;

const OPERATORS: Readonly<Record<SearchCondition['operator'], string>> = {
	eq: 'EQ',
	neq: 'NEQ',
	contains: 'CONTAINS_TOKEN',
	gt: 'GT',
	gte: 'GTE',
	lt: 'LT',
	lte: 'LTE',
	in: 'IN',
	known: 'HAS_PROPERTY',
	unknown: 'NOT_HAS_PROPERTY',
};

interface Searched extends DayProperties {
	table: MappingTable;
}

/**
 * The body of a search: plain data, so a value cannot become part of the query.
 *
 * @see https://developers.hubspot.com/docs/api-reference/search/guide
 */
export function toSearchBody(
	object: Searched,
	properties: readonly string[],
	{ conditions, text, sort }: Pick<CrmSearch, 'conditions' | 'text' | 'sort'>,
	timeZone = 'UTC',
): Record<string, unknown> {
	const [propertyName] = sort ? toVendorFields(object.table, [sort.field]) : [];
	const filters = conditions.map((condition) => toFilter(object, condition, timeZone));
	return {
		properties,
		filterGroups: filters.length > 0 ? [{ filters }] : [],
		...(text !== undefined && text !== '' && { query: text }),
		sorts: sort ? [{ propertyName, direction: sort.direction.toUpperCase() }] : [],
	};
}

/** For IN, HubSpot wants texts in lower case, but choices as they are: both are asked for. */
function toFilter(
	{ table, days = [] }: Searched,
	{ field, operator, value }: SearchCondition,
	timeZone: string,
): object {
	const [propertyName = field] = toVendorFields(table, [field]);
	const filter = { propertyName, operator: OPERATORS[operator] };
	if (days.includes(propertyName) && typeof value === 'string' && isCalendarDay(value)) {
		const bounds = dayFilter(filter.operator, value, timeZone);
		if (bounds) return { ...filter, ...bounds };
	}
	if (operator === 'known' || operator === 'unknown') return filter;
	if (operator === 'in') {
		const values = [value].flat().map(String);
		return { ...filter, values: [...new Set(values.flatMap((one) => [one, one.toLowerCase()]))] };
	}
	return { ...filter, value: String(value) };
}
