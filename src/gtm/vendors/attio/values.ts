import { idOf, isRecord, listOf, recordOf, recordsOf, textOf, textsOf } from '../../model/json';
import { isSamePhone } from '../../../base/identity/phone';

/** An Attio record in plain values, by attribute: what the mapping tables read and write. */
export type PlainValues = Record<string, unknown>;

/**
 * Attributes with several values of which the first one counts. Here they are `{ first, others }`, so
 * that a mapping can name the first.
 */
const FIRST_COUNTS: ReadonlySet<string> = new Set([
	'email_addresses',
	'domains',
	'phone_numbers',
	'categories',
]);

/** References to several records: always a list, also of one. */
const REFERENCE_LISTS: Readonly<Record<string, string>> = {
	team: 'people',
	associated_people: 'people',
	associated_deals: 'deals',
};

/** References to one record. */
const REFERENCES: Readonly<Record<string, string>> = {
	company: 'companies',
	associated_company: 'companies',
};

const LOCATION_PARTS = [
	'line_1',
	'line_2',
	'line_3',
	'line_4',
	'locality',
	'region',
	'postcode',
	'country_code',
	'latitude',
	'longitude',
];

/** @see https://docs.attio.com/docs/attribute-types/attribute-types */
export function toPlain(answer: Record<string, unknown>): PlainValues {
	const values = Object.entries(recordOf(answer.values)).flatMap(
		([slug, list]): Array<[string, unknown]> => {
			const held = recordsOf(list)
				.map(plainOf)
				.filter((value) => value !== undefined && value !== null);
			return held.length === 0 ? [] : [[slug, shaped(slug, held)]];
		},
	);
	const created = textOf(answer.created_at);
	return {
		...Object.fromEntries(values),
		record_id: idOf(recordOf(answer.id).record_id),
		...(created !== undefined && { created_at: created }),
	};
}

function shaped(slug: string, held: unknown[]): unknown {
	const [first, ...others] = held;
	if (FIRST_COUNTS.has(slug)) return others.length > 0 ? { first, others } : { first };
	if (slug in REFERENCE_LISTS) return held;
	return others.length > 0 ? held : first;
}

/** One value without its dates and its actor. */
export function plainOf(value: Record<string, unknown>): unknown {
	switch (value.attribute_type) {
		case 'email-address':
			return value.email_address;
		case 'domain':
			return value.domain;
		case 'phone-number':
			return value.phone_number ?? value.original_phone_number;
		case 'personal-name':
			return present(value, ['first_name', 'last_name', 'full_name']);
		case 'location':
			return present(value, LOCATION_PARTS);
		case 'currency':
			return present(value, ['currency_value', 'currency_code']);
		case 'interaction':
			return present(value, ['interaction_type', 'interacted_at']);
		case 'select':
		case 'status':
			return titleOf(value);
		case 'record-reference':
			return value.target_record_id;
		case 'actor-reference':
			return value.referenced_actor_id;
		default:
			return value.value;
	}
}

/** A status says `attribute_type: "select"` in Attio's examples, so it is told by its member. */
function titleOf({ option, status }: Record<string, unknown>): string | undefined {
	return textOf(recordOf(status ?? option).title);
}

function present(value: Record<string, unknown>, names: readonly string[]): PlainValues {
	return Object.fromEntries(
		names
			.map((name): [string, unknown] => [name, value[name]])
			.filter(([, part]) => part !== undefined && part !== null && part !== ''),
	);
}

/** Plain values as Attio takes them. Text of an option or status is its title. */
export function toAttio(values: Readonly<PlainValues>): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(values).map(([slug, value]) => [slug, written(slug, value)]),
	);
}

function written(slug: string, value: unknown): unknown {
	if (isNothing(value)) return null;
	if (FIRST_COUNTS.has(slug) && isRecord(value)) return listed(value);
	const target = REFERENCE_LISTS[slug] ?? REFERENCES[slug];
	if (target !== undefined) return referencesTo(target, value);
	if (slug === 'name' && isRecord(value)) return withFullName(value);
	if (slug === 'primary_location' && isRecord(value)) return wholeLocation(value);
	if (slug === 'owner' && typeof value === 'string') return actor(value);
	return value;
}

/** An amount without its number is none, whatever its currency. */
function isNothing(value: unknown): boolean {
	return value === null || (isRecord(value) && value.currency_value === null);
}

const listed = ({ first, others }: PlainValues): unknown[] => [
	...new Set([...(first === undefined || first === null ? [] : [first]), ...listOf(others)]),
];

function referencesTo(object: string, value: unknown): unknown[] {
	const all: unknown[] = Array.isArray(value) ? value : [value];
	return all.map((one) =>
		typeof one === 'string' ? { target_object: object, target_record_id: one } : one,
	);
}

/** Attio wants all three parts of a name. */
function withFullName(name: PlainValues): PlainValues {
	const [first, last] = [textOf(name.first_name) ?? '', textOf(name.last_name) ?? ''];
	const full = name.full_name ?? undefined;
	const joined = [first, last].filter((part) => part !== '').join(' ');
	return { first_name: first, last_name: last, full_name: full ?? joined };
}

/** Attio wants every part of a location; one that is not known is null. */
function wholeLocation(location: PlainValues): PlainValues {
	return Object.fromEntries(LOCATION_PARTS.map((part) => [part, location[part] ?? null]));
}

/** A member of the workspace, by id or email. */
function actor(reference: string): unknown {
	return reference.includes('@')
		? reference
		: { referenced_actor_type: 'workspace-member', referenced_actor_id: reference };
}

/**
 * Changes as a whole again: of a name or a place the other parts stay, of addresses, domains and
 * numbers the others. A change adds to those and takes none away.
 */
export function completed(
	current: Readonly<PlainValues>,
	changes: Readonly<PlainValues>,
): PlainValues {
	return Object.fromEntries(
		Object.entries(changes).map(([slug, change]) => {
			const before = recordOf(current[slug]);
			if (!isRecord(change)) return [slug, change];
			if (FIRST_COUNTS.has(slug)) return [slug, added(before, change)];
			const merged = { ...before, ...change };
			return [slug, slug === 'name' ? renamed(merged, change) : merged];
		}),
	);
}

/** Null takes the first away, or the others. */
function added(before: PlainValues, change: PlainValues): PlainValues {
	const kept = listed({
		first: change.first === null ? undefined : before.first,
		others: change.others === null ? [] : before.others,
	});
	const isNew = (value: unknown) => !kept.some((one) => isSame(one, value));
	const added = textsOf(change.others).filter(isNew);
	const first = kept.find((one) => isSame(one, change.first)) ?? change.first ?? kept[0];
	return { first, others: [...kept, ...added] };
}

/** An address or a domain is one spelling; a number may be several. */
function isSame(one: unknown, other: unknown): boolean {
	if (typeof one !== 'string' || typeof other !== 'string') return one === other;
	return one === other || (/^[\d+(]/.test(one) && isSamePhone(one, other));
}

/** A full name that was not given follows from the new parts. */
function renamed(merged: PlainValues, change: PlainValues): PlainValues {
	const { full_name: full, ...parts } = merged;
	return 'full_name' in change ? { ...parts, full_name: full } : parts;
}

/**
 * What a record holds, seen from what is wanted of it: an address that it has, at whatever place,
 * counts as there.
 */
export function seenFrom(wanted: Readonly<PlainValues>, held: Readonly<PlainValues>): PlainValues {
	const seen = [...FIRST_COUNTS].flatMap((slug): Array<[string, unknown]> => {
		const [asked, before] = [recordOf(wanted[slug]), recordOf(held[slug])];
		const all = listed(before);
		const isThere = (value: unknown) => all.some((one) => isSame(one, value));
		const first = isThere(asked.first) ? asked.first : before.first;
		const others = listOf(asked.others).every(isThere) ? asked.others : before.others;
		return slug in held ? [[slug, { first, others }]] : [];
	});
	return { ...held, ...Object.fromEntries(seen) };
}
