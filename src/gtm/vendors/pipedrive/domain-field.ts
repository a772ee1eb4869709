import { unreadable } from '../../http/unreadable';
import type { VendorClient } from '../../http/vendor-client';
import { textOf } from '../../model/json';
import { TOKENS } from './profile';
import { listIn, nextCursor, read, refusal } from './request';

/** Names that a field for a company's domain has, the best first. */
const NAMES = ['domain', 'company domain', 'website'];

const found = new WeakMap<VendorClient, Promise<string | undefined>>();

/**
 * The key of the account's own organization field that holds the domain: a custom field named
 * “Domain”, “Company domain” or “Website”. Asked once for an execution.
 *
 * @throws VendorError if there is none: Pipedrive itself has no such field
 */
export async function domainField(client: VendorClient): Promise<string> {
	const key = await knownDomainField(client);
	if (key !== undefined) return key;
	const message =
		'Pipedrive has no field for the domain of a company. Add an organization field of type Text named "Domain" in Pipedrive, or set Record ID.';
	throw refusal(client, 'no_domain_field', message);
}

/** Undefined if there is none. A failure is not remembered. */
export async function knownDomainField(client: VendorClient): Promise<string | undefined> {
	const asked = found.get(client) ?? lookUp(client);
	found.set(client, asked);
	try {
		return await asked;
	} catch (error) {
		found.delete(client);
		throw error;
	}
}

async function lookUp(client: VendorClient): Promise<string | undefined> {
	const fields = await fieldsOf(client, 'organizationFields');
	const custom = fields.filter((field) => field.is_custom_field === true);
	const nameOf = (field: Record<string, unknown>) => textOf(field.field_name)?.toLowerCase() ?? '';
	const ranked = NAMES.flatMap((name) => custom.filter((field) => nameOf(field) === name));
	return textOf(ranked[0]?.field_code);
}

/** Every field of one kind of record. @throws VendorError */
export async function fieldsOf(
	client: VendorClient,
	name: 'personFields' | 'organizationFields' | 'dealFields',
): Promise<Array<Record<string, unknown>>> {
	const fields: Array<Record<string, unknown>> = [];
	let cursor: string | undefined;
	do {
		const query = { limit: 500, cursor };
		const response = await read(client, `/api/v2/${name}`, { query, tokens: TOKENS.list });
		fields.push(...listIn(response));
		const next = nextCursor(response);
		if (next !== undefined && next === cursor) throw unreadable(client, response);
		cursor = next;
	} while (cursor !== undefined);
	return fields;
}
