import { isRecord, textOf } from '../../frame/call.ts';
import type { AnyCall } from '../../frame/call.ts';
import { invalid } from './errors.ts';
import { objectTypeOf } from './objects.ts';
import type { HubspotObject, ObjectType } from './objects.ts';
import type { HubspotState } from './state.ts';

const MOST_GROUPS = 5;
const MOST_FILTERS = 6;

interface Filter {
	propertyName: string;
	/** Choices are compared as they are written. */
	isChoice: boolean;
	operator: string;
	value?: string;
	highValue?: string;
	values: string[];
}

type Test = (found: string | undefined, filter: Filter) => boolean;

/** Numbers and moments by their size, texts by the alphabet without regard to case. */
function compare(a: string, b: string): number {
	const numbers = [a, b].map(toNumber);
	const [left, right] = numbers;
	if (left !== undefined && right !== undefined) return left - right;
	return a.toLowerCase().localeCompare(b.toLowerCase());
}

/** Numbers by their size, texts as they are written. */
function compareWritten(a: string, b: string): number {
	const [left, right] = [a, b].map(toNumber);
	if (left !== undefined && right !== undefined) return left - right;
	return a === b ? 0 : 1;
}

/** The same texts are compared again and again. */
const numbers = new Map<string, number | undefined>();
const NUMBERS_MAX = 200_000;

function toNumber(text: string): number | undefined {
	const known = numbers.get(text);
	if (known !== undefined || numbers.has(text)) return known;
	if (numbers.size === NUMBERS_MAX) numbers.clear();
	const number = readNumber(text);
	numbers.set(text, number);
	return number;
}

function readNumber(text: string): number | undefined {
	if (text.trim() !== '' && Number.isFinite(Number(text))) return Number(text);
	return /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : undefined;
}

/** Texts without regard to case, but choices as they are. */
const same = (a: string, b: string, { isChoice }: Filter) =>
	isChoice ? a === b : compare(a, b) === 0;

/** IN wants texts in lower case. */
const isAmong = (found: string, filter: Filter) =>
	filter.values.some((value) =>
		filter.isChoice ? found === value : compareWritten(found.toLowerCase(), value) === 0,
	);

const words = (text: string) =>
	text
		.toLowerCase()
		.split(/[^\p{L}\p{N}]+/u)
		.filter((word) => word !== '');

/** HubSpot looks for whole words; `*` stands for the rest of one. */
function hasToken(found: string, value: string): boolean {
	if (value.includes('*')) {
		const parts = value
			.toLowerCase()
			.split('*')
			.map((part) => part.replaceAll(/[\\^$.+?()[\]{}|]/g, String.raw`\$&`));
		return (
			new RegExp(`^${parts.join('.*')}$`, 'su').test(found.toLowerCase()) ||
			words(found).some((word) => new RegExp(`^${parts.join('.*')}$`, 'su').test(word))
		);
	}
	const tokens = words(found);
	return words(value).every((word) => tokens.includes(word));
}

const present =
	(test: (found: string, filter: Filter) => boolean): Test =>
	(found, filter) =>
		found !== undefined && test(found, filter);

const TESTS: Readonly<Record<string, Test>> = {
	EQ: present((found, filter) => same(found, filter.value ?? '', filter)),
	NEQ: (found, filter) => found === undefined || !same(found, filter.value ?? '', filter),
	LT: present((found, { value = '' }) => compare(found, value) < 0),
	LTE: present((found, { value = '' }) => compare(found, value) <= 0),
	GT: present((found, { value = '' }) => compare(found, value) > 0),
	GTE: present((found, { value = '' }) => compare(found, value) >= 0),
	BETWEEN: present(
		(found, { value = '', highValue = '' }) =>
			compare(found, value) >= 0 && compare(found, highValue) <= 0,
	),
	IN: present(isAmong),
	NOT_IN: present((found, filter) => !isAmong(found, filter)),
	HAS_PROPERTY: (found) => found !== undefined,
	NOT_HAS_PROPERTY: (found) => found === undefined,
	CONTAINS_TOKEN: present((found, { value = '' }) => hasToken(found, value)),
	NOT_CONTAINS_TOKEN: (found, { value = '' }) => found === undefined || !hasToken(found, value),
};

const NEED_VALUES = ['IN', 'NOT_IN'];
const NEED_NOTHING = ['HAS_PROPERTY', 'NOT_HAS_PROPERTY'];

function readFilter(call: AnyCall, state: HubspotState, type: ObjectType, source: unknown): Filter {
	const { propertyName, operator, value, highValue, values } = isRecord(source) ? source : {};
	const name = String(propertyName);
	const property = state.properties[type].find((each) => each.name === name);
	if (!name.startsWith('associations.') && property === undefined)
		throw invalid(call, `There was a problem with the request: property ${name} does not exist`);
	const kind = String(operator);
	if (TESTS[kind] === undefined) throw invalid(call, `Invalid operator: ${kind}`);
	const listed = Array.isArray(values) ? values.map(String) : [];
	if (NEED_VALUES.includes(kind) && listed.length === 0) {
		throw invalid(call, `operator ${kind} requires values`);
	}
	if (!NEED_VALUES.includes(kind) && !NEED_NOTHING.includes(kind) && value === undefined) {
		throw invalid(call, `operator ${kind} requires a value`);
	}
	return {
		propertyName: name,
		isChoice: property?.type === 'enumeration',
		operator: kind,
		values: listed,
		...(value !== undefined && { value: textOf(value) }),
		...(highValue !== undefined && { highValue: textOf(highValue) }),
	};
}

function holds(
	state: HubspotState,
	type: ObjectType,
	object: HubspotObject,
	filter: Filter,
): boolean {
	const { propertyName, operator } = filter;
	const test = TESTS[operator] ?? (() => false);
	if (!propertyName.startsWith('associations.')) {
		return test(object.properties[propertyName] ?? undefined, filter);
	}
	const to = objectTypeOf(propertyName.slice('associations.'.length));
	const ids = to === undefined ? [] : state.associations.of(type, object.id, to);
	return ids.length === 0 ? test(undefined, filter) : ids.some((id) => test(id, filter));
}

/** Whether a record is in what `filterGroups` ask for: all filters of one group hold. */
export function filterOf(
	call: AnyCall,
	state: HubspotState,
	type: ObjectType,
	source: unknown,
): (object: HubspotObject) => boolean {
	const groups = Array.isArray(source) ? source : [];
	if (groups.length > MOST_GROUPS)
		throw invalid(call, `filterGroups: at most ${MOST_GROUPS} are allowed`);
	const read = groups.map((group: unknown) => {
		const filters = isRecord(group) && Array.isArray(group.filters) ? group.filters : [];
		if (filters.length > MOST_FILTERS)
			throw invalid(call, `filters: at most ${MOST_FILTERS} are allowed`);
		return filters.map((filter) => readFilter(call, state, type, filter));
	});
	if (read.length === 0) return () => true;
	return (object) =>
		read.some((filters) => filters.every((filter) => holds(state, type, object, filter)));
}

/**
 * In the order of `sorts`: one property, as a text or with its direction. How records stand that are
 * equal in it is open: it differs from one search to the next.
 */
export function inOrder(
	source: unknown,
	search: string,
	objects: readonly HubspotObject[],
): HubspotObject[] {
	const first: unknown = Array.isArray(source) ? source[0] : undefined;
	if (first === undefined) return [...objects];
	const { propertyName, direction } = isRecord(first)
		? first
		: { propertyName: first, direction: 'ASCENDING' };
	const name = String(propertyName);
	const sign = direction === 'DESCENDING' ? -1 : 1;
	const seed = scattered(search);
	const keyed = objects.map((object) => {
		const value = object.properties[name] ?? '';
		return { object, value, number: toNumber(value), tie: scattered(object.id, seed) };
	});
	const order = (a: (typeof keyed)[number], b: (typeof keyed)[number]) =>
		a.number !== undefined && b.number !== undefined
			? a.number - b.number
			: compare(a.value, b.value);
	return keyed.sort((a, b) => sign * order(a, b) || a.tie - b.tie).map(({ object }) => object);
}

/** A number that says nothing, always the same for the same text. */
function scattered(text: string, seed = 2_166_136_261): number {
	let hash = seed;
	for (let place = 0; place < text.length; place += 1) {
		hash = Math.imul(hash ^ text.charCodeAt(place), 16_777_619);
	}
	return hash >>> 0;
}
