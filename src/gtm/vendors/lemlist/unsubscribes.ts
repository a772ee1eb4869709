import { unlessAbsent } from '../../http/absent';
import { unreadable } from '../../http/unreadable';
import type { VendorClient } from '../../http/vendor-client';
import { pathOf } from '../../http/vendor-request';
import { recordOf, recordsOf, textOf } from '../../model/json';
import { pagedList } from '../../sequencer/paged-list';

const PAGE_MAX = 100;

/**
 * The first of these addresses and domains that is on lemlist's list of unsubscribed ones. For many
 * people the list is read as a whole where it is a short one.
 */
export async function firstUnsubscribed(
	client: VendorClient,
	values: readonly string[],
): Promise<string | undefined> {
	const list = pagedList(client, 'unsubscribed', async (cursor) => await readPage(client, cursor));
	await list.foresee(values.length);
	if (list.isComplete) return values.find((value) => list.get(value).length > 0);
	for (const value of values) if (await isUnsubscribed(client, value)) return value;
	return undefined;
}

/** All of them, in small letters, a domain without what lemlist may write before it. */
export async function readUnsubscribed(client: VendorClient): Promise<ReadonlySet<string>> {
	const values = new Set<string>();
	let cursor: string | undefined;
	do {
		const page = await readPage(client, cursor);
		for (const [value] of page.entries) values.add(value.replace(/^@/, ''));
		cursor = page.next;
	} while (cursor !== undefined);
	return values;
}

async function readPage(client: VendorClient, cursor = '0') {
	const offset = Number(cursor);
	const response = await client.send({
		method: 'GET',
		path: '/api/v2/unsubscribes/variables',
		query: { offset, limit: PAGE_MAX },
		effect: 'read',
	});
	if (!Array.isArray(response.body)) throw unreadable(client, response);
	const values = recordsOf(response.body).flatMap(({ value }) => textOf(value) ?? []);
	return {
		entries: values.map((value) => [value.toLowerCase(), true] as const),
		...(response.body.length === PAGE_MAX && { next: String(offset + PAGE_MAX) }),
	};
}

async function isUnsubscribed(client: VendorClient, value: string): Promise<boolean> {
	const path = pathOf`/api/v2/unsubscribes/variables/${value}`;
	const response = await unlessAbsent(client.send({ method: 'GET', path, effect: 'read' }));
	if (response === undefined) return false;
	if (textOf(recordOf(response.body)._id) === undefined) throw unreadable(client, response);
	return true;
}
