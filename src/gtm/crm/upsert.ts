import type { VendorClient } from '../http/vendor-client';
import { operation } from '../http/vendor-error';
import {
	type MappingTable,
	type Written as Wanted,
	ontoHeld,
	toCanonical,
	toVendor,
} from '../model/mapping';
import type { Outcome } from '../model/outcome';
import type { Path } from '../model/path';
import type { Associations, RecordReference, UpsertDraft } from './crm-vendor';
import { createdIn } from './created';
import { differences } from './differences';
import { hasLinks, lackingLinks } from './links';
import { normalisedMatch } from './match';
import { serialised } from './serialised';
import {
	inDoubt,
	noSuchId,
	partly,
	refusedWithout,
	unusableMatch,
	unwritableValue,
	withoutMatch,
} from './upsert-outcomes';
import type { StoredRecord, UpsertSteps } from './upsert-steps';
import { identityNames, unwritable, wantedOf } from './wanted';
import { type Written, concluded, unread } from './written';

/**
 * Creates a record or changes what differs, for vendors with or without an upsert of their own: look,
 * compare, write, link, read back. Writes nothing if nothing differs, and nothing if several records
 * match. Resolves with created, updated, unchanged, duplicate (in doubt), partial (something of it is
 * missing) or why it failed.
 */
export async function upsertRecord<Entity extends object>(
	steps: UpsertSteps<Entity>,
	client: VendorClient,
	given: UpsertDraft<Entity>,
): Promise<Outcome<Entity>> {
	return await operation(async () => {
		const draft = withOneSpelling(steps, given);
		const asked = draft.match ?? steps.defaultMatch(draft.values);
		const isNew = steps.createsUnmatched ?? draft.unmatched === 'create';
		if (asked === undefined && !isNew) return withoutMatch(steps, client);
		const match = asked && normalisedMatch(asked);
		if (asked !== undefined && match === undefined) return unusableMatch(steps, client, asked);
		const misfit = unwritable(steps, draft);
		if (misfit !== undefined) return unwritableValue(steps, client, misfit);
		if (match === undefined) return await createRecord(steps, client, draft);
		const key = `${steps.kind} ${JSON.stringify(match)}`;
		const run = async () => await upsertMatched(steps, client, draft, { match, key });
		return await serialised(client, key, run);
	});
}

function withOneSpelling<Entity>(
	{ toId }: UpsertSteps<Entity>,
	draft: UpsertDraft<Entity>,
): UpsertDraft<Entity> {
	if (toId === undefined) return draft;
	const { match, associations } = draft;
	const links = Object.entries(associations ?? {}).map(([kind, ids]: [string, string[]]) => [
		kind,
		ids.map(toId),
	]);
	return {
		...draft,
		...(match && 'id' in match && { match: { id: toId(match.id) } }),
		...(associations && { associations: Object.fromEntries(links) as Associations }),
	};
}

async function createRecord<Entity extends object>(
	steps: UpsertSteps<Entity>,
	client: VendorClient,
	{ values, associations = {} }: Pick<UpsertDraft<Entity>, 'values' | 'associations'>,
	key?: string,
): Promise<Outcome<Entity>> {
	const { values: sent, misfits, notes } = toVendor(steps.table, values);
	let made: Awaited<ReturnType<typeof steps.create>>;
	try {
		made = await steps.create(client, sent, associations);
	} catch (error) {
		return refusedWithout(error, { misfits, notes });
	}
	const { id, status } = typeof made === 'string' ? { id: made, status: 'created' as const } : made;
	if (key !== undefined) createdIn(client).set(key, id);
	return await finish(steps, client, { id, status, sent, associations, misfits, notes });
}

async function upsertMatched<Entity extends object>(
	steps: UpsertSteps<Entity>,
	client: VendorClient,
	draft: UpsertDraft<Entity>,
	{ match, key }: { match: RecordReference; key: string },
): Promise<Outcome<Entity>> {
	const wanted = wantedOf(steps.table, draft);
	const names = namesAsked(steps, draft, wanted);
	const found = await steps.find(client, match, names);
	const made = createdIn(client).get(key);
	const stored =
		found.length === 0 && made !== undefined
			? await steps.find(client, { id: made }, names)
			: found;
	const [first, second] = stored;
	if (second !== undefined) return inDoubt(steps, client, stored);
	if (first === undefined) {
		if ('id' in match) return noSuchId(steps, client, match.id);
		return await createRecord(steps, client, recognizable(draft, match), key);
	}
	const guarded = await draft.guard?.(presentIn(steps, first));
	return guarded ?? (await changeRecord(steps, client, { draft, wanted, stored: first }));
}

/** Names of the vendor's that are read of a record before it is written. */
export function namesAsked<Entity>(
	{ table }: UpsertSteps<Entity>,
	{ guard }: UpsertDraft<Entity>,
	{ values }: Pick<Wanted, 'values'>,
): string[] {
	return [...new Set([...Object.keys(values), ...(guard ? identityNames(table) : [])])];
}

/** What is known of a record that is there, in canonical words. */
export function presentIn<Entity>(
	{ table }: UpsertSteps<Entity>,
	{ values }: StoredRecord,
): Record<string, unknown> {
	return toCanonical(table, values).values;
}

/** What it is recognized by is part of it, or the next upsert would make it once more. */
export function recognizable<Entity extends object>(
	draft: UpsertDraft<Entity>,
	match: RecordReference,
): UpsertDraft<Entity> {
	const given = Object.entries(draft.values).filter(([, value]) => value !== undefined);
	return { ...draft, values: { ...match, ...(Object.fromEntries(given) as Entity) } };
}

interface Change<Entity> {
	draft: UpsertDraft<Entity>;
	wanted: Wanted;
	stored: StoredRecord;
}

/** What is to be sent: without what is there already, in whatever place, or must be kept. */
export function changesOf<Entity>(
	{ table, seenFrom = (_, held) => held }: UpsertSteps<Entity>,
	{ draft, wanted: { values }, stored }: Change<Entity>,
): Record<string, unknown> {
	const kept = vendorPaths(table, draft.onlyIfEmpty ?? []);
	const held = seenFrom(values, stored.values);
	return differences(held, ontoHeld(table, held, values), kept);
}

async function changeRecord<Entity extends object>(
	steps: UpsertSteps<Entity>,
	client: VendorClient,
	change: Change<Entity>,
): Promise<Outcome<Entity>> {
	const { id } = change.stored;
	const { associations = {} } = change.draft;
	const { misfits, notes } = change.wanted;
	// Before anything is written: a failure here leaves the record as it was.
	const lacking = hasLinks(associations)
		? lackingLinks(associations, (await steps.readBack(client, id, []))?.associations ?? {})
		: {};
	const sent = changesOf(steps, change);
	const changed = Object.keys(sent).length > 0;
	try {
		if (changed) await steps.update(client, id, sent);
	} catch (error) {
		return refusedWithout(error, { misfits, notes });
	}
	const status = changed || hasLinks(lacking) ? 'updated' : 'unchanged';
	const written: Written = { id, status, sent, associations, misfits, notes };
	if (hasLinks(lacking)) {
		try {
			await steps.associate(client, id, lacking);
		} catch (error) {
			if (!changed) throw error;
			const said = `The values of the ${steps.kind} ${id} were updated, but it could not be linked`;
			const outcome = partly<Entity>(error, id, { code: 'association_missing', said });
			return notes.length > 0 ? { ...outcome, notes } : outcome;
		}
	}
	return await finish(steps, client, written);
}

async function finish<Entity>(
	steps: UpsertSteps<Entity>,
	client: VendorClient,
	written: Written,
): Promise<Outcome<Entity>> {
	let read: Awaited<ReturnType<typeof steps.readBack>>;
	try {
		read = await steps.readBack(client, written.id, Object.keys(written.sent));
	} catch (error) {
		return unread(steps, error, written);
	}
	return concluded(steps, client, written, read);
}

/** The form calls a field of the vendor's `custom.<name>`, people `<name>`. */
function vendorPaths(table: MappingTable, fields: readonly string[]): ReadonlySet<Path> {
	const paths = fields.flatMap((field) => {
		const rows = table.filter(
			(row) => row.access !== 'read' && (row.field === field || row.field.startsWith(`${field}.`)),
		);
		return rows.length > 0 ? rows.map((row) => row.vendor) : [field.replace(/^custom\./, '')];
	});
	return new Set(paths);
}
