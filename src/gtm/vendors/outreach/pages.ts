import { collectPages } from '../../crm/pages';
import type { VendorClient } from '../../http/vendor-client';
import type { Query } from '../../http/http-port';
import type { Outcome } from '../../model/outcome';
import { type Resource, sendDocument } from './json-api';

const PAGE_MAX = 100;

/** Resources page by page; one that becomes no record does not count. */
export async function listDocuments<Entity>(
	client: VendorClient,
	limit: number,
	{ path, query }: { path: string; query: Query },
	toRecords: (resource: Resource) => Entity[],
): Promise<Outcome<Entity[]>> {
	const { outcome, records } = await collectPages(client.provider, limit, async (after) => {
		const { data, next } = await sendDocument(client, {
			method: 'GET',
			path,
			query: { ...query, 'page[size]': PAGE_MAX, 'page[after]': after },
			effect: 'read',
		});
		return { records: data.flatMap(toRecords), ...(next !== undefined && { next }) };
	});
	return { ...outcome, record: records };
}

/** Names by a part of them: a filter of Outreach wants the whole name. */
export function isNamed({ attributes }: Resource, text: string | undefined): boolean {
	const { name } = attributes;
	const wanted = text?.toLowerCase() ?? '';
	return typeof name === 'string' && name.toLowerCase().includes(wanted);
}
