import type { VendorClient } from '../../../../../src/gtm/http/vendor-client';
import { pathOf } from '../../../../../src/gtm/http/vendor-request';
import { recordOf } from '../../../../../src/gtm/model/json';

/** What people do in a CRM while nobody looks: contacts are made, renamed, deleted and merged. */
export interface CrmEdits {
	/** @returns the id */
	create(client: VendorClient, email: string): Promise<string>;
	rename(client: VendorClient, id: string, firstName: string): Promise<void>;
	remove?(client: VendorClient, id: string): Promise<void>;
	/** The second one goes. */
	merge?(client: VendorClient, id: string, other: string): Promise<void>;
}

const HUBSPOT = '/crm/objects/2026-09/contacts';

const hubspot: CrmEdits = {
	async create(client, email) {
		const { body } = await client.send({
			method: 'POST',
			path: HUBSPOT,
			body: { properties: { email } },
			effect: 'unsafe',
		});
		return String(recordOf(body).id);
	},
	async rename(client, id, firstname) {
		await client.send({
			method: 'PATCH',
			path: pathOf`/crm/objects/2026-09/contacts/${id}`,
			body: { properties: { firstname } },
			effect: 'idempotent',
		});
	},
	async remove(client, id) {
		await client.send({
			method: 'DELETE',
			path: pathOf`/crm/objects/2026-09/contacts/${id}`,
			effect: 'idempotent',
		});
	},
	async merge(client, primaryObjectId, objectIdToMerge) {
		await client.send({
			method: 'POST',
			path: `${HUBSPOT}/merge`,
			body: { primaryObjectId, objectIdToMerge },
			effect: 'unsafe',
		});
	},
};

const SALESFORCE = '/services/data/v64.0/sobjects/Contact';

const salesforce: CrmEdits = {
	async create(client, Email) {
		const body = { Email, LastName: Email.split('@')[0] };
		const made = await client.send({ method: 'POST', path: SALESFORCE, body, effect: 'unsafe' });
		return String(recordOf(made.body).id);
	},
	async rename(client, id, FirstName) {
		const path = `${SALESFORCE}/${id}`;
		await client.send({ method: 'PATCH', path, body: { FirstName }, effect: 'idempotent' });
	},
	async remove(client, id) {
		const path = `${SALESFORCE}/${id}`;
		await client.send({ method: 'DELETE', path, effect: 'idempotent' });
	},
	async merge(client, master, victim) {
		const path = '/services/apexrest/merge';
		await client.send({ method: 'POST', path, body: { master, victim }, effect: 'unsafe' });
	},
};

const PIPEDRIVE = '/api/v2/persons';

/** A contact that is deleted there is on no list, so nobody deletes. */
const pipedrive: CrmEdits = {
	async create(client, value) {
		const body = { name: 'Doe', emails: [{ value, primary: true, label: 'work' }] };
		const made = await client.send({ method: 'POST', path: PIPEDRIVE, body, effect: 'unsafe' });
		return String(recordOf(recordOf(made.body).data).id);
	},
	async rename(client, id, firstName) {
		const path = `${PIPEDRIVE}/${id}`;
		const body = { name: `${firstName} Doe` };
		await client.send({ method: 'PATCH', path, body, effect: 'idempotent' });
	},
};

const ATTIO = '/v2/objects/people/records';

/** It has no route that merges: people do it in the app. */
const attio: CrmEdits = {
	async create(client, email) {
		const body = { data: { values: { email_addresses: [email] } } };
		const made = await client.send({ method: 'POST', path: ATTIO, body, effect: 'unsafe' });
		return String(recordOf(recordOf(recordOf(made.body).data).id).record_id);
	},
	async rename(client, id, first_name) {
		const name = [{ first_name, last_name: 'Doe', full_name: `${first_name} Doe` }];
		const body = { data: { values: { name } } };
		await client.send({ method: 'PATCH', path: `${ATTIO}/${id}`, body, effect: 'idempotent' });
	},
	async remove(client, id) {
		await client.send({ method: 'DELETE', path: `${ATTIO}/${id}`, effect: 'idempotent' });
	},
};

/** By the vendor's id. */
export const CRM_EDITS: Readonly<Record<string, CrmEdits>> = {
	attio,
	hubspot,
	pipedrive,
	salesforce,
};
