import type { Associations, RecordReference } from '../../crm/crm-vendor';
import type { VendorClient } from '../../http/vendor-client';
import { unreadable } from '../../http/unreadable';
import { VendorError } from '../../http/vendor-error';
import { pathOf } from '../../http/vendor-request';
import { toDomain } from '../../../base/identity/domain';
import { idOf, recordOf } from '../../model/json';
import { findRecords } from './find';
import { link, parentValues } from './links';
import type { SalesforceObject } from './objects';
import { toFields } from './values';
import { API_VERSION } from './version';

/**
 * The org's duplicate rules hold: a record that one of them finds is refused with the id of the record
 * that is there, also by a rule that would let a person save it after a warning.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/headers_duplicaterules.htm
 */
export const DUPLICATE_RULES = { 'Sforce-Duplicate-Rule-Header': 'allowSave=false' } as const;

/** Resolves with the id. The account goes into the record itself; other links are made after it. */
export async function createRecord<Entity>(
	object: SalesforceObject<Entity>,
	client: VendorClient,
	values: Record<string, unknown>,
	associations: Associations,
): Promise<string> {
	const fields = { ...toFields(values), ...parentValues(object, associations) };
	const id = await createOnce(object, client, fields);
	try {
		await link(object, client, id, associations);
	} catch (error) {
		// The record is there. Which links it lacks shows when it is read back, right after this.
		if (!(error instanceof VendorError)) throw error;
	}
	return id;
}

/**
 * A create is not sent twice. If nobody knows whether it arrived, the record is looked for again: a
 * moment ago there was none, and a query in Salesforce sees what was written at once.
 */
async function createOnce<Entity>(
	object: SalesforceObject<Entity>,
	client: VendorClient,
	fields: Record<string, unknown>,
): Promise<string> {
	try {
		const response = await client.send({
			method: 'POST',
			path: pathOf`/services/data/${API_VERSION}/sobjects/${object.name}`,
			headers: DUPLICATE_RULES,
			body: fields,
			effect: 'unsafe',
		});
		const id = idOf(recordOf(response.body).id);
		if (id === undefined) throw unreadable(client, response);
		return id;
	} catch (error) {
		const reference =
			error instanceof VendorError && error.refusal.doubtful
				? identityOf(object, fields)
				: undefined;
		if (reference === undefined) throw error;
		const [made] = await findRecords(object, client, reference, ['Id']);
		if (made === undefined) throw error;
		return idOf(made.Id) ?? '';
	}
}

function identityOf<Entity>(
	{ name }: SalesforceObject<Entity>,
	{ Email, Website }: Record<string, unknown>,
): RecordReference | undefined {
	if (name === 'Contact' && typeof Email === 'string') return { email: Email };
	const domain = typeof Website === 'string' ? toDomain(Website) : undefined;
	return name === 'Account' && domain !== undefined ? { domain } : undefined;
}

/** @param changes under Salesforce's names */
export async function updateRecord<Entity>(
	{ name }: SalesforceObject<Entity>,
	client: VendorClient,
	id: string,
	changes: Record<string, unknown>,
): Promise<void> {
	await client.send({
		method: 'PATCH',
		path: pathOf`/services/data/${API_VERSION}/sobjects/${name}/${id}`,
		headers: DUPLICATE_RULES,
		body: toFields(changes),
		effect: 'idempotent',
	});
}
