import type { Associations } from '../../crm/crm-vendor';
import type { VendorClient } from '../../http/vendor-client';
import { pathOf } from '../../http/vendor-request';
import type { SalesforceObject } from './objects';
import { runQuery } from './query';
import { toRecordId } from './record-id';
import { soqlText } from './soql';
import { API_VERSION } from './version';

/** Children of a record that are read back with it; those that were linked last come first. */
const CHILDREN_MAX = 200;

/**
 * Long ids, which can be compared with what is read back.
 *
 * @throws VendorError if one is no id
 */
export function toRecordIds({ contactIds, companyIds, dealIds }: Associations): Associations {
	return {
		...(contactIds && { contactIds: contactIds.map(toRecordId) }),
		...(companyIds && { companyIds: companyIds.map(toRecordId) }),
		...(dealIds && { dealIds: dealIds.map(toRecordId) }),
	};
}

/** The one account that a contact or an opportunity belongs to: a field of its own. */
export function parentValues<Entity>(
	{ name }: SalesforceObject<Entity>,
	{ companyIds = [] }: Associations,
): Record<string, string> {
	const [AccountId] = companyIds;
	return name === 'Account' || AccountId === undefined ? {} : { AccountId };
}

/**
 * Links a record that exists to others: contacts and opportunities to an account by their own
 * AccountId, contacts and opportunities to each other by a contact role.
 */
export async function link<Entity>(
	{ name }: SalesforceObject<Entity>,
	client: VendorClient,
	id: string,
	{ contactIds = [], dealIds = [] }: Associations,
): Promise<void> {
	switch (name) {
		case 'Account':
			for (const each of contactIds) await setAccount(client, 'Contact', each, id);
			for (const each of dealIds) await setAccount(client, 'Opportunity', each, id);
			break;
		case 'Contact':
			for (const each of dealIds) await addRole(client, each, id);
			break;
		case 'Opportunity':
			for (const each of contactIds) await addRole(client, id, each);
	}
}

/** @param id of the contact or opportunity that shall belong to the account */
async function setAccount(
	client: VendorClient,
	child: 'Contact' | 'Opportunity',
	id: string,
	AccountId: string,
): Promise<void> {
	await client.send({
		method: 'PATCH',
		path: pathOf`/services/data/${API_VERSION}/sobjects/${child}/${id}`,
		body: { AccountId },
		effect: 'idempotent',
	});
}

/** A contact can have several roles in one opportunity: one that is there is not made again. */
async function addRole(
	client: VendorClient,
	OpportunityId: string,
	ContactId: string,
): Promise<void> {
	const { records } = await runQuery(
		client,
		`SELECT Id FROM OpportunityContactRole WHERE OpportunityId = ${soqlText(OpportunityId)} AND ContactId = ${soqlText(ContactId)} LIMIT 1`,
	);
	if (records.length > 0) return;
	await client.send({
		method: 'POST',
		path: pathOf`/services/data/${API_VERSION}/sobjects/OpportunityContactRole`,
		body: { OpportunityId, ContactId },
		effect: 'unsafe',
	});
}

/**
 * For behind SELECT: the children that the links of a record are read from. Links that are fields come
 * with the record's own.
 */
export function childSelection({ links }: Pick<SalesforceObject<unknown>, 'links'>): string[] {
	return links.flatMap((source) =>
		'children' in source
			? [
					`(SELECT ${source.field} FROM ${source.children} ORDER BY SystemModstamp DESC LIMIT ${CHILDREN_MAX})`,
				]
			: [],
	);
}
