import type { VendorClient } from '../http/vendor-client';
import { toOutcome } from '../http/vendor-error';
import { type Mapped, type MappingTable, ontoHeld, toVendor } from '../model/mapping';
import type { Outcome, OutcomeStatus } from '../model/outcome';
import type { Path } from '../model/path';
import type { Associations, RecordReference, UpsertDraft } from './crm-vendor';
import { createdIn } from './created';
import { differences } from './differences';
import { hasLinks, lackingLinks, missingLinks } from './links';
import { normalisedMatch } from './match';
import { serialised } from './serialised';

export { differences } from './differences';
export { missingLinks } from './links';

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
	/**
	 * All that match, with the named values. The vendor's names; two are enough to know of a doubt.
	 * `wanted` is for vendors that keep several values where one is wanted: they show that one.
	 */
	find(
		client: VendorClient,
		match: RecordReference,
		names: readonly string[],
		wanted: Readonly<Record<string, unknown>>,
	): Promise<StoredRecord[]>;
	/**
	 * Resolves with the id, or with what the vendor's own upsert did instead of creating. Associations
	 * go into the same request where the vendor can.
	 */
	create(
		client: VendorClient,
		values: Record<string, unknown>,
		associations: Associations,
	): Promise<string | { id: string; status: 'created' | 'updated' }>;
	/** Of a value that is an object, only the members that differ are given: the others must stay. */
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
	const asked = draft.match ?? steps.defaultMatch(draft.values);
	if (asked === undefined && !steps.createsUnmatched) return withoutMatch(steps, client);
	const match = asked && normalisedMatch(asked);
	if (asked !== undefined && match === undefined) return unusableMatch(steps, client, asked);
	try {
		if (match === undefined) return await createRecord(steps, client, draft);
		const key = `${steps.kind} ${JSON.stringify(match)}`;
		const run = async () => await upsertMatched(steps, client, draft, { match, key });
		return await serialised(client, key, run);
	} catch (error) {
		return toOutcome(error);
	}
}

async function createRecord<Entity extends object>(
	steps: UpsertSteps<Entity>,
	client: VendorClient,
	{ values, associations = {} }: Pick<UpsertDraft<Entity>, 'values' | 'associations'>,
	key?: string,
): Promise<Outcome<Entity>> {
	const wanted = toVendor(steps.table, values);
	const made = await steps.create(client, wanted.values, associations);
	const { id, status } = typeof made === 'string' ? { id: made, status: 'created' as const } : made;
	if (key !== undefined) createdIn(client).set(key, id);
	return await finish(steps, client, { id, associations, status, notes: wanted.notes });
}

async function upsertMatched<Entity extends object>(
	steps: UpsertSteps<Entity>,
	client: VendorClient,
	draft: UpsertDraft<Entity>,
	{ match, key }: { match: RecordReference; key: string },
): Promise<Outcome<Entity>> {
	const wanted = toVendor(steps.table, draft.values);
	const names = Object.keys(wanted.values);
	const find = async (reference: RecordReference) =>
		await steps.find(client, reference, names, wanted.values);
	const found = await find(match);
	const made = createdIn(client).get(key);
	const stored = found.length === 0 && made !== undefined ? await find({ id: made }) : found;
	const [first, second] = stored;
	if (second !== undefined) return inDoubt(steps, client, stored);
	if (first === undefined) {
		if ('id' in match) return missing(steps, client, match.id);
		return await createRecord(steps, client, recognisable(draft, match), key);
	}
	return await changeRecord(steps, client, { draft, wanted, stored: first });
}

/** What it is recognised by is part of it, or the next upsert would make it once more. */
function recognisable<Entity extends object>(
	draft: UpsertDraft<Entity>,
	match: RecordReference,
): UpsertDraft<Entity> {
	const given = Object.entries(draft.values).filter(([, value]) => value !== undefined);
	return { ...draft, values: { ...match, ...(Object.fromEntries(given) as Entity) } };
}

interface Change<Entity> {
	draft: UpsertDraft<Entity>;
	wanted: Mapped;
	stored: StoredRecord;
}

async function changeRecord<Entity extends object>(
	steps: UpsertSteps<Entity>,
	client: VendorClient,
	{ draft, wanted, stored }: Change<Entity>,
): Promise<Outcome<Entity>> {
	const { id } = stored;
	const { associations = {}, onlyIfEmpty = [] } = draft;
	// Before anything is written: a failure here leaves the record as it was.
	const lacking = hasLinks(associations)
		? lackingLinks(associations, (await steps.readBack(client, id)).associations)
		: {};
	const kept = vendorPaths(steps.table, onlyIfEmpty);
	const asked = ontoHeld(steps.table, stored.values, wanted.values);
	const changes = differences(stored.values, asked, kept);
	const changed = Object.keys(changes).length > 0;
	if (changed) await steps.update(client, id, changes);
	const status = changed || hasLinks(lacking) ? 'updated' : 'unchanged';
	const written: Written = { id, associations, status, notes: wanted.notes };
	if (hasLinks(lacking)) {
		try {
			await steps.associate(client, id, lacking);
		} catch (error) {
			if (!changed) throw error;
			return { ...unlinked(steps, error, written), ...noted(written) };
		}
	}
	return await finish(steps, client, written);
}

interface Written {
	id: string;
	associations: Associations;
	status: Extract<OutcomeStatus, 'created' | 'updated' | 'unchanged'>;
	notes: string[];
}

const noted = ({ notes }: Written) => (notes.length > 0 ? { notes } : {});

/** The write is done: a read that fails now must not make it look undone. */
async function finish<Entity>(
	steps: UpsertSteps<Entity>,
	client: VendorClient,
	written: Written,
): Promise<Outcome<Entity>> {
	const { provider } = client;
	const { id, associations, status } = written;
	let read: Awaited<ReturnType<typeof steps.readBack>>;
	try {
		read = await steps.readBack(client, id);
	} catch (error) {
		return { ...unread(steps, error, written), ...noted(written) };
	}
	const { record, requestId } = read;
	const base = {
		provider,
		record,
		...noted(written),
		...(requestId !== undefined && { requestId }),
	};
	const lost = missingLinks(associations, read.associations);
	if (lost.length === 0) return { ...base, status };
	const done = status === 'unchanged' ? 'left as it was' : status;
	const message = `The ${steps.kind} was ${done}, but is not linked to ${lost.join(', ')}. Check that these records exist.`;
	return {
		...base,
		status: 'partial',
		reason: { code: 'association_missing', message },
		retry: { advised: true },
	};
}

function unread<Entity>(
	{ kind }: UpsertSteps<Entity>,
	error: unknown,
	{ id, status }: Written,
): Outcome<Entity> {
	const failure = toOutcome<Entity>(error);
	const message = `The ${kind} ${id} was ${status}, but could not be read back: ${failure.reason?.message ?? ''}`;
	return partly(failure, id, { code: 'not_read_back', message });
}

function unlinked<Entity>(
	{ kind }: UpsertSteps<Entity>,
	error: unknown,
	{ id }: Written,
): Outcome<Entity> {
	const failure = toOutcome<Entity>(error);
	const message = `The values of the ${kind} ${id} were updated, but it could not be linked: ${failure.reason?.message ?? ''}`;
	return partly(failure, id, { code: 'association_missing', message });
}

/** Of the record only the id is known. Not to be repeated: what was written would be written again. */
function partly<Entity>(
	failure: Outcome<Entity>,
	id: string,
	reason: { code: string; message: string },
): Outcome<Entity> {
	const record = { id } as Entity;
	return { ...failure, status: 'partial', record, reason, retry: { advised: false } };
}

function vendorPaths(table: MappingTable, fields: readonly string[]): ReadonlySet<Path> {
	const paths = fields.flatMap((field) => {
		const rows = table.filter(
			(row) => row.access !== 'read' && (row.field === field || row.field.startsWith(`${field}.`)),
		);
		return rows.length > 0 ? rows.map((row) => row.vendor) : [field.replace(/^custom\./, '')];
	});
	return new Set(paths);
}

function refused<Entity>(
	{ provider }: VendorClient,
	status: 'invalid' | 'not_found' | 'duplicate',
	code: string,
	message: string,
): Outcome<Entity> {
	return { status, provider, reason: { code, message }, retry: { advised: false } };
}

function withoutMatch<Entity>(
	{ kind }: UpsertSteps<Entity>,
	client: VendorClient,
): Outcome<Entity> {
	const key = { contact: 'an email', company: 'a domain' }[kind] ?? 'an id';
	const message = `The ${kind} has nothing to be recognised by: give ${key}, or an id.`;
	return refused(client, 'invalid', 'no_identity', message);
}

function unusableMatch<Entity>(
	{ kind }: UpsertSteps<Entity>,
	client: VendorClient,
	match: RecordReference,
): Outcome<Entity> {
	const [key = 'id'] = Object.keys(match);
	const message = `The ${kind} cannot be recognised: its ${key} is no ${key === 'email' ? 'email address' : key}. Nothing was written.`;
	return refused(client, 'invalid', `invalid_${key}`, message);
}

function missing<Entity>(
	{ kind }: UpsertSteps<Entity>,
	client: VendorClient,
	id: string,
): Outcome<Entity> {
	return refused(client, 'not_found', 'no_such_id', `There is no ${kind} with the id ${id}.`);
}

function inDoubt<Entity>(
	{ kind }: UpsertSteps<Entity>,
	client: VendorClient,
	stored: readonly StoredRecord[],
): Outcome<Entity> {
	const ids = stored.map(({ id }) => id).join(', ');
	const message = `Several records match (${ids}), so nothing was written. Merge them, or name the ${kind} by its id.`;
	return refused(client, 'duplicate', 'ambiguous_match', message);
}
