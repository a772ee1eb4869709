import type { VendorClient } from '../http/vendor-client';
import { toOutcome } from '../http/vendor-error';
import { type MappingTable, toVendor } from '../model/mapping';
import type { Outcome, OutcomeStatus } from '../model/outcome';
import type { Associations, RecordReference, UpsertDraft } from './crm-vendor';
import { serialised } from './serialised';

/** A record as the vendor holds it: only the values that were asked for. */
export interface StoredRecord {
	id: string;
	/** Under the vendor's names, as `toVendor` writes them. */
	values: Readonly<Record<string, unknown>>;
}

/** What a vendor does for an upsert. Each throws VendorError. */
export interface UpsertSteps<Entity> {
	/** The kind of record, in words: `contact`. */
	kind: string;
	table: MappingTable;
	/** What makes it the same record if the draft does not say. */
	defaultMatch(this: void, values: Entity): RecordReference | undefined;
	/** A draft that nothing recognises is a new record, as deals are; an error if left out. */
	createsUnmatched?: true;
	/** All that match, with the named values. The vendor's names; two are enough to know of a doubt. */
	find(
		client: VendorClient,
		match: RecordReference,
		names: readonly string[],
	): Promise<StoredRecord[]>;
	/** Resolves with the id. Associations go into the same request where the vendor can. */
	create(
		client: VendorClient,
		values: Record<string, unknown>,
		associations: Associations,
	): Promise<string>;
	update(client: VendorClient, id: string, changes: Record<string, unknown>): Promise<void>;
	/** Links that are there already are no failure. */
	associate(client: VendorClient, id: string, associations: Associations): Promise<void>;
	/** The record as it is now, and to which records it is linked. */
	readBack(
		client: VendorClient,
		id: string,
	): Promise<{ record: Entity; associations: Associations; requestId?: string }>;
}

/**
 * Creates a record or changes what differs, for vendors with or without an upsert of their own: look,
 * compare, write, link, read back. Writes nothing if nothing differs, and nothing if several records
 * match. Resolves with created, updated, unchanged, duplicate (in doubt), partial (links missing) or
 * why it failed.
 */
export async function upsertRecord<Entity extends object>(
	steps: UpsertSteps<Entity>,
	client: VendorClient,
	draft: UpsertDraft<Entity>,
): Promise<Outcome<Entity>> {
	const match = draft.match ?? steps.defaultMatch(draft.values);
	if (match === undefined && !steps.createsUnmatched) return withoutMatch(steps, client);
	try {
		if (match === undefined) return await createUnmatched(steps, client, draft);
		const run = async () => await upsertMatched(steps, client, draft, match);
		return await serialised(client, `${steps.kind} ${JSON.stringify(match)}`, run);
	} catch (error) {
		return toOutcome(error);
	}
}

async function createUnmatched<Entity extends object>(
	steps: UpsertSteps<Entity>,
	client: VendorClient,
	{ values, associations = {} }: UpsertDraft<Entity>,
): Promise<Outcome<Entity>> {
	const wanted = toVendor(steps.table, values);
	const id = await steps.create(client, wanted.values, associations);
	return await finish(steps, client, { id, associations, status: 'created', notes: wanted.notes });
}

async function upsertMatched<Entity extends object>(
	steps: UpsertSteps<Entity>,
	client: VendorClient,
	draft: UpsertDraft<Entity>,
	match: RecordReference,
): Promise<Outcome<Entity>> {
	const wanted = toVendor(steps.table, draft.values);
	const stored = await steps.find(client, match, Object.keys(wanted.values));
	const [first, second] = stored;
	if (second !== undefined) return inDoubt(steps, client, stored);
	const associations = draft.associations ?? {};
	if (first === undefined) {
		if ('id' in match) return missing(steps, client, match.id);
		const id = await steps.create(client, wanted.values, associations);
		return await finish(steps, client, {
			id,
			associations,
			status: 'created',
			notes: wanted.notes,
		});
	}
	const kept = vendorNames(steps.table, draft.onlyIfEmpty ?? []);
	const changes = differences(first.values, wanted.values, kept);
	const changed = Object.keys(changes).length > 0;
	if (changed) await steps.update(client, first.id, changes);
	if (hasAny(associations)) await steps.associate(client, first.id, associations);
	const status = changed ? 'updated' : 'unchanged';
	return await finish(steps, client, { id: first.id, associations, status, notes: wanted.notes });
}

interface Written {
	id: string;
	associations: Associations;
	status: Extract<OutcomeStatus, 'created' | 'updated' | 'unchanged'>;
	notes: string[];
}

/** The write is done: a read that fails now must not make it look undone. */
async function finish<Entity>(
	steps: UpsertSteps<Entity>,
	client: VendorClient,
	{ id, associations, status, notes }: Written,
): Promise<Outcome<Entity>> {
	const { provider } = client;
	const noted = notes.length > 0 ? { notes } : {};
	let read: Awaited<ReturnType<typeof steps.readBack>>;
	try {
		read = await steps.readBack(client, id);
	} catch (error) {
		const failure = toOutcome<Entity>(error);
		const message = `The ${steps.kind} ${id} was ${status}, but could not be read back: ${failure.reason?.message ?? ''}`;
		return { ...failure, ...noted, status: 'partial', reason: { code: 'not_read_back', message } };
	}
	const { record, requestId } = read;
	const base = { provider, record, ...noted, ...(requestId !== undefined && { requestId }) };
	const lost = missingLinks(associations, read.associations);
	if (lost.length === 0) return { ...base, status };
	const message = `The ${steps.kind} was ${status}, but is not linked to ${lost.join(', ')}. Check that these records exist.`;
	return {
		...base,
		status: 'partial',
		reason: { code: 'association_missing', message },
		retry: { advised: true },
	};
}

/** What is to be written, without what is stored already or must be kept. */
export function differences(
	stored: Readonly<Record<string, unknown>>,
	wanted: Readonly<Record<string, unknown>>,
	keepFilled: ReadonlySet<string>,
): Record<string, unknown> {
	const changes = Object.entries(wanted).filter(([name, value]) => {
		const present = stored[name];
		const filled = present !== undefined && present !== null && present !== '';
		return !sameValue(present, value) && !(filled && keepFilled.has(name));
	});
	return Object.fromEntries(changes);
}

/** Vendors give numbers and truth values as text, and lists in any order. */
function sameValue(stored: unknown, wanted: unknown): boolean {
	return canonicalText(stored) === canonicalText(wanted);
}

function canonicalText(value: unknown): string {
	if (value === undefined || value === null) return '';
	if (Array.isArray(value)) return JSON.stringify(value.map(canonicalText).sort());
	if (typeof value === 'object') {
		const members = Object.entries(value).map(([name, member]) => [name, canonicalText(member)]);
		return JSON.stringify(members.sort(([a = ''], [b = '']) => (a < b ? -1 : 1)));
	}
	return typeof value === 'string' ? value : JSON.stringify(value);
}

function vendorNames(table: MappingTable, fields: readonly string[]): ReadonlySet<string> {
	const names = fields.flatMap((field) => {
		const rows = table.filter((row) => row.field === field);
		return rows.length > 0 ? rows.map((row) => row.vendor.split('.')[0] ?? row.vendor) : [field];
	});
	return new Set(names);
}

function hasAny({ contactIds = [], companyIds = [], dealIds = [] }: Associations): boolean {
	return contactIds.length + companyIds.length + dealIds.length > 0;
}

/** In words, for those that were asked for and are not there. */
export function missingLinks(asked: Associations, present: Associations): string[] {
	const of = (kind: string, wanted: readonly string[] = [], there: readonly string[] = []) =>
		wanted.filter((id) => !there.includes(id)).map((id) => `${kind} ${id}`);
	return [
		...of('contact', asked.contactIds, present.contactIds),
		...of('company', asked.companyIds, present.companyIds),
		...of('deal', asked.dealIds, present.dealIds),
	];
}

function withoutMatch<Entity>(
	{ kind }: UpsertSteps<Entity>,
	{ provider }: VendorClient,
): Outcome<Entity> {
	const key = { contact: 'an email', company: 'a domain' }[kind] ?? 'an id';
	const message = `The ${kind} has nothing to be recognised by: give ${key}, or an id.`;
	return {
		status: 'invalid',
		provider,
		reason: { code: 'no_identity', message },
		retry: { advised: false },
	};
}

function missing<Entity>(
	{ kind }: UpsertSteps<Entity>,
	{ provider }: VendorClient,
	id: string,
): Outcome<Entity> {
	const message = `There is no ${kind} with the id ${id}.`;
	return {
		status: 'not_found',
		provider,
		reason: { code: 'no_such_id', message },
		retry: { advised: false },
	};
}

function inDoubt<Entity>(
	{ kind }: UpsertSteps<Entity>,
	{ provider }: VendorClient,
	stored: readonly StoredRecord[],
): Outcome<Entity> {
	const ids = stored.map(({ id }) => id).join(', ');
	const message = `Several records match (${ids}), so nothing was written. Merge them, or name the ${kind} by its id.`;
	return {
		status: 'duplicate',
		provider,
		reason: { code: 'ambiguous_match', message },
		retry: { advised: false },
	};
}
