import { unreadable } from '../../http/unreadable';
import type { VendorClient } from '../../http/vendor-client';
import { idOf, recordOf, recordsOf, textOf } from '../../model/json';
import { isOfClient } from './campaigns';

const PAGE_MAX = 100;

/** A domain with more entries than these pages hold is a mail host, which nobody blocks as a whole. */
const PAGES_MAX = 10;

/**
 * Whether Smartlead's block list holds the address or its domain. Asked for before an enrollment,
 * because Smartlead's own pages contradict each other on what the flags of the upload mean.
 */
export async function isBlocked(
	client: VendorClient,
	{ email, sequenceId }: { email: string; sequenceId: string },
): Promise<boolean> {
	const domain = email.slice(email.lastIndexOf('@') + 1);
	for (const wanted of [email, domain]) {
		const entry = await entryOf(client, wanted);
		if (entry === undefined) continue;
		const owner = idOf(entry.client_id);
		if (owner === undefined || (await isOfClient(client, sequenceId, [owner]))) return true;
	}
	return false;
}

/** The filter is a vague one, so the entry itself is looked for among what it finds. */
async function entryOf(
	client: VendorClient,
	wanted: string,
): Promise<Record<string, unknown> | undefined> {
	for (let page = 0; page < PAGES_MAX; page += 1) {
		const response = await client.send({
			method: 'GET',
			path: '/api/v1/leads/get-domain-block-list',
			query: { filter_email_or_domain: wanted, limit: PAGE_MAX, offset: page * PAGE_MAX },
			effect: 'read',
		});
		const { body } = response;
		const entries = Array.isArray(body) ? body : recordOf(body).data;
		if (!Array.isArray(entries)) throw unreadable(client, response);
		const found = recordsOf(entries).find(
			({ email_or_domain: entry }) => textOf(entry)?.toLowerCase() === wanted,
		);
		if (found !== undefined || entries.length < PAGE_MAX) return found;
	}
	return undefined;
}
