import type { HistoryEntry, ReadOptions } from '../../crm/crm-vendor';
import { newestFirst } from '../../crm/newest-first';
import type { VendorClient } from '../../http/vendor-client';
import { pathOf } from '../../http/vendor-request';
import { isRecord, recordOf, textOf } from '../../model/json';
import type { Outcome } from '../../model/outcome';
import { toInstant } from '../../model/instant';
import type { AttioObject } from './objects';
import { attributeOf } from './query';
import { listIn, read } from './request';
import { plainOf } from './values';

/** The most values of one attribute that are read. */
const VALUES_MAX = 1_000;

/**
 * Past values of the named attributes, one request each. Some of Attio's attributes keep no history:
 * they are named in the notes.
 *
 * @see https://docs.attio.com/rest-api/endpoint-reference/records/list-record-attribute-values
 */
export async function history<Entity>(
	object: AttioObject<Entity>,
	client: VendorClient,
	id: string,
	{ fields }: ReadOptions,
): Promise<Outcome<HistoryEntry[]>> {
	const { provider } = client;
	const asked = fields === undefined || fields.length === 0 ? object.history : fields;
	const slugs = [...new Set(asked.map((field) => attributeOf(object, field).slug))];
	const entries: HistoryEntry[] = [];
	const notes: string[] = [];
	for (const slug of slugs) {
		const response = await read(
			client,
			pathOf`/v2/objects/${object.name}/records/${id}/attributes/${slug}/values`,
			{ query: { show_historic: true, limit: VALUES_MAX }, accept: [400] },
		);
		if (response.status === 400) {
			notes.push(`Attio has no history of ${slug}: ${messageIn(response.body)}`);
			continue;
		}
		const values = listIn(response);
		if (values.length === VALUES_MAX)
			notes.push(`Of ${slug} only ${VALUES_MAX} values could be read.`);
		entries.push(...toEntries(nameOf(object, slug), values));
	}
	const record = entries.toSorted(newestFirst);
	return { status: 'found', provider, record, ...(notes.length > 0 && { notes }) };
}

/** `from` is the value that ended when this one began; one that ends for nothing is a change too. */
function toEntries(field: string, values: Array<Record<string, unknown>>): HistoryEntry[] {
	const began = values.map((value): HistoryEntry => {
		const at = instantOf(value.active_from);
		const before = values.find((other) => other !== value && instantOf(other.active_until) === at);
		const by = actorOf(value.created_by_actor);
		return {
			at,
			field,
			...(before !== undefined && { from: plainOf(before) }),
			to: plainOf(value),
			...(by !== undefined && { by }),
		};
	});
	const starts = new Set(began.map(({ at }) => at));
	const ended = values.flatMap((value): HistoryEntry[] => {
		const at = instantOf(value.active_until);
		if (at === '' || starts.has(at)) return [];
		return [{ at, field, from: plainOf(value), to: null }];
	});
	return [...began, ...ended];
}

/** Attio writes nanoseconds. */
function instantOf(value: unknown): string {
	return typeof value === 'string' ? (toInstant(value)?.toISOString() ?? value) : '';
}

function actorOf(value: unknown): string | undefined {
	const { type, id } = recordOf(value);
	const kind = textOf(type);
	const name = textOf(id);
	return kind !== undefined && name !== undefined ? `${kind} ${name}` : kind;
}

/** A value of several parts, such as a name, is no one of their fields: it goes by its attribute. */
function nameOf<Entity>({ table }: AttioObject<Entity>, slug: string): string {
	const whole = table.find(({ vendor }) => vendor === slug || vendor === `${slug}.first`);
	const parts = table.filter(({ vendor }) => vendor.startsWith(`${slug}.`));
	const fields = new Set((whole ? [whole] : parts).map(({ field }) => field.split('.')[0]));
	const [field = slug] = fields;
	return fields.size === 1 ? field : slug;
}

function messageIn(body: unknown): string {
	return (isRecord(body) ? textOf(body.message) : undefined) ?? 'it gave no reason';
}
