import type { VendorClient } from '../../http/vendor-client';
import { toEmail } from '../../../base/identity/email';
import type { MappingTable } from '../../model/mapping';
import type { ChoiceSource } from './choices';
import type { Fitted } from './fit-words';

/**
 * The owner by the id that this account has for an email. An id stays as it is, unless an email stands
 * beside it: ids of one CRM mean nothing in another.
 */
export async function fitOwner(
	source: ChoiceSource,
	client: VendorClient,
	table: MappingTable,
	values: Readonly<Record<string, unknown>>,
): Promise<Fitted> {
	const { ownerId, ownerEmail, ...others } = values;
	const email = [ownerEmail, ownerId].flatMap((one) =>
		typeof one === 'string' ? (toEmail(one) ?? []) : [],
	)[0];
	const isWritten = table.some(({ field, access }) => field === 'ownerId' && access !== 'read');
	if (email === undefined || !isWritten) return { values, leftOut: [], notes: [] };
	const owners = await source.owners(client);
	const found =
		owners.find(({ email: own }) => own?.toLowerCase() === email) ??
		owners.find(({ id }) => id === ownerId);
	if (found) return { values: { ...others, ownerId: found.id }, leftOut: [], notes: [] };
	const leftOut = [`ownerEmail was left out: no user in ${client.provider} has this address`];
	return { values: others, leftOut, notes: [] };
}
