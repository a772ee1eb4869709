import { answer, isRecord, Refused, textOf } from '../../frame/call.ts';
import type { Answer, AnyCall } from '../../frame/call.ts';
import { routesOf } from '../../frame/emulator.ts';
import { archivedOf, archiveObject } from './archive.ts';
import { invalid } from './errors.ts';
import { capitals } from './object-routes.ts';
import type { HubspotObject, ObjectType } from './objects.ts';
import { UNIQUE_PROPERTIES } from './objects.ts';
import { typeIn } from './paths.ts';
import type { HubspotRoute } from './paths.ts';
import { showObject } from './read-object.ts';
import type { HubspotState } from './state.ts';
import { toRead, toWrite } from './scopes.ts';
import { createObject, findObject, mustFind, updateObject } from './write-object.ts';

const on = routesOf<HubspotState>();

const LARGEST_BATCH = 100;

type Input = Record<string, unknown>;

function inputsOf(call: AnyCall): Input[] {
	const inputs = isRecord(call.body) ? call.body.inputs : undefined;
	if (!Array.isArray(inputs) || inputs.length === 0)
		throw invalid(call, '"inputs" must not be empty');
	if (inputs.length > LARGEST_BATCH) {
		throw invalid(call, `The batch size of ${inputs.length} exceeds the limit of ${LARGEST_BATCH}`);
	}
	return inputs.map((input: unknown) => (isRecord(input) ? input : {}));
}

function texts(source: unknown): string[] | undefined {
	return Array.isArray(source) ? source.map(String) : undefined;
}

/**
 * 200 if all went well, 207 with what did not beside what did; a read is 200 in any case, as its
 * specification knows no 207.
 */
function batchAnswer(
	call: AnyCall,
	results: unknown[],
	errors: unknown[],
	{ good = 200, partly = 207 } = {},
): Answer {
	const moment = new Date(call.at).toISOString();
	return answer(errors.length === 0 ? good : partly, {
		status: 'COMPLETE',
		results,
		...(errors.length > 0 && { numErrors: errors.length, errors }),
		startedAt: moment,
		completedAt: moment,
	});
}

function readBatch(call: AnyCall, state: HubspotState, type: ObjectType): Answer {
	const body = isRecord(call.body) ? call.body : {};
	const idProperty = typeof body.idProperty === 'string' ? body.idProperty : undefined;
	const ids = [...new Set(inputsOf(call).map(({ id }) => String(id)))];
	const archived = call.query.get('archived') === 'true' ? archivedOf(state, type) : undefined;
	const found = ids.map(
		(id) =>
			archived?.find((object) => object.id === id) ??
			(archived ? undefined : findObject(call, state, type, id, idProperty)),
	);
	const missing = ids.filter((_, index) => found[index] === undefined);
	const reading = {
		properties: texts(body.properties),
		propertiesWithHistory: texts(body.propertiesWithHistory),
	};
	// Two addresses of one contact name the same record, which is shown once.
	const objects = new Set(found.filter((object) => object !== undefined));
	const errors =
		missing.length === 0
			? []
			: [
					{
						status: 'error',
						category: 'OBJECT_NOT_FOUND',
						message: `Could not get some ${capitals(type)} objects, they may be deleted or not exist. Check that ids are valid.`,
						context: { ids: missing },
					},
				];
	const results = [...objects].map((object) => showObject(state, type, object, reading));
	return batchAnswer(call, results, errors, { partly: 200 });
}

const shown = (state: HubspotState, type: ObjectType, object: HubspotObject) =>
	showObject(state, type, object, { properties: Object.keys(object.properties) });

/** Does each by itself; what is refused is reported with the id that it was for. */
function oneByOne(
	call: AnyCall,
	inputs: readonly Input[],
	work: (input: Input) => unknown,
): Answer {
	const results: unknown[] = [];
	const errors: unknown[] = [];
	for (const input of inputs) {
		try {
			results.push(work(input));
		} catch (error) {
			if (!(error instanceof Refused)) throw error;
			const { category, message } = error.answer.body as { category: string; message: string };
			errors.push({ status: 'error', category, message, context: { ids: [String(input.id)] } });
		}
	}
	return batchAnswer(call, results, errors);
}

function upsertBatch(call: AnyCall, state: HubspotState, type: ObjectType): Answer {
	const inputs = inputsOf(call);
	const keys = inputs.map(
		({ id, idProperty }) => `${String(idProperty)} ${String(id).toLowerCase()}`,
	);
	if (new Set(keys).size < keys.length) {
		throw invalid(
			call,
			'Duplicate IDs found in batch input: each record may be upserted once in a batch',
		);
	}
	const unusable = inputs.find(
		({ idProperty }) =>
			idProperty !== undefined && !(UNIQUE_PROPERTIES[type] ?? []).includes(textOf(idProperty)),
	);
	if (unusable !== undefined) {
		throw invalid(
			call,
			`Property "${String(unusable.idProperty)}" is not a unique property of ${type}`,
		);
	}
	return oneByOne(call, inputs, (input) => {
		const idProperty = input.idProperty === undefined ? undefined : textOf(input.idProperty);
		const before = findObject(call, state, type, String(input.id), idProperty);
		if (before !== undefined) {
			return { ...shown(state, type, updateObject(call, state, type, before, input)), new: false };
		}
		if (idProperty === undefined) throw invalid(call, `${String(input.id)} does not exist`);
		const given = isRecord(input.properties) ? input.properties : {};
		const properties = { [idProperty]: String(input.id), ...given };
		return { ...shown(state, type, createObject(call, state, type, { properties })), new: true };
	});
}

/** A batch of creates is all or nothing: the first that is refused refuses it. */
function createBatch(call: AnyCall, state: HubspotState, type: ObjectType): Answer {
	const made: HubspotObject[] = [];
	try {
		for (const input of inputsOf(call)) made.push(createObject(call, state, type, input));
	} catch (error) {
		for (const { id } of made) state.objects[type].remove(id, call.at);
		throw error;
	}
	return batchAnswer(
		call,
		made.map((object) => shown(state, type, object)),
		[],
		{ good: 201 },
	);
}

function routesAt<const Base extends string>(base: Base): HubspotRoute[] {
	return [
		on(
			'POST',
			`${base}/{type}/batch/read`,
			(call, { state }) => readBatch(call, state, typeIn(call, call.params.type)),
			toRead,
		),
		on(
			'POST',
			`${base}/{type}/batch/create`,
			(call, { state }) => createBatch(call, state, typeIn(call, call.params.type)),
			toWrite,
		),
		on(
			'POST',
			`${base}/{type}/batch/upsert`,
			(call, { state }) => upsertBatch(call, state, typeIn(call, call.params.type)),
			toWrite,
		),
		on(
			'POST',
			`${base}/{type}/batch/update`,
			(call, { state }) => {
				const type = typeIn(call, call.params.type);
				return oneByOne(call, inputsOf(call), (input) => {
					const idProperty = input.idProperty === undefined ? undefined : textOf(input.idProperty);
					const before = mustFind(call, state, type, String(input.id), idProperty);
					return shown(state, type, updateObject(call, state, type, before, input));
				});
			},
			toWrite,
		),
		on(
			'POST',
			`${base}/{type}/batch/archive`,
			(call, { state }) => {
				const type = typeIn(call, call.params.type);
				for (const { id } of inputsOf(call)) archiveObject(state, type, String(id), call.at);
				return answer(204);
			},
			toWrite,
		),
	];
}

export const batchRoutes: HubspotRoute[] = [
	...routesAt('/crm/objects/2026-09'),
	...routesAt('/crm/v3/objects'),
];
