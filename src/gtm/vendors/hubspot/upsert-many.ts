import type { UpsertDraft } from '../../crm/crm-vendor';
import { normalisedMatch } from '../../crm/match';
import { type UpsertSteps, differences, upsertRecord } from '../../crm/upsert';
import type { VendorClient } from '../../http/vendor-client';
import { unreadable } from '../../http/unreadable';
import { toOutcome } from '../../http/vendor-error';
import { type VendorResponse, pathOf } from '../../http/vendor-request';
import { idOf, recordOf, recordsOf, textOf, textsOf } from '../../model/json';
import { ontoHeld, toVendor } from '../../model/mapping';
import type { Outcome, Reason } from '../../model/outcome';
import type { HubspotObject } from './objects';
import { emailsOf } from './identity';
import { toProperties, toStored } from './properties';
import { API_VERSION } from './version';

const BATCH_MAX = 100;

/** A draft that one batch can take: recognised by email, without links and conditions. */
interface Simple<Entity> {
	index: number;
	email: string;
	draft: UpsertDraft<Entity>;
	properties: Record<string, unknown>;
	notes: string[];
}

/** What is to be written of a draft. */
interface Change<Entity> {
	simple: Simple<Entity>;
	changes: Record<string, unknown>;
	/** The contact's own address, if the draft names it by another one. */
	email: string;
}

/**
 * Contacts by email in HubSpot's own batches: read 100, write the ones that differ. Everything that a
 * batch cannot do (links, domains, two drafts of one contact) goes one by one, after it.
 */
export async function upsertMany<Entity extends object>(
	object: HubspotObject<Entity>,
	steps: UpsertSteps<Entity>,
	client: VendorClient,
	drafts: ReadonlyArray<UpsertDraft<Entity>>,
): Promise<Array<Outcome<Entity>>> {
	const outcomes = new Map<number, Outcome<Entity>>();
	const simple = object.name === 'contacts' ? simpleDrafts(object, drafts) : [];
	for (let start = 0; start < simple.length; start += BATCH_MAX) {
		const batch = simple.slice(start, start + BATCH_MAX);
		const written = await writeBatch(object, client, batch);
		for (const [index, outcome] of written) outcomes.set(index, outcome);
	}
	const all: Array<Outcome<Entity>> = [];
	for (const [index, draft] of drafts.entries()) {
		all.push(outcomes.get(index) ?? (await upsertRecord(steps, client, draft)));
	}
	return all;
}

function simpleDrafts<Entity extends object>(
	object: HubspotObject<Entity>,
	drafts: ReadonlyArray<UpsertDraft<Entity>>,
): Array<Simple<Entity>> {
	const seen = new Set<string>();
	return drafts.flatMap((draft, index) => {
		const asked = draft.match ?? object.defaultMatch(draft.values);
		const match = asked && normalisedMatch(asked);
		if (match === undefined || !('email' in match) || draft.associations || seen.has(match.email)) {
			return [];
		}
		seen.add(match.email);
		const { values: properties, notes } = toVendor(object.table, draft.values);
		return [{ index, email: match.email, draft, properties, notes }];
	});
}

async function writeBatch<Entity extends object>(
	object: HubspotObject<Entity>,
	client: VendorClient,
	batch: ReadonlyArray<Simple<Entity>>,
): Promise<Map<number, Outcome<Entity>>> {
	try {
		return await readAndWrite(object, client, batch);
	} catch (error) {
		const failure = toOutcome<Entity>(error);
		// HubSpot refuses a whole batch for one record: by itself each is told what is its own.
		if (failure.status === 'invalid') return new Map();
		return new Map(batch.map(({ index }) => [index, failure]));
	}
}

async function readAndWrite<Entity extends object>(
	object: HubspotObject<Entity>,
	client: VendorClient,
	batch: ReadonlyArray<Simple<Entity>>,
): Promise<Map<number, Outcome<Entity>>> {
	const { provider } = client;
	const read = await client.send({
		method: 'POST',
		path: pathOf`/crm/objects/${API_VERSION}/${object.name}/batch/read`,
		body: {
			idProperty: 'email',
			inputs: batch.map(({ email }) => ({ id: email })),
			properties: [
				...new Set([
					...object.properties,
					...object.identities,
					...batch.flatMap(({ properties }) => Object.keys(properties)),
				]),
			],
			propertiesWithHistory: [],
		},
		effect: 'read',
	});
	const answers = resultsOf(client, read);
	const stored = new Map(
		answers.flatMap((answer) =>
			emailsOf(recordOf(answer.properties)).map((email) => [email, answer] as const),
		),
	);
	const outcomes = new Map<number, Outcome<Entity>>();
	const changed: Array<Change<Entity>> = [];
	const taken = new Set<string>();
	for (const simple of batch) {
		const present = stored.get(simple.email);
		const id = idOf(present?.id) ?? `new ${simple.email}`;
		if (taken.has(id)) continue;
		taken.add(id);
		const kept = new Set(simple.draft.onlyIfEmpty ?? []);
		const changes = present
			? differences(
					toStored(present).values,
					ontoHeld(object.table, toStored(present).values, simple.properties),
					keptProperties(object, kept),
				)
			: simple.properties;
		if (present && Object.keys(changes).length === 0) {
			const { record } = object.toRecord(present);
			outcomes.set(simple.index, { status: 'unchanged', provider, record, ...noted(simple) });
		} else changed.push({ simple, changes, email: present ? emailOf(present) : simple.email });
	}
	if (changed.length === 0) return outcomes;
	// By email, so a batch that is sent twice writes the same records twice.
	const write = await client.send({
		method: 'POST',
		path: pathOf`/crm/objects/${API_VERSION}/${object.name}/batch/upsert`,
		body: {
			inputs: changed.map(({ simple, changes, email }) => ({
				id: email,
				idProperty: 'email',
				objectWriteTraceId: String(simple.index),
				properties: { ...toProperties(changes), email },
			})),
		},
		effect: 'idempotent',
	});
	const { requestId } = write;
	const body = recordOf(write.body);
	const written = new Map(resultsOf(client, write).map((answer) => [emailOf(answer), answer]));
	for (const { simple, email } of changed) {
		const answer = written.get(email);
		const named = { ...noted(simple), ...(requestId !== undefined && { requestId }) };
		if (answer) {
			const { record } = object.toRecord({
				...answer,
				properties: {
					...recordOf(stored.get(simple.email)?.properties),
					...recordOf(answer.properties),
				},
			});
			const status = answer.new === true ? 'created' : 'updated';
			outcomes.set(simple.index, { status, provider, record, ...named });
		} else {
			const reason = refusalOf(simple.index, email, recordsOf(body.errors));
			outcomes.set(simple.index, {
				status: 'invalid',
				provider,
				reason,
				retry: { advised: false },
				...named,
			});
		}
	}
	return outcomes;
}

/** Every answer of a batch has them, even if they are none. */
function resultsOf(client: VendorClient, response: VendorResponse): Array<Record<string, unknown>> {
	const { results } = recordOf(response.body);
	if (!Array.isArray(results)) throw unreadable(client, response);
	return recordsOf(results);
}

/**
 * Errors of a batch name their record by its trace id or by the id that it was sent with, if they name
 * one at all. One that names another record says nothing of this one.
 */
function refusalOf(index: number, email: string, errors: Array<Record<string, unknown>>): Reason {
	const named = errors.map((error) => ({ error, names: namesIn(error) }));
	const own = named.find(({ names }) => names.includes(String(index)) || names.includes(email));
	const { error = {} } = own ?? named.find(({ names }) => names.length === 0) ?? {};
	return {
		code: textOf(error.category) ?? 'left_out',
		message:
			textOf(error.message) ?? 'HubSpot left this record out of the batch and did not say why.',
	};
}

function namesIn({ context }: Record<string, unknown>): string[] {
	const { objectWriteTraceId, ids } = recordOf(context);
	return [...textsOf(objectWriteTraceId), ...textsOf(ids)].map((name) => name.toLowerCase());
}

function keptProperties<Entity>(
	{ table }: HubspotObject<Entity>,
	fields: ReadonlySet<string>,
): ReadonlySet<string> {
	return new Set(
		[...fields].map((field) => table.find((row) => row.field === field)?.vendor ?? field),
	);
}

function emailOf(answer: Record<string, unknown>): string {
	return (textOf(recordOf(answer.properties).email) ?? '').toLowerCase();
}

const noted = <Entity>({ notes }: Simple<Entity>) => (notes.length > 0 ? { notes } : {});
