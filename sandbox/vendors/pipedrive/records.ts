import { isRecord, textOf } from '../../frame/call.ts';
import { FIELDS } from './fields.ts';
import type { Kind } from './fields.ts';
import { invalid, notFound } from './errors.ts';
import { newId, splitName, toSeconds } from './state.ts';
import type { Change, PipedriveRecord, PipedriveState } from './state.ts';

const NOUNS = { persons: 'Person', organizations: 'Organization', deals: 'Deal' } as const;

/** What can be written of each kind besides custom fields, with what it must be. */
const WRITABLE: Readonly<Record<Kind, Readonly<Record<string, 'number' | 'object' | 'string'>>>> = {
	persons: {
		name: 'string',
		owner_id: 'number',
		org_id: 'number',
		emails: 'object',
		phones: 'object',
		visible_to: 'number',
		label_ids: 'object',
		marketing_status: 'string',
	},
	organizations: {
		name: 'string',
		owner_id: 'number',
		address: 'object',
		visible_to: 'number',
		label_ids: 'object',
	},
	deals: {
		title: 'string',
		owner_id: 'number',
		person_id: 'number',
		org_id: 'number',
		pipeline_id: 'number',
		stage_id: 'number',
		value: 'number',
		currency: 'string',
		status: 'string',
		probability: 'number',
		lost_reason: 'string',
		expected_close_date: 'string',
		visible_to: 'number',
		label_ids: 'object',
	},
};

export function recordNamed(state: PipedriveState, kind: Kind, id: string): PipedriveRecord {
	const record = state.records[kind].get(id);
	if (record === undefined) throw notFound(NOUNS[kind]);
	return record;
}

export function showRecord({ values, custom }: PipedriveRecord) {
	return { ...values, custom_fields: custom };
}

interface Given {
	values: Record<string, unknown>;
	custom: Record<string, unknown>;
}

/** @throws Refused for what Pipedrive's schema does not take */
function readGiven(state: PipedriveState, kind: Kind, body: unknown): Given {
	if (!isRecord(body)) throw invalid('The body must be an object');
	const { custom_fields: custom = {}, ...values } = body;
	for (const [name, value] of Object.entries(values)) {
		const type = WRITABLE[kind][name];
		if (type === undefined) throw invalid(`Validation failed: ${name}: is not allowed`);
		if (value !== null && typeof value !== type) {
			throw invalid(`Validation failed: ${name}: must be a ${type}`);
		}
	}
	if (!isRecord(custom)) throw invalid('Validation failed: custom_fields: must be an object');
	for (const key of Object.keys(custom)) {
		if (!FIELDS[kind].some((field) => field.custom && field.code === key)) {
			throw invalid(`Validation failed: custom_fields.${key}: there is no such field`);
		}
	}
	requireThere(state, 'organizations', values.org_id);
	requireThere(state, 'persons', values.person_id);
	return { values: typeof values.name === 'string' ? named(kind, values) : values, custom };
}

function named(kind: Kind, values: Record<string, unknown>): Record<string, unknown> {
	return kind === 'persons' ? { ...values, ...splitName(textOf(values.name)) } : values;
}

function requireThere(state: PipedriveState, kind: Kind, id: unknown): void {
	if (typeof id === 'number' && state.records[kind].get(String(id)) === undefined) {
		throw invalid(`${NOUNS[kind]} with ID ${id} was not found`);
	}
}

export function createRecord(
	state: PipedriveState,
	kind: Kind,
	body: unknown,
	at: number,
): PipedriveRecord {
	const { values, custom } = readGiven(state, kind, body);
	const nameField = kind === 'deals' ? 'title' : 'name';
	if (typeof values[nameField] !== 'string' || values[nameField] === '') {
		throw invalid(`Validation failed: ${nameField}: is required`);
	}
	const id = newId(state);
	const now = toSeconds(new Date(at).toISOString());
	const deal = { status: 'open', stage_id: 1, pipeline_id: 1, value: 0, currency: 'EUR' };
	const record: PipedriveRecord = {
		id: String(id),
		values: {
			id,
			...(kind === 'deals' && deal),
			...values,
			add_time: now,
			update_time: now,
			is_deleted: false,
		},
		custom,
		changes: [],
	};
	return state.records[kind].put(record, at);
}

const FLOW_NAMES: Readonly<Record<string, string>> = { emails: 'email', phones: 'phone' };

export function changeRecord(
	state: PipedriveState,
	kind: Kind,
	{ id, body }: { id: string; body: unknown },
	at: number,
): PipedriveRecord {
	const before = recordNamed(state, kind, id);
	const given = readGiven(state, kind, body);
	const now = toSeconds(new Date(at).toISOString());
	const changes = (
		from: Readonly<Record<string, unknown>>,
		to: Record<string, unknown>,
	): Change[] =>
		Object.entries(to)
			.filter(([key, value]) => JSON.stringify(from[key]) !== JSON.stringify(value))
			.map(([key, value]) => ({
				at: now,
				key: FLOW_NAMES[key] ?? key,
				from: from[key] ?? null,
				to: value,
			}));
	const after: PipedriveRecord = {
		id,
		values: { ...before.values, ...given.values, update_time: now },
		custom: { ...before.custom, ...given.custom },
		changes: [
			...before.changes,
			...changes(before.values, given.values),
			...changes(before.custom, given.custom),
		],
	};
	return state.records[kind].put(after, at);
}

/** Marks it: Pipedrive removes it for good after 30 days. */
export function deleteRecord(state: PipedriveState, kind: Kind, id: string, at: number): void {
	const before = recordNamed(state, kind, id);
	const status = kind === 'deals' ? { status: 'deleted' } : {};
	const gone = { is_deleted: true, update_time: toSeconds(new Date(at).toISOString()), ...status };
	state.records[kind].put({ ...before, values: { ...before.values, ...gone } }, at);
}
