import { Refused, answer, isRecord, textOf } from '../../frame/call.ts';
import type { Answer, AnyCall } from '../../frame/call.ts';
import { routesOf } from '../../frame/emulator.ts';
import { notFound, refused } from './errors.ts';
import type { ObjectName } from './identifiers.ts';
import { API_PATH } from './paths.ts';
import { objectOf } from './schema.ts';
import type { SalesforceState } from './state.ts';
import { deleteRecord, mergeRecords } from './delete-record.ts';
import { Rejected, createRecord, updateRecord } from './write-record.ts';

const on = routesOf<SalesforceState>();

const COLLECTION_MAX = 200;

function mustObject(name: string): ObjectName {
	const object = objectOf(name);
	if (object === undefined) throw notFound();
	return object;
}

/** Runs a write of one record; what is wrong with it becomes the refusal of the request. */
function single(write: () => Answer): Answer {
	try {
		return write();
	} catch (error) {
		if (!(error instanceof Rejected)) throw error;
		throw refused(error.status, error.problem);
	}
}

/** A collection's request is answered with 200, whatever became of its records. */
function collection(
	call: AnyCall,
	save: (record: Record<string, unknown>, object: ObjectName) => string,
): Answer {
	const { records, allOrNone } = isRecord(call.body) ? call.body : {};
	if (!Array.isArray(records) || allOrNone === true) {
		throw refused(400, {
			code: 'INVALID_INPUT',
			message: 'records and allOrNone=false are what the sandbox takes',
		});
	}
	if (records.length > COLLECTION_MAX) {
		throw refused(400, {
			code: 'EXCEEDED_MAX_SIZE_REQUEST',
			message: 'record limit reached. cannot submit more than 200 records into this call',
		});
	}
	return answer(
		200,
		(records as unknown[]).map((record) => result(record, save)),
	);
}

function result(
	record: unknown,
	save: (record: Record<string, unknown>, object: ObjectName) => string,
): object {
	const given = isRecord(record) ? record : {};
	const type = isRecord(given.attributes) ? textOf(given.attributes.type) : '';
	try {
		return { id: save(given, mustObject(type)), success: true, errors: [] };
	} catch (error) {
		if (error instanceof Refused || !(error instanceof Rejected)) throw error;
		const { code, message, fields = [], duplicateResult } = error.problem;
		return {
			success: false,
			errors: [{ statusCode: code, message, fields, ...(duplicateResult && { duplicateResult }) }],
		};
	}
}

export const recordRoutes = [
	on('POST', `${API_PATH}/sobjects/{object}`, (call, { state }) =>
		single(() => {
			const id = createRecord(call, state, mustObject(call.params.object), call.body);
			return answer(201, { id, success: true, errors: [] });
		}),
	),
	on('PATCH', `${API_PATH}/sobjects/{object}/{id}`, (call, { state }) =>
		single(() => {
			updateRecord(call, state, mustObject(call.params.object), call.params.id, call.body);
			return answer(204);
		}),
	),
	on('DELETE', `${API_PATH}/sobjects/{object}/{id}`, (call, { state }) =>
		single(() => {
			deleteRecord(call, state, mustObject(call.params.object), call.params.id);
			return answer(204);
		}),
	),
	// Salesforce merges by SOAP and Apex only: this is an Apex endpoint that the org made for itself.
	on('POST', '/services/apexrest/merge', (call, { state }) =>
		single(() => {
			const { master, victim } = isRecord(call.body) ? call.body : {};
			mergeRecords(call, state, textOf(master), textOf(victim));
			return answer(204);
		}),
	),
	on('POST', `${API_PATH}/composite/sobjects`, (call, { state }) =>
		collection(call, (record, object) => createRecord(call, state, object, record)),
	),
	on('PATCH', `${API_PATH}/composite/sobjects`, (call, { state }) =>
		collection(call, (record, object) => {
			const id = textOf(record.id);
			updateRecord(call, state, object, id, record);
			return id;
		}),
	),
];
