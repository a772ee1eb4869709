import { collectPages } from '../../crm/pages';
import type { VendorClient } from '../../http/vendor-client';
import { VendorError } from '../../http/vendor-error';
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

/** A filter that lets more through than this is not taken for one. */
const PAGES_MAX = 20;

/** Every resource that a filter lets through. @throws VendorError also if there is no end of them */
export async function allOf(client: VendorClient, path: string, query: Query): Promise<Resource[]> {
	const resources: Resource[] = [];
	let cursor: string | undefined;
	for (let page = 0; page < PAGES_MAX; page += 1) {
		const asked = { ...query, 'page[after]': cursor };
		const read = { method: 'GET', path, query: asked, effect: 'read' } as const;
		const { data, next } = await sendDocument(client, read);
		resources.push(...data);
		if (next === undefined) return resources;
		cursor = next;
	}
	const message = `Outreach shows more than ${PAGES_MAX} pages where a few were expected.`;
	const refusal = { status: 'upstream_error', code: 'too_many_pages', message } as const;
	throw new VendorError(client.provider, refusal, { attempts: PAGES_MAX });
}

/** Names by a part of them: a filter of Outreach wants the whole name. */
export function isNamed({ attributes }: Resource, text: string | undefined): boolean {
	const { name } = attributes;
	const wanted = text?.toLowerCase() ?? '';
	return typeof name === 'string' && name.toLowerCase().includes(wanted);
}
