import { isRecord, textOf } from '../../frame/call.ts';
import type { ObjectSlug } from './attributes.ts';
import { refused } from './errors.ts';
import { attributeNamed } from './records.ts';
import { current } from './state.ts';
import type { AttioRecord } from './state.ts';
import { plainOf } from './values.ts';
import type { Value } from './values.ts';

type Plain = number | string;
type Test = (record: AttioRecord) => boolean;

function compare(a: Plain, b: Plain): number {
	if (typeof a === 'number' && typeof b === 'number') return a - b;
	const [left, right] = [a, b].map((each) => String(each).toLowerCase());
	return (left ?? '').localeCompare(right ?? '');
}

const lower = (value: unknown) => textOf(value).toLowerCase();

/** One operator on one plain value. */
const OPERATORS: Readonly<Record<string, (found: Plain, wanted: unknown) => boolean>> = {
	$eq: (found, wanted) => lower(found) === lower(wanted),
	$in: (found, wanted) => Array.isArray(wanted) && wanted.map(lower).includes(lower(found)),
	$contains: (found, wanted) => lower(found).includes(lower(wanted)),
	$starts_with: (found, wanted) => lower(found).startsWith(lower(wanted)),
	$ends_with: (found, wanted) => lower(found).endsWith(lower(wanted)),
	$lt: (found, wanted) => compare(found, wanted as Plain) < 0,
	$lte: (found, wanted) => compare(found, wanted as Plain) <= 0,
	$gt: (found, wanted) => compare(found, wanted as Plain) > 0,
	$gte: (found, wanted) => compare(found, wanted as Plain) >= 0,
};

function unknownFilter(what: string): never {
	throw refused(400, 'filter_error', `Invalid filter: ${what}.`);
}

/** A part of a value, such as `first_name`, or the whole in its plain form. */
function partOf(value: Value, part: string | undefined): Plain {
	if (part === undefined) return plainOf(value);
	const found = value[part];
	if (isRecord(found)) return textOf(found.title ?? found.id);
	return typeof found === 'number' ? found : textOf(found ?? '');
}

function testOperators(operators: Readonly<Record<string, unknown>>) {
	const tests = Object.entries(operators).map(([name, wanted]) => {
		const operator = OPERATORS[name];
		if (operator === undefined) unknownFilter(`there is no operator "${name}"`);
		return (found: Plain) => operator(found, wanted);
	});
	return (found: Plain) => tests.every((test) => test(found));
}

const isOperators = (condition: Readonly<Record<string, unknown>>) =>
	Object.keys(condition).every((name) => name.startsWith('$'));

/** `"text"`, `{ $contains: "text" }`, `{ first_name: { $eq: "Ada" } }`, all of a condition's parts. */
function testCondition(condition: unknown): (value: Value) => boolean {
	if (!isRecord(condition)) {
		return (value) => lower(partOf(value, undefined)) === lower(condition);
	}
	if (isOperators(condition)) {
		const test = testOperators(condition);
		return (value) => test(partOf(value, undefined));
	}
	const tests = Object.entries(condition).map(([part, inner]) => {
		const test = testOperators(isRecord(inner) ? inner : { $eq: inner });
		return (value: Value) => test(partOf(value, part));
	});
	return (value) => tests.every((test) => test(value));
}

function testAttribute(object: ObjectSlug, name: string, condition: unknown): Test {
	const attribute = attributeNamed(object, name);
	if (attribute === undefined) unknownFilter(`unknown attribute slug "${name}"`);
	const { slug } = attribute;
	const heldBy = ({ values }: AttioRecord) => current(values[slug]).map(({ value }) => value);
	if (isRecord(condition) && '$not_empty' in condition) {
		const wanted = condition.$not_empty === true;
		return (record) => heldBy(record).length > 0 === wanted;
	}
	const test = testCondition(condition);
	return (record) => heldBy(record).some(test);
}

/**
 * The test that a filter is: shorthand and verbose conditions, `$and`, `$or`, `$not`. Filters along a
 * path of references are refused: they are not emulated.
 *
 * @see https://docs.attio.com/rest-api/how-to/filtering-and-sorting
 */
export function filterOf(object: ObjectSlug, filter: unknown): Test {
	if (filter === undefined) return () => true;
	if (!isRecord(filter)) unknownFilter('it must be an object');
	if ('path' in filter) unknownFilter('the sandbox does not follow paths');
	const tests = Object.entries(filter).map(([name, condition]): Test => {
		if (name === '$not') {
			const inner = filterOf(object, condition);
			return (record) => !inner(record);
		}
		if (name !== '$and' && name !== '$or') return testAttribute(object, name, condition);
		if (!Array.isArray(condition)) unknownFilter(`${name} takes a list`);
		const inner = condition.map((each) => filterOf(object, each));
		return name === '$and'
			? (record) => inner.every((test) => test(record))
			: (record) => inner.some((test) => test(record));
	});
	return (record) => tests.every((test) => test(record));
}

/** The order that `sorts` ask for, the first one first. */
export function orderOf(object: ObjectSlug, sorts: unknown) {
	if (!Array.isArray(sorts) || sorts.length === 0) return undefined;
	const orders = sorts.map((sort: unknown) => {
		const { attribute: name, direction, field } = isRecord(sort) ? sort : {};
		const attribute = attributeNamed(object, textOf(name ?? ''));
		if (attribute === undefined) unknownFilter(`cannot sort by "${textOf(name ?? '')}"`);
		const part = typeof field === 'string' ? field : undefined;
		const keyOf = ({ values }: AttioRecord) => {
			const [first] = current(values[attribute.slug]);
			return first === undefined ? '' : partOf(first.value, part);
		};
		const sign = direction === 'desc' ? -1 : 1;
		return (a: AttioRecord, b: AttioRecord) => sign * compare(keyOf(a), keyOf(b));
	});
	return (a: AttioRecord, b: AttioRecord) =>
		orders.map((order) => order(a, b)).find((each) => each !== 0) ?? 0;
}
