import type { HistoryEntry, ReadOptions, RecordReference } from '../../crm/crm-vendor';
import { newestFirst } from '../../crm/newest-first';
import type { VendorClient } from '../../http/vendor-client';
import { toOutcome } from '../../http/vendor-error';
import { idOf, recordOf, textOf } from '../../model/json';
import type { FieldMapping } from '../../model/mapping';
import type { Outcome } from '../../model/outcome';
import { vendorNames } from './fields';
import { findRecords } from './find';
import type { SalesforceObject } from './objects';
import { runQuery } from './query';
import { soqlText } from './soql';

type Answer = Record<string, unknown>;

/** Changes that are read at most; one page of Salesforce. */
const CHANGES_MAX = 2_000;

/** Where an org keeps the changes of fields whose tracking somebody has switched on. */
const TRACKED = {
	Contact: { object: 'ContactHistory', parent: 'ContactId' },
	Account: { object: 'AccountHistory', parent: 'AccountId' },
	Opportunity: { object: 'OpportunityFieldHistory', parent: 'OpportunityId' },
} as const;

/** What an org keeps of every opportunity, with nothing switched on: how it stood after each change. */
const SNAPSHOT_FIELDS = ['StageName', 'Amount', 'CloseDate', 'Probability'] as const;

/** Changes of the named fields, or of all; newest first. */
export async function history<Entity>(
	object: SalesforceObject<Entity>,
	client: VendorClient,
	reference: RecordReference,
	{ fields }: ReadOptions,
): Promise<Outcome<HistoryEntry[]>> {
	const { provider } = client;
	try {
		const [answer] = await findRecords(object, client, reference, ['Id']);
		const id = idOf(answer?.Id);
		if (id === undefined) {
			const reason = { code: 'no_match', message: `Salesforce has no such ${object.kind}.` };
			return { status: 'not_found', provider, reason, retry: { advised: false } };
		}
		const tracked = await trackedChanges(object, client, id);
		const stages = object.name === 'Opportunity' ? await stageChanges(object, client, id) : [];
		const wanted =
			fields &&
			new Set(fields.flatMap((field) => [field, ...rowsOf(object, field).map((row) => row.field)]));
		const record = [...stages, ...tracked]
			.filter(({ field }) => !wanted || wanted.has(field))
			.toSorted(newestFirst);
		const empty =
			'The org has no tracked changes of this record. Turn on field history tracking in Setup, for each object and field.';
		return { status: 'found', provider, record, ...(record.length === 0 && { notes: [empty] }) };
	} catch (error) {
		return toOutcome(error);
	}
}

async function trackedChanges<Entity>(
	object: SalesforceObject<Entity>,
	client: VendorClient,
	id: string,
): Promise<HistoryEntry[]> {
	const { object: name, parent } = TRACKED[object.name];
	const { records } = await runQuery(
		client,
		`SELECT Field, OldValue, NewValue, CreatedDate, CreatedBy.Name FROM ${name} WHERE ${parent} = ${soqlText(id)} ORDER BY CreatedDate DESC LIMIT ${CHANGES_MAX}`,
	);
	const snapshots: readonly string[] = object.name === 'Opportunity' ? SNAPSHOT_FIELDS : [];
	return records.flatMap(({ Field, OldValue, NewValue, ...change }) => {
		const field = textOf(Field);
		// The snapshots tell these changes already, and the creation is no change of a field.
		if (field === undefined || field === 'created' || snapshots.includes(field)) return [];
		return [entryOf(object, change, field, OldValue, NewValue)];
	});
}

async function stageChanges<Entity>(
	object: SalesforceObject<Entity>,
	client: VendorClient,
	id: string,
): Promise<HistoryEntry[]> {
	const { records } = await runQuery(
		client,
		`SELECT ${SNAPSHOT_FIELDS.join(', ')}, CreatedDate, CreatedBy.Name FROM OpportunityHistory WHERE OpportunityId = ${soqlText(id)} ORDER BY CreatedDate DESC LIMIT ${CHANGES_MAX}`,
	);
	return records.flatMap((snapshot, place) => {
		const before = records[place + 1] ?? {};
		return SNAPSHOT_FIELDS.filter(
			(field) => (before[field] ?? null) !== (snapshot[field] ?? null),
		).map((field) => entryOf(object, snapshot, field, before[field], snapshot[field]));
	});
}

function entryOf<Entity>(
	object: SalesforceObject<Entity>,
	{ CreatedDate, CreatedBy }: Answer,
	field: string,
	from: unknown,
	to: unknown,
): HistoryEntry {
	const by = textOf(recordOf(CreatedBy).Name);
	const row = rowsOf(object, field)[0];
	const read = (value: unknown) => {
		const coerced = row?.as.read(value) ?? { value };
		return 'misfit' in coerced ? value : coerced.value;
	};
	return {
		at: isoOf(CreatedDate),
		field: row?.field ?? field,
		...(from !== undefined && from !== null && { from: read(from) }),
		to: to === null || to === undefined ? null : read(to),
		...(by !== undefined && { by }),
	};
}

/** Salesforce writes `2026-11-25T09:30:00.000+0000`. */
function isoOf(value: unknown): string {
	const text = textOf(value) ?? '';
	const at = new Date(text.replace(/\+0000$/, 'Z'));
	return Number.isNaN(at.getTime()) ? text : at.toISOString();
}

/** Histories name a lookup without its ending: `Account` for AccountId, `Owner` for OwnerId. */
function rowsOf<Entity>(object: SalesforceObject<Entity>, field: string): FieldMapping[] {
	const names = new Set([field, `${field}Id`, ...vendorNames(object, field)]);
	return object.table.filter(({ vendor }) => names.has(vendor));
}
