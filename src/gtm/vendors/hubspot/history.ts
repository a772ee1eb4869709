import type { HistoryEntry, ReadOptions, RecordReference } from '../../crm/crm-vendor';
import { newestFirst } from '../../crm/newest-first';
import type { VendorClient } from '../../http/vendor-client';
import { toOutcome } from '../../http/vendor-error';
import { recordOf, recordsOf, textOf } from '../../model/json';
import { toVendorFields } from '../../model/mapping';
import type { Outcome } from '../../model/outcome';
import { locate, notFound } from './locate';
import { dayOf } from './days';
import type { HubspotObject } from './objects';

/** `propertiesWithHistory: { dealstage: [{ value, timestamp, sourceType, sourceId }] }`, newest first. */
export async function history<Entity>(
	object: HubspotObject<Entity>,
	client: VendorClient,
	reference: RecordReference,
	options: ReadOptions,
): Promise<Outcome<HistoryEntry[]>> {
	const { provider } = client;
	const names = options.fields
		? toVendorFields(object.table, options.fields)
		: HISTORY[object.kind];
	try {
		const query = { propertiesWithHistory: names.join(',') };
		const located = await locate(object, client, reference, [], query);
		if (located === undefined) return notFound(object, provider);
		const histories = recordOf(located.answer.propertiesWithHistory);
		const record = Object.entries(histories)
			.flatMap(([name, changes]) => toEntries(object, client, name, recordsOf(changes)))
			.toSorted(newestFirst);
		const { requestId } = located;
		return { status: 'found', provider, record, ...(requestId !== undefined && { requestId }) };
	} catch (error) {
		return toOutcome(error);
	}
}

/** What tells most about a record's life, read if nothing else is asked for. */
const HISTORY: Readonly<Record<'contact' | 'company' | 'deal', readonly string[]>> = {
	contact: ['lifecyclestage', 'hs_lead_status', 'hubspot_owner_id', 'email'],
	company: ['lifecyclestage', 'hubspot_owner_id', 'domain'],
	deal: ['dealstage', 'amount', 'closedate', 'hubspot_owner_id'],
};

function toEntries<Entity>(
	object: HubspotObject<Entity>,
	{ timeZone = 'UTC' }: VendorClient,
	name: string,
	changes: Array<Record<string, unknown>>,
): HistoryEntry[] {
	const field = canonicalName(object, name);
	const shown = (value: unknown) =>
		object.days?.includes(name) ? (dayOf(value, timeZone) ?? value) : value;
	return changes.map(({ value, timestamp, sourceType }, index) => {
		const from = shown(changes[index + 1]?.value);
		const by = textOf(sourceType);
		return {
			at: textOf(timestamp) ?? '',
			field,
			...(from !== undefined && { from }),
			to: shown(value),
			...(by !== undefined && { by }),
		};
	});
}

function canonicalName<Entity>({ table }: HubspotObject<Entity>, property: string): string {
	return table.find((row) => row.vendor === property)?.field ?? property;
}
