import type { HistoryEntry, ReadOptions } from '../../crm/crm-vendor';
import { newestFirst } from '../../crm/newest-first';
import { collectPages } from '../../crm/pages';
import type { VendorClient } from '../../http/vendor-client';
import { pathOf } from '../../http/vendor-request';
import { toInstant } from '../../model/instant';
import { idOf, recordOf, textOf } from '../../model/json';
import { toVendorFields } from '../../model/mapping';
import type { Outcome } from '../../model/outcome';
import type { PipedriveObject } from './objects';
import { TOKENS } from './profile';
import { listIn, nextStart, read } from './request';

const PAGE = 100;
const CHANGES_MAX = 5_000;

/** Where the flow has another word for a field than version 2 has. */
const KEYS: Readonly<Record<string, string>> = { emails: 'email', phones: 'phone' };

/**
 * Changes of fields from the record's flow, which only version 1 has.
 *
 * @see https://developers.pipedrive.com/docs/api/v1/Deals#getDealUpdates
 */
export async function history<Entity>(
	object: PipedriveObject<Entity>,
	client: VendorClient,
	id: string,
	{ fields }: ReadOptions,
): Promise<Outcome<HistoryEntry[]>> {
	const asked = fields === undefined || fields.length === 0 ? [] : keysOf(object, fields);
	const wanted = new Set(asked.length > 0 ? asked : object.history);
	const { outcome, records } = await collectPages(client.provider, CHANGES_MAX, async (start) => {
		const response = await read(client, pathOf`/v1/${object.name}/${id}/flow`, {
			// Without all_changes custom fields are left out.
			query: { start: Number(start ?? 0), limit: PAGE, all_changes: '1', items: 'change' },
			tokens: TOKENS.flow,
		});
		const next = nextStart(response);
		const entries = listIn(response).flatMap((item) => toEntry(object, item));
		return {
			records: entries.filter(({ key }) => wanted.has(key)).map(({ entry }) => entry),
			...(next !== undefined && { next }),
		};
	});
	const record = records.toSorted(newestFirst);
	// A record that never changed was found all the same.
	if (outcome.status === 'not_found') return { status: 'found', provider: client.provider, record };
	return { ...outcome, record };
}

function keysOf<Entity>({ table }: PipedriveObject<Entity>, fields: readonly string[]): string[] {
	const names = fields.map((field) => field.replace(/^custom\./, ''));
	return toVendorFields(table, names).map((path) => {
		const [name = path] = path.split('.');
		return KEYS[name] ?? name;
	});
}

/** `{ object: "dealChange", timestamp, data: { field_key, old_value, new_value, user_id } }` */
function toEntry<Entity>(
	{ table }: PipedriveObject<Entity>,
	item: Record<string, unknown>,
): Array<{ key: string; entry: HistoryEntry }> {
	const data = recordOf(item.data);
	const key = textOf(data.field_key);
	if (key === undefined || textOf(item.object)?.endsWith('Change') !== true) return [];
	const row = table.find(({ vendor }) => {
		const [name = vendor] = vendor.split('.');
		return (KEYS[name] ?? name) === key;
	});
	const by = idOf(data.user_id);
	const from = data.old_value;
	const at = textOf(data.log_time) ?? textOf(item.timestamp) ?? '';
	const entry = {
		at: toInstant(at)?.toISOString() ?? at,
		field: row?.field.split('.')[0] ?? key,
		...(from !== undefined && from !== null && from !== '' && { from }),
		to: data.new_value,
		...(by !== undefined && { by: `user ${by}` }),
	};
	return [{ key, entry }];
}
