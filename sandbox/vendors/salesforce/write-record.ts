import { isRecord, textOf } from '../../frame/call.ts';
import type { AnyCall } from '../../frame/call.ts';
import { DEAL_STAGES } from '../../world/words.ts';
import { duplicateProblem } from './duplicate-rule.ts';
import type { Problem } from './errors.ts';
import { PREFIXES, longId, salesforceId } from './identifiers.ts';
import type { ObjectName } from './identifiers.ts';
import { SCHEMAS, fieldOf } from './schema.ts';
import type { Field } from './schema.ts';
import type { SalesforceRow, SalesforceState, Values } from './state.ts';

/** A record that cannot be written, for a single request or as the result of one in a collection. */
export class Rejected extends Error {
	override name = 'Rejected';
	readonly problem: Problem;
	readonly status: number;

	constructor(problem: Problem, status = 400) {
		super(problem.code);
		this.problem = problem;
		this.status = status;
	}
}

/** The clock of an org's records counts in seconds. */
export function stampOf({ at }: Pick<AnyCall, 'at'>): string {
	return new Date(Math.floor(at / 1_000) * 1_000).toISOString();
}

const reject = (code: string, message: string, fields?: readonly string[]) =>
	new Rejected({ code, message, ...(fields && { fields }) });

/** Of the fields that people overrun. */
const LONGEST: Readonly<Record<string, number>> = { FirstName: 40, LastName: 80, Title: 128 };

const NUMBERS: readonly string[] = ['int', 'currency', 'percent'];

function valueOf(state: SalesforceState, field: Field, value: unknown): Values[string] {
	const { name, type } = field;
	if (value === null || value === '') return null;
	if (NUMBERS.includes(type)) {
		if (typeof value === 'number') return value;
		throw reject(
			'INVALID_TYPE_ON_FIELD_IN_RECORD',
			`${name}: value not of required type: ${textOf(value)}`,
			[name],
		);
	}
	if (type === 'boolean') {
		if (typeof value === 'boolean') return value;
		throw reject(
			'JSON_PARSER_ERROR',
			`Cannot deserialize instance of boolean from ${textOf(value)}`,
		);
	}
	if (typeof value !== 'string') {
		throw reject('JSON_PARSER_ERROR', `Cannot deserialize instance of ${type} for ${name}`);
	}
	const longest = LONGEST[name];
	if (longest !== undefined && value.length > longest) {
		throw reject(
			'STRING_TOO_LONG',
			`${field.label}: data value too large: ${value.slice(0, 20)} (max length=${longest})`,
			[name],
		);
	}
	if (type === 'reference') return referenceOf(state, name, value);
	if (type === 'date' && !/^\d{4}-\d{2}-\d{2}$/.test(value)) {
		throw reject(
			'JSON_PARSER_ERROR',
			`Cannot deserialize instance of date from VALUE_STRING value ${value}`,
		);
	}
	if (type === 'email' && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(value)) {
		throw reject('INVALID_EMAIL_ADDRESS', `${name}: invalid email address: ${value}`, [name]);
	}
	return type === 'datetime' ? new Date(value).toISOString() : value;
}

function referenceOf(state: SalesforceState, name: string, value: string): string {
	const id = longId(value);
	if (id === undefined)
		throw reject('MALFORMED_ID', `${name}: id value of incorrect type: ${value}`, [name]);
	const object = (Object.keys(PREFIXES) as ObjectName[]).find((each) =>
		id.startsWith(PREFIXES[each]),
	);
	if (object !== undefined && state.tables[object].get(id) !== undefined) return id;
	throw reject('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
}

function valuesIn(
	state: SalesforceState,
	object: ObjectName,
	body: unknown,
): Record<string, Values[string]> {
	if (!isRecord(body)) throw reject('JSON_PARSER_ERROR', 'The request body is no object');
	const values: Record<string, Values[string]> = {};
	for (const [name, value] of Object.entries(body)) {
		if (name === 'attributes' || name.toLowerCase() === 'id') continue;
		const field = fieldOf(object, name);
		if (field === undefined) {
			throw reject('INVALID_FIELD', `No such column '${name}' on sobject of type ${object}`);
		}
		if (field.readOnly) {
			throw reject(
				'INVALID_FIELD_FOR_INSERT_UPDATE',
				`Unable to create/update fields: ${field.name}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`,
				[field.name],
			);
		}
		values[field.name] = valueOf(state, field, value);
	}
	return values;
}

/** Fields that follow from others. */
function derived(state: SalesforceState, object: ObjectName, values: Values): Values {
	if (object === 'Contact') {
		const names = [values.FirstName, values.LastName].filter((name) => typeof name === 'string');
		return { Name: names.join(' '), HasOptedOutOfEmail: values.HasOptedOutOfEmail ?? false };
	}
	if (object === 'Opportunity') {
		const stage = DEAL_STAGES.find(({ label }) => label === values.StageName);
		return {
			IsClosed: stage?.id === 'won' || stage?.id === 'lost',
			IsWon: stage?.id === 'won',
			Probability: Math.round((stage?.probability ?? 0) * 100),
		};
	}
	if (object !== 'Task' && object !== 'Event') return {};
	const what = String(values.WhatId ?? '');
	if (what.startsWith(PREFIXES.Account)) return { AccountId: what };
	const above =
		what === ''
			? state.tables.Contact.get(String(values.WhoId ?? ''))
			: state.tables.Opportunity.get(what);
	return { AccountId: above?.values.AccountId ?? null };
}

function checkUnique(
	state: SalesforceState,
	object: ObjectName,
	values: Values,
	own?: string,
): void {
	for (const { name, unique } of SCHEMAS[object].fields) {
		const value = values[name];
		if (!unique || value === undefined || value === null) continue;
		const other = state.tables[object]
			.all()
			.find((row) => row.id !== own && row.values[name] === value);
		if (other === undefined) continue;
		throw reject(
			'DUPLICATE_VALUE',
			`duplicate value found: ${name} duplicates value on record with id: ${other.id.slice(0, 15)}`,
		);
	}
}

/** True if the caller does not want the duplicate rules to hold. */
const savesDuplicates = ({ headers }: AnyCall) =>
	/allowSave\s*=\s*true/i.test(headers['sforce-duplicate-rule-header'] ?? '');

/** Makes a record and gives its id. */
export function createRecord(
	call: AnyCall,
	state: SalesforceState,
	object: ObjectName,
	body: unknown,
): string {
	const given = valuesIn(state, object, body);
	const missing = SCHEMAS[object].fields
		.filter(({ name, required }) => required && (given[name] ?? null) === null)
		.map(({ name }) => name);
	if (missing.length > 0) {
		throw reject(
			'REQUIRED_FIELD_MISSING',
			`Required fields are missing: [${missing.join(', ')}]`,
			missing,
		);
	}
	checkUnique(state, object, given);
	const duplicate = savesDuplicates(call) ? undefined : duplicateProblem(state, object, given);
	if (duplicate !== undefined) throw new Rejected(duplicate);
	const now = stampOf(call);
	const id = salesforceId(object, state.nextNumber);
	state.nextNumber += 1;
	const values = {
		...(SCHEMAS[object].fields.some(({ name }) => name === 'OwnerId') && { OwnerId: state.userId }),
		...given,
		...derived(state, object, given),
		Id: id,
		IsDeleted: false,
		CreatedDate: now,
		CreatedById: state.userId,
		LastModifiedDate: now,
		SystemModstamp: now,
	};
	state.tables[object].put({ id, values }, call.at);
	if (object === 'Opportunity') keepStage(call, state, { id, values });
	return id;
}

/** Changes a record; the fields that have a history keep it. */
export function updateRecord(
	call: AnyCall,
	state: SalesforceState,
	object: ObjectName,
	id: string,
	body: unknown,
): void {
	const before = state.tables[object].get(longId(id) ?? '');
	if (before === undefined) {
		throw new Rejected(
			{ code: 'NOT_FOUND', message: 'The requested resource does not exist' },
			404,
		);
	}
	const given = valuesIn(state, object, body);
	checkUnique(state, object, given, before.id);
	const now = stampOf(call);
	const merged = { ...before.values, ...given };
	const stageChanges = object !== 'Opportunity' || 'StageName' in given;
	const values = {
		...merged,
		...(stageChanges && derived(state, object, merged)),
		LastModifiedDate: now,
		SystemModstamp: now,
	};
	const row = { id: before.id, values };
	state.tables[object].put(row, call.at);
	keepHistory(call, state, object, before, given);
	const snapshot = ['StageName', 'Amount', 'CloseDate', 'Probability'];
	if (object === 'Opportunity' && snapshot.some((name) => name in given))
		keepStage(call, state, row);
}

function keepStage(call: AnyCall, state: SalesforceState, { id, values }: SalesforceRow): void {
	const { StageName = null, Amount = null, CloseDate = null, Probability = null } = values;
	keep(call, state, 'OpportunityHistory', {
		OpportunityId: id,
		StageName,
		Amount,
		CloseDate,
		Probability,
	});
}

const HISTORIES = {
	Account: ['AccountHistory', 'AccountId'],
	Contact: ['ContactHistory', 'ContactId'],
	Opportunity: ['OpportunityFieldHistory', 'OpportunityId'],
} as const;

/** A lookup is named without its ending. */
function keepHistory(
	call: AnyCall,
	state: SalesforceState,
	object: ObjectName,
	before: SalesforceRow,
	given: Values,
): void {
	if (!(object in HISTORIES)) return;
	const [history, parent] = HISTORIES[object as keyof typeof HISTORIES];
	for (const [name, value] of Object.entries(given)) {
		const old = before.values[name] ?? null;
		if (old === value) continue;
		const Field = name.replace(/(?<=[a-z])Id$/, '');
		keep(call, state, history, { [parent]: before.id, Field, OldValue: old, NewValue: value });
	}
}

function keep(call: AnyCall, state: SalesforceState, object: ObjectName, values: Values): void {
	const id = salesforceId(object, state.nextNumber);
	state.nextNumber += 1;
	const CreatedDate = stampOf(call);
	const system = {
		Id: id,
		IsDeleted: false,
		CreatedDate,
		CreatedById: state.userId,
		LastModifiedDate: CreatedDate,
		SystemModstamp: CreatedDate,
	};
	state.tables[object].put({ id, values: { ...values, ...system } }, call.at);
}
