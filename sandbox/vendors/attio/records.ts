import { isRecord, textOf } from '../../frame/call.ts';
import type { AnyCall } from '../../frame/call.ts';
import { ATTRIBUTES, INVERSES, OBJECT_SLUGS } from './attributes.ts';
import type { Attribute, ObjectSlug } from './attributes.ts';
import { notFound, refused } from './errors.ts';
import { attributeIdOf, objectIdOf, TOKEN_ACTOR, WORKSPACE_ID } from './identifiers.ts';
import { current, newId, uniqueKey } from './state.ts';
import type { AttioRecord, AttioState } from './state.ts';
import { plainOf, readValue } from './values.ts';
import type { DatedValue, Value } from './values.ts';

/** How new values of an attribute that takes several meet those that are there. */
export type Merging = 'overwrite' | 'prepend';

type Given = ReadonlyMap<Attribute, Value[]>;

export function objectNamed(reference: string): ObjectSlug {
	const slug = OBJECT_SLUGS.find((each) => each === reference || objectIdOf(each) === reference);
	if (slug === undefined) throw notFound(`Object with slug/ID "${reference}" was not found.`);
	return slug;
}

export function attributeNamed(object: ObjectSlug, reference: string): Attribute | undefined {
	return ATTRIBUTES[object].find(
		({ slug }) => slug === reference || attributeIdOf(object, slug) === reference,
	);
}

export function recordNamed(state: AttioState, object: ObjectSlug, id: string): AttioRecord {
	const record = state.records[object].get(id);
	if (record === undefined) throw notFound(`Record with ID "${id}" was not found.`);
	return record;
}

function showValue({ value, from, until = undefined }: DatedValue) {
	return {
		active_from: from,
		active_until: until ?? null,
		created_by_actor: TOKEN_ACTOR,
		...value,
	};
}

/** With every attribute; those without a value are empty lists. */
export function showRecord({ id, object, createdAt, values }: AttioRecord) {
	return {
		id: { workspace_id: WORKSPACE_ID, object_id: objectIdOf(object), record_id: id },
		created_at: createdAt,
		web_url: `https://app.attio.com/sandbox/${object}/record/${id}`,
		values: Object.fromEntries(
			ATTRIBUTES[object].map(({ slug }) => [slug, current(values[slug]).map(showValue)]),
		),
	};
}

/** Every value that the attribute had, newest first; only what holds now unless history is asked for. */
export function showValues(record: AttioRecord, slug: string, which: 'all' | 'current') {
	const all = record.values[slug] ?? [];
	return (which === 'all' ? all.toReversed() : current(all)).map(showValue);
}

/** Reads `data.values`: attributes that there are and may be written, with values that they take. */
export function readGiven(state: AttioState, object: ObjectSlug, body: unknown): Given {
	const data = isRecord(body) ? body.data : undefined;
	const source = isRecord(data) ? data.values : undefined;
	if (!isRecord(source)) throw refused(400, 'missing_value', 'Missing property "data.values".');
	const given = new Map<Attribute, Value[]>();
	for (const [name, raw] of Object.entries(source)) {
		const attribute = attributeNamed(object, name);
		if (attribute === undefined) {
			throw refused(400, 'value_not_found', `Cannot find attribute with slug/ID "${name}".`);
		}
		if (!attribute.writable) {
			throw refused(400, 'value_not_found', `Attribute "${name}" is not writable.`);
		}
		const list: unknown[] = raw === null ? [] : [raw].flat();
		if (!attribute.several && list.length > 1) {
			throw refused(400, 'value_not_found', `Attribute "${name}" takes one value only.`);
		}
		given.set(
			attribute,
			list.map((each) => readValue(attribute, each, state.workspace)),
		);
	}
	return given;
}

function requireUnique(state: AttioState, object: ObjectSlug, given: Given, own?: string): void {
	for (const [{ slug, unique }, values] of given) {
		if (!unique) continue;
		for (const text of values.map((value) => String(plainOf(value)))) {
			const found = state.records[object].find('unique', uniqueKey(slug, text));
			if (found.every(({ id }) => id === own)) continue;
			throw refused(
				400,
				'uniqueness_conflict',
				`The value "${text}" provided for attribute with slug "${slug}" conflicts with one already in the system.`,
			);
		}
	}
}

const same = (a: Value, b: Value) => JSON.stringify(a) === JSON.stringify(b);

/** Ends what is no longer so, begins what is new, and leaves what stays as it was. */
function merged(
	before: readonly DatedValue[],
	values: readonly Value[],
	merging: Merging,
	now: string,
): DatedValue[] {
	const held = current(before);
	const past = before.filter(({ until }) => until !== undefined);
	const stays = (value: Value) => held.find((each) => same(each.value, value));
	const next = values.map((value) => stays(value) ?? { value, from: now });
	const others = held.filter((each) => !next.includes(each));
	if (merging === 'prepend') return [...past, ...next, ...others];
	return [...past, ...others.map((each) => ({ ...each, until: now })), ...next];
}

function mergingOf(attribute: Attribute, merging: Merging): Merging {
	return attribute.several ? merging : 'overwrite';
}

/** Puts the other side of each relationship right. */
function relate(state: AttioState, object: ObjectSlug, record: AttioRecord, at: number): void {
	for (const [left, leftSlug, right, rightSlug] of INVERSES) {
		if (object === left) relateOne(state, record, leftSlug, right, rightSlug, at);
		if (object === right) relateOne(state, record, rightSlug, left, leftSlug, at);
	}
}

function relateOne(
	state: AttioState,
	record: AttioRecord,
	slug: string,
	target: ObjectSlug,
	targetSlug: string,
	at: number,
): void {
	const now = new Date(at).toISOString();
	const several = attributeNamed(target, targetSlug)?.several === true;
	const value: Value = {
		attribute_type: 'record-reference',
		target_object: record.object,
		target_record_id: record.id,
	};
	for (const each of current(record.values[slug])) {
		const other = state.records[target].get(String(each.value.target_record_id));
		if (other === undefined) continue;
		const before = other.values[targetSlug] ?? [];
		if (current(before).some((held) => same(held.value, value))) continue;
		const next = merged(before, [value], several ? 'prepend' : 'overwrite', now);
		state.records[target].put({ ...other, values: { ...other.values, [targetSlug]: next } }, at);
	}
}

export function createRecord(
	{ at }: AnyCall,
	state: AttioState,
	object: ObjectSlug,
	given: Given,
): AttioRecord {
	const missing = ATTRIBUTES[object].find(
		(attribute) => attribute.required && (given.get(attribute) ?? []).length === 0,
	);
	if (missing !== undefined) {
		throw refused(
			400,
			'missing_value',
			`Required value for attribute with slug "${missing.slug}" was not provided.`,
		);
	}
	requireUnique(state, object, given);
	const id = newId(state, object);
	const now = new Date(at).toISOString();
	const values: Record<string, DatedValue[]> = {
		record_id: [{ value: { attribute_type: 'text', value: id }, from: now }],
		created_at: [{ value: { attribute_type: 'timestamp', value: now }, from: now }],
	};
	for (const [{ slug }, list] of given) values[slug] = list.map((value) => ({ value, from: now }));
	const record = state.records[object].put({ id, object, createdAt: now, values }, at);
	relate(state, object, record, at);
	return record;
}

/** @param matched the attribute that an assert matched by: its values are added, never taken away */
export function updateRecord(
	{ at }: AnyCall,
	state: AttioState,
	before: AttioRecord,
	given: Given,
	merging: Merging,
	matched?: Attribute,
): AttioRecord {
	const { object } = before;
	requireUnique(state, object, given, before.id);
	const now = new Date(at).toISOString();
	const values = { ...before.values };
	for (const [attribute, list] of given) {
		const how = mergingOf(attribute, attribute === matched ? 'prepend' : merging);
		values[attribute.slug] = merged(values[attribute.slug] ?? [], list, how, now);
	}
	const record = state.records[object].put({ ...before, values }, at);
	relate(state, object, record, at);
	return record;
}

/** The records that have one of the given values of the matching attribute. */
export function matching(
	state: AttioState,
	object: ObjectSlug,
	attribute: Attribute,
	given: Given,
): AttioRecord[] {
	const texts = (given.get(attribute) ?? []).map((value) => textOf(plainOf(value)));
	const found = texts.flatMap((text) =>
		state.records[object].find('unique', uniqueKey(attribute.slug, text)),
	);
	return [...new Set(found)];
}
