import { unreadable } from '../../http/unreadable';
import type { VendorClient } from '../../http/vendor-client';
import { domainOfEmail } from '../../../base/identity/email';
import { idOf, recordOf, recordsOf, textOf } from '../../model/json';
import { pagedList } from '../../sequencer/paged-list';
import { isOfClient } from './campaigns';

const PAGE_MAX = 100;

/** A domain with more entries than these pages hold is a mail host, which nobody blocks as a whole. */
const PAGES_MAX = 10;

/** An entry: of one client of the account, or of all. */
interface Blocked {
	owner?: string;
}

/**
 * Whether Smartlead's block list holds the address or its domain. Asked for before an enrollment,
 * because Smartlead's own pages contradict each other on what the flags of the upload mean. For many
 * people the list is read as a whole where it is a short one.
 */
export async function isBlocked(
	client: VendorClient,
	{ email, sequenceId }: { email: string; sequenceId: string },
): Promise<boolean> {
	const values = [email, domainOfEmail(email)];
	const list = pagedList(client, 'block list', async (cursor) => await readPage(client, cursor));
	await list.foresee(values.length);
	for (const wanted of values) {
		const entries = list.isComplete ? list.get(wanted) : await entriesOf(client, wanted);
		if (entries.some(({ owner }) => owner === undefined)) return true;
		const owners = entries.flatMap(({ owner }) => owner ?? []);
		if (await isOfClient(client, sequenceId, owners)) return true;
	}
	return false;
}

/** The filter is a vague one, so the entries themselves are looked for among what it finds. */
async function entriesOf(client: VendorClient, wanted: string): Promise<Blocked[]> {
	const found: Blocked[] = [];
	let cursor: string | undefined;
	for (let page = 0; page < PAGES_MAX; page += 1) {
		const { entries, next } = await readPage(client, cursor, wanted);
		found.push(...entries.flatMap(([value, entry]) => (value === wanted ? [entry] : [])));
		if (next === undefined) break;
		cursor = next;
	}
	return found;
}

/** Addresses and domains that are blocked for all clients of the account. */
export async function readBlocked(client: VendorClient): Promise<ReadonlySet<string>> {
	const values = new Set<string>();
	let cursor: string | undefined;
	do {
		const page = await readPage(client, cursor);
		for (const [value, { owner }] of page.entries) if (owner === undefined) values.add(value);
		cursor = page.next;
	} while (cursor !== undefined);
	return values;
}

async function readPage(client: VendorClient, cursor = '0', wanted?: string) {
	const offset = Number(cursor);
	const response = await client.send({
		method: 'GET',
		path: '/api/v1/leads/get-domain-block-list',
		query: { filter_email_or_domain: wanted, limit: PAGE_MAX, offset },
		effect: 'read',
	});
	const { body } = response;
	const rows = Array.isArray(body) ? body : recordOf(body).data;
	if (!Array.isArray(rows)) throw unreadable(client, response);
	const entries = recordsOf(rows).flatMap((row): Array<readonly [string, Blocked]> => {
		const value = textOf(row.email_or_domain)?.toLowerCase();
		const owner = idOf(row.client_id);
		return value === undefined ? [] : [[value, owner === undefined ? {} : { owner }]];
	});
	return { entries, ...(rows.length === PAGE_MAX && { next: String(offset + PAGE_MAX) }) };
}
