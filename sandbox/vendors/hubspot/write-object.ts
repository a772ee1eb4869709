import { isRecord, textOf } from '../../frame/call.ts';
import type { AnyCall } from '../../frame/call.ts';
import { isTypeOf, targetOfType } from './association-store.ts';
import { conflict, invalid, invalidValues, notFound } from './errors.ts';
import type { ValueProblem } from './errors.ts';
import { clockProperties, emailDomain, TYPE_NAMES, UNIQUE_PROPERTIES } from './objects.ts';
import type { HistoryEntry, HubspotObject, ObjectType } from './objects.ts';
import { DEAL_STAGES } from '../../world/words.ts';
import { LIFECYCLES, PIPELINES } from './property-definitions.ts';
import type { Property } from './property-definitions.ts';
import type { HubspotState } from './state.ts';

type Values = Record<string, string | null>;

const EMAIL = /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]{2,}$/;

function problemOf(value: string, property: Property): Omit<ValueProblem, 'name'> | undefined {
	const { name, type, options, several, readOnlyValue } = property;
	if (readOnlyValue) {
		return {
			error: 'READ_ONLY_VALUE',
			message: `"${name}" is a read only property; its value cannot be set.`,
		};
	}
	if (value === '') return undefined;
	if (name === 'email' && !EMAIL.test(value)) {
		return { error: 'INVALID_EMAIL', message: `Email address ${value} is invalid` };
	}
	if (type === 'number' && !Number.isFinite(Number(value))) {
		return { error: 'INVALID_INTEGER', message: `${value} was not a valid number.` };
	}
	if ((type === 'date' || type === 'datetime') && toMoment(value) === undefined) {
		return { error: 'INVALID_DATE', message: `${value} was not a valid long.` };
	}
	const chosen = several ? value.split(';') : [value];
	const wrong = chosen.find((each) => options.length > 0 && !options.some((o) => o.value === each));
	if (type !== 'enumeration' || wrong === undefined) return undefined;
	const allowed = options.map((option) => option.value).join(', ');
	return {
		error: 'INVALID_OPTION',
		message: `${wrong} was not one of the allowed options: [${allowed}]`,
	};
}

/** An owner is named by id: an address is none. */
function ownerProblem({ owners }: HubspotState, name: string, value: string) {
	if (name !== 'hubspot_owner_id' || value === '') return undefined;
	if (owners.some(({ id }) => id === value)) return undefined;
	return { error: 'INVALID_OWNER_ID', message: `${value} is not a valid owner id` };
}

/** HubSpot takes ISO 8601 and milliseconds, and shows ISO 8601. */
function toMoment(value: string): string | undefined {
	const ms = /^-?\d+$/.test(value) ? Number(value) : Date.parse(value);
	return Number.isFinite(ms) && Math.abs(ms) < 8.64e15 ? new Date(ms).toISOString() : undefined;
}

function normal(value: string, { name, type }: Property): string | null {
	if (value === '') return null;
	if (name === 'email') return value.trim().toLowerCase();
	if (type === 'datetime') return toMoment(value) ?? value;
	return type === 'date' ? (toMoment(value)?.slice(0, 10) ?? value) : value;
}

/** Reads the `properties` of a body: known ones, with values that they take. */
function readValues(call: AnyCall, state: HubspotState, type: ObjectType, source: unknown): Values {
	if (!isRecord(source)) throw invalid(call, 'Invalid input JSON: "properties" must be an object');
	const problems: ValueProblem[] = [];
	const values: Values = {};
	for (const [name, raw] of Object.entries(source)) {
		const property = state.properties[type].find((each) => each.name === name);
		const value = raw === null ? '' : textOf(raw);
		if (property === undefined) {
			const message = `Property "${name}" does not exist`;
			problems.push({ name, error: 'PROPERTY_DOESNT_EXIST', message });
			continue;
		}
		const problem = problemOf(value, property) ?? ownerProblem(state, name, value);
		if (problem !== undefined) problems.push({ name, ...problem });
		values[name] = normal(value, property);
	}
	if (problems.length > 0) throw invalidValues(call, problems);
	return values;
}

/** What HubSpot derives from a deal's stage. */
function derived(type: ObjectType, values: Values): Values {
	if (type === 'contacts') return emailDomain(values.email);
	if (type !== 'deals' || values.dealstage == null) return {};
	const stage = DEAL_STAGES.find(({ id }) =>
		PIPELINES.some(({ stageId }) => stageId(id) === values.dealstage),
	);
	if (stage === undefined) return {};
	const closed = stage.id === 'won' || stage.id === 'lost';
	return {
		hs_is_closed: String(closed),
		hs_is_closed_won: String(stage.id === 'won'),
		hs_deal_stage_probability: String(stage.probability),
	};
}

/** HubSpot moves a lifecycle stage forward only, and says nothing when it leaves it. */
function withoutStepBack(before: HubspotObject, values: Values): Values {
	const place = (stage: string | null | undefined) => LIFECYCLES.indexOf(stage ?? '');
	const { lifecyclestage: wanted, ...others } = values;
	if (wanted == null || place(wanted) >= place(before.properties.lifecyclestage)) return values;
	return others;
}

/** A rule of the admin, which version 2026-09 holds writes of the API to. */
function requireByRule(call: AnyCall, type: ObjectType, values: Values): void {
	const lost = PIPELINES[1].stageId('lost');
	if (type !== 'deals' || values.dealstage !== lost || values.closed_lost_reason != null) return;
	const message = 'closed_lost_reason is required in this deal stage';
	throw invalid(call, 'Some conditionally required properties were not set.', {
		errors: [{ message, context: { properties: ['closed_lost_reason'] } }],
	});
}

const REQUIRED: Readonly<Partial<Record<ObjectType, readonly string[]>>> = {
	deals: ['dealname'],
	notes: ['hs_timestamp'],
	tasks: ['hs_timestamp'],
	calls: ['hs_timestamp'],
	emails: ['hs_timestamp', 'hs_email_direction'],
	meetings: ['hs_timestamp'],
};

function requireValues(call: AnyCall, type: ObjectType, values: Values): void {
	const missing = (REQUIRED[type] ?? []).filter((name) => values[name] == null);
	if (missing.length > 0) {
		throw invalid(
			call,
			`Error creating ${TYPE_NAMES[type].singular.toUpperCase()}. Some required properties were not set.`,
			{
				errors: missing.map((name) => ({
					message: `${name} is required`,
					context: { properties: [name] },
				})),
			},
		);
	}
	const names = { contacts: ['email', 'firstname', 'lastname'], companies: ['domain', 'name'] };
	const oneOf = type === 'contacts' || type === 'companies' ? names[type] : [];
	if (oneOf.length > 0 && !oneOf.some((name) => values[name] != null)) {
		throw invalid(call, `At least one of these properties must be set: ${oneOf.join(', ')}`);
	}
}

function requireUnique(
	call: AnyCall,
	state: HubspotState,
	type: ObjectType,
	values: Values,
	own?: string,
) {
	for (const name of UNIQUE_PROPERTIES[type] ?? []) {
		const value = values[name];
		if (value == null) continue;
		const [existing] = state.objects[type].find('unique', value).filter(({ id }) => id !== own);
		if (existing === undefined) continue;
		const { singular } = TYPE_NAMES[type];
		const label = singular.charAt(0).toUpperCase() + singular.slice(1);
		throw conflict(call, `${label} already exists. Existing ID: ${existing.id}`);
	}
}

function withHistory(before: HubspotObject, values: Values, timestamp: string) {
	const changed = Object.entries(values).filter(
		([name, value]) => before.properties[name] !== value,
	);
	const entries = changed.map(([name, value]) => {
		const entry: HistoryEntry = { value: value ?? '', timestamp, sourceType: 'INTEGRATION' };
		return [name, [entry, ...historyOf(before, name)]] as const;
	});
	return { ...before.history, ...Object.fromEntries(entries) };
}

/** Newest first. A value that never changed has been there since the record was made. */
export function historyOf(object: HubspotObject, name: string): readonly HistoryEntry[] {
	const kept = object.history[name];
	if (kept !== undefined) return kept;
	const value = object.properties[name];
	return value == null ? [] : [{ value, timestamp: object.createdAt, sourceType: 'IMPORT' }];
}

interface Link {
	to: ObjectType;
	id: string;
}

/** Reads the `associations` of a create; each must name a type of the pair and a record that exists. */
function readLinks(call: AnyCall, state: HubspotState, type: ObjectType, source: unknown): Link[] {
	if (source === undefined) return [];
	if (!Array.isArray(source)) throw invalid(call, '"associations" must be a list');
	return source.flatMap((each: unknown) => {
		const { to, types } = isRecord(each) ? each : {};
		const id = isRecord(to) ? String(to.id) : '';
		if (!Array.isArray(types) || types.length === 0)
			throw invalid(call, 'association types are required');
		return types.map((kind: unknown) => {
			const typeId = isRecord(kind) ? Number(kind.associationTypeId) : NaN;
			const target = targetOfType(type, typeId);
			if (target === undefined || !isTypeOf(type, target, typeId)) {
				throw invalid(call, `${typeId} is not a valid association type for ${type}`);
			}
			if (state.objects[target].get(id) === undefined) {
				throw invalid(call, `${TYPE_NAMES[target].singular.toUpperCase()} ${id} does not exist`);
			}
			return { to: target, id };
		});
	});
}

/** Makes a record. Nothing is written if anything of it is wrong. */
export function createObject(
	call: AnyCall,
	state: HubspotState,
	type: ObjectType,
	input: unknown,
): HubspotObject {
	const { properties: source, associations } = isRecord(input) ? input : {};
	const given = readValues(call, state, type, source ?? {});
	const defaults: Values = type === 'deals' ? { pipeline: 'default' } : {};
	const values = { ...defaults, ...given };
	requireValues(call, type, values);
	requireByRule(call, type, values);
	requireUnique(call, state, type, values);
	const links = readLinks(call, state, type, associations);
	const id = String(state.nextId);
	state.nextId += 1;
	const now = new Date(call.at).toISOString();
	const { created, modified } = clockProperties(type);
	const own = { hs_object_id: id, [created]: now, [modified]: now };
	const properties = { ...values, ...derived(type, values), ...own };
	const object = { id, properties, history: {}, createdAt: now, updatedAt: now, archived: false };
	state.objects[type].put(object, call.at);
	for (const { to, id: otherId } of links) state.associations.link(type, id, to, otherId);
	return object;
}

export function updateObject(
	call: AnyCall,
	state: HubspotState,
	type: ObjectType,
	before: HubspotObject,
	input: unknown,
): HubspotObject {
	const values = readValues(call, state, type, isRecord(input) ? input.properties : undefined);
	requireUnique(call, state, type, values, before.id);
	const now = new Date(call.at).toISOString();
	const kept = withoutStepBack(before, values);
	requireByRule(call, type, { ...before.properties, ...kept });
	const all = { ...kept, ...derived(type, kept) };
	const properties = { ...before.properties, ...all, [clockProperties(type).modified]: now };
	const history = withHistory(before, all, now);
	return state.objects[type].put({ ...before, properties, history, updatedAt: now }, call.at);
}

/** The record of an id, or of a unique property's value. */
export function findObject(
	call: AnyCall,
	state: HubspotState,
	type: ObjectType,
	id: string,
	idProperty?: string,
): HubspotObject | undefined {
	if (idProperty === undefined || idProperty === 'hs_object_id') return state.objects[type].get(id);
	if (!(UNIQUE_PROPERTIES[type] ?? []).includes(idProperty)) {
		throw invalid(call, `Property "${idProperty}" is not a unique property of ${type}`);
	}
	const key = idProperty === 'email' ? id.toLowerCase() : id;
	return state.objects[type].find('unique', key)[0];
}

export function mustFind(...where: Parameters<typeof findObject>): HubspotObject {
	const object = findObject(...where);
	if (object === undefined) throw notFound(where[0]);
	return object;
}
