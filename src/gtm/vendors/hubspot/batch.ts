import type { BatchSteps, Saved } from '../../crm/upsert-many';
import type { VendorClient } from '../../http/vendor-client';
import { VendorError } from '../../http/vendor-error';
import { unreadable } from '../../http/unreadable';
import { type VendorResponse, pathOf } from '../../http/vendor-request';
import { idOf, recordOf, recordsOf, textOf, textsOf } from '../../model/json';
import type { HubspotObject } from './objects';
import { emailsOf } from './identity';
import { toProperties, toStored } from './properties';
import { API_VERSION } from './version';

type Answer = Record<string, unknown>;

interface Input {
	id?: string;
	objectWriteTraceId: string;
	properties: Record<string, string>;
}

/**
 * HubSpot's batches of contacts. Known ones are written by their ids and new ones created: its own
 * batch upsert by email takes all of a record's properties or none, as HubSpot says.
 *
 * @see https://developers.hubspot.com/docs/api-reference/crm-contacts-v3/guide#upsert-contacts
 */
export function hubspotBatch<Entity>(object: HubspotObject<Entity>): BatchSteps<Entity> {
	const { name } = object;
	return {
		size: 100,
		async findMany(client, emails, names) {
			const inputs = emails.map((id) => ({ id }));
			const properties = [...names, ...object.identities];
			const found = await readBatch(client, name, { idProperty: 'email', inputs, properties });
			const named = found.flatMap((answer) =>
				emailsOf(recordOf(answer.properties)).map((email) => ({ email, stored: toStored(answer) })),
			);
			return new Map(
				emails.map((email) => [
					email,
					named.filter((one) => one.email === email).map(({ stored }) => stored),
				]),
			);
		},
		async createMany(client, records) {
			const inputs = records.map(({ email, values }, place) => ({
				objectWriteTraceId: String(place),
				properties: { ...toProperties(values), email },
			}));
			return await writeBatch(client, name, 'create', inputs);
		},
		async updateMany(client, records) {
			const inputs = records.map(({ id, values }, place) => ({
				id,
				objectWriteTraceId: String(place),
				properties: toProperties(values),
			}));
			return await writeBatch(client, name, 'update', inputs);
		},
		async readMany(client, ids, names) {
			const inputs = ids.map((id) => ({ id }));
			const properties = [...object.properties, ...object.identities, ...names];
			const found = await readBatch(client, name, { inputs, properties });
			return new Map(
				found.map((answer) => [
					idOf(answer.id) ?? '',
					{ ...object.toRecord(answer), values: recordOf(answer.properties), associations: {} },
				]),
			);
		},
	};
}

async function readBatch(
	client: VendorClient,
	name: string,
	{ properties, ...asked }: { idProperty?: string; inputs: object[]; properties: string[] },
): Promise<Answer[]> {
	const response = await client.send({
		method: 'POST',
		path: pathOf`/crm/objects/${API_VERSION}/${name}/batch/read`,
		body: { ...asked, properties: [...new Set(properties)], propertiesWithHistory: [] },
		effect: 'read',
	});
	return resultsOf(client, response);
}

/**
 * Sent again it does nothing a second time: HubSpot refuses a second contact of one email, and a batch
 * that is refused for one record is refused for all, so each then goes by itself.
 */
async function writeBatch(
	client: VendorClient,
	name: string,
	verb: 'create' | 'update',
	inputs: readonly Input[],
): Promise<Saved[]> {
	try {
		const response = await client.send({
			method: 'POST',
			path: pathOf`/crm/objects/${API_VERSION}/${name}/batch/${verb}`,
			body: { inputs },
			effect: 'idempotent',
		});
		const results = resultsOf(client, response);
		const errors = recordsOf(recordOf(response.body).errors);
		const { requestId } = response;
		return inputs.map((input) => {
			const id = idOf(results.find((result) => isOf(input, result))?.id);
			if (id !== undefined) return { id };
			const failure = refusalOf(input, errors);
			return { failure, ...(requestId !== undefined && { requestId }) };
		});
	} catch (error) {
		if (!(error instanceof VendorError)) throw error;
		const { status } = error.refusal;
		if (status !== 'invalid' && status !== 'duplicate') throw error;
		return inputs.map(() => 'refused_together');
	}
}

function isOf({ id, properties }: Input, result: Answer): boolean {
	if (id !== undefined) return idOf(result.id) === id;
	return emailsOf(recordOf(result.properties)).includes(properties.email ?? '');
}

/** Every answer of a batch has them, even if they are none. */
function resultsOf(client: VendorClient, response: VendorResponse): Answer[] {
	const { results } = recordOf(response.body);
	if (!Array.isArray(results)) throw unreadable(client, response);
	return recordsOf(results);
}

/**
 * Errors of a batch name their record by its trace id or by the id that it was sent with, if they name
 * one at all. One that names another record says nothing of this one.
 */
function refusalOf({ id, objectWriteTraceId, properties }: Input, errors: Answer[]) {
	const named = errors.map((error) => ({ error, names: namesIn(error) }));
	const own = [objectWriteTraceId, id, properties.email].flatMap((name) => name ?? []);
	const found = named.find(({ names }) => own.some((name) => names.includes(name)));
	const { error = {} } = found ?? named.find(({ names }) => names.length === 0) ?? {};
	return {
		status: 'invalid',
		code: textOf(error.category) ?? 'left_out',
		message: textOf(error.message) ?? 'HubSpot skipped this record of the batch without a reason.',
	} as const;
}

function namesIn({ context }: Answer): string[] {
	const { objectWriteTraceId, ids } = recordOf(context);
	return [...textsOf(objectWriteTraceId), ...textsOf(ids)].map((name) => name.toLowerCase());
}
