import type { VendorClient } from '../http/vendor-client';
import { VendorError, toOutcome } from '../http/vendor-error';
import type { Refusal } from '../http/vendor-profile';
import type { Written as Wanted } from '../model/mapping';
import type { Outcome } from '../model/outcome';
import type { UpsertDraft } from './crm-vendor';
import { hasLinks } from './links';
import { normalisedMatch } from './match';
import { namesOf } from './same-record';
import { changesOf, namesAsked, presentIn, recognizable, upsertRecord } from './upsert';
import { inDoubt } from './upsert-outcomes';
import type { ReadRecord, StoredRecord, UpsertSteps, VendorValues } from './upsert-steps';
import { unwritable, wantedOf } from './wanted';
import { type Written, concluded, unread } from './written';

/** What became of one record of a batch. */
export type Saved =
	| { id: string }
	| { failure: Refusal; requestId?: string }
	/** Refused for what may be the fault of another one: by itself it is told what is its own. */
	| 'refused_together';

/** A vendor's requests for many records that are recognized by their emails. Each throws VendorError. */
export interface BatchSteps<Entity> {
	/** Records of one request, at most. */
	size: number;
	/** By each email in lower case that was asked for, all that have it. */
	findMany(
		client: VendorClient,
		emails: readonly string[],
		names: readonly string[],
	): Promise<ReadonlyMap<string, readonly StoredRecord[]>>;
	/** Resolves with as many as were given, in their order. */
	createMany(
		client: VendorClient,
		records: ReadonlyArray<{ email: string; values: VendorValues }>,
	): Promise<Saved[]>;
	/** Resolves with as many as were given, in their order. */
	updateMany(
		client: VendorClient,
		records: ReadonlyArray<{ id: string; values: VendorValues }>,
	): Promise<Saved[]>;
	/** Without links. By id; those that are not shown are left out. */
	readMany(
		client: VendorClient,
		ids: readonly string[],
		names: readonly string[],
	): Promise<ReadonlyMap<string, ReadRecord<Entity>>>;
}

/**
 * Many drafts in a vendor's own batches: read, write the ones that differ, read back. What a batch
 * cannot do goes by itself: links, ids, and whatever may be about the record of an earlier draft of the
 * batch, which must be written after it. Outcomes in the order and number of the drafts.
 */
export async function upsertManyWith<Entity extends object>(
	steps: UpsertSteps<Entity>,
	batch: BatchSteps<Entity>,
	client: VendorClient,
	drafts: ReadonlyArray<UpsertDraft<Entity>>,
): Promise<Array<Outcome<Entity>>> {
	const outcomes: Array<Outcome<Entity>> = [];
	for (let start = 0; start < drafts.length; start += batch.size) {
		const portion = drafts.slice(start, start + batch.size);
		outcomes.push(...(await upsertPortion(steps, batch, client, portion)));
	}
	return outcomes;
}

type Outcomes<Entity> = Map<number, Outcome<Entity>>;

/** A draft that a batch can take. */
interface Member<Entity> {
	index: number;
	email: string;
	draft: UpsertDraft<Entity>;
	wanted: Wanted;
}

async function upsertPortion<Entity extends object>(
	steps: UpsertSteps<Entity>,
	batch: BatchSteps<Entity>,
	client: VendorClient,
	drafts: ReadonlyArray<UpsertDraft<Entity>>,
): Promise<Array<Outcome<Entity>>> {
	const members = drafts.flatMap((draft, index) => memberOf(steps, draft, index));
	const outcomes = await upsertMembers(steps, batch, client, { drafts, members });
	const all: Array<Outcome<Entity>> = [];
	// What is left goes by itself, in its order and after the batch.
	for (const [index, draft] of drafts.entries()) {
		all.push(outcomes.get(index) ?? (await upsertRecord(steps, client, draft)));
	}
	return all;
}

function memberOf<Entity extends object>(
	steps: UpsertSteps<Entity>,
	draft: UpsertDraft<Entity>,
	index: number,
): Array<Member<Entity>> {
	const asked = draft.match ?? steps.defaultMatch(draft.values);
	const match = asked && normalisedMatch(asked);
	if (match === undefined || !('email' in match) || hasLinks(draft.associations ?? {})) return [];
	if (unwritable(steps, draft) !== undefined) return [];
	const wanted = wantedOf(steps.table, recognizable(draft, match));
	return [{ index, email: match.email, draft, wanted }];
}

interface Portion<Entity> {
	drafts: ReadonlyArray<UpsertDraft<Entity>>;
	members: ReadonlyArray<Member<Entity>>;
}

async function upsertMembers<Entity extends object>(
	steps: UpsertSteps<Entity>,
	batch: BatchSteps<Entity>,
	client: VendorClient,
	{ drafts, members }: Portion<Entity>,
): Promise<Outcomes<Entity>> {
	if (members.length === 0) return new Map();
	const names = [
		...new Set(members.flatMap(({ draft, wanted }) => namesAsked(steps, draft, wanted))),
	];
	const emails = [...new Set(members.map(({ email }) => email))];
	let stored: ReadonlyMap<string, readonly StoredRecord[]>;
	try {
		stored = await batch.findMany(client, emails, names);
	} catch (error) {
		// Nothing was written.
		const failure = toOutcome<Entity>(error);
		return new Map(members.map(({ index }) => [index, failure]));
	}
	const outcomes: Outcomes<Entity> = new Map();
	const fresh: Array<Member<Entity>> = [];
	const known: Array<{ member: Member<Entity>; id: string; values: VendorValues }> = [];
	for (const member of firstOfTheirRecords({ drafts, members }, stored)) {
		const [first, ...others] = stored.get(member.email) ?? [];
		if (first === undefined) fresh.push(member);
		else if (others.length > 0) {
			outcomes.set(member.index, inDoubt(steps, client, [first, ...others]));
		} else {
			const { draft, wanted } = member;
			const guarded = await draft.guard?.(presentIn(steps, first));
			if (guarded) {
				outcomes.set(member.index, guarded);
				continue;
			}
			const values = changesOf(steps, { draft, wanted, stored: first });
			known.push({ member, id: first.id, values });
		}
	}
	const changed = known.filter(({ values }) => Object.keys(values).length > 0);
	const created = await saved(fresh, async () =>
		batch.createMany(
			client,
			fresh.map(({ email, wanted }) => ({ email, values: given(wanted) })),
		),
	);
	const updated = await saved(changed, async () => batch.updateMany(client, changed));
	const ends = [
		...fresh.map((member, place) => ({
			member,
			sent: given(member.wanted),
			status: 'created' as const,
			end: created[place],
		})),
		...changed.map(({ member, values }, place) => ({
			member,
			sent: values,
			status: 'updated' as const,
			end: updated[place],
		})),
		...known
			.filter(({ values }) => Object.keys(values).length === 0)
			.map(({ member, id }) => ({ member, sent: {}, status: 'unchanged' as const, end: { id } })),
	];
	const done: Array<{ index: number; written: Written }> = [];
	for (const { member, sent, status, end } of ends) {
		const { index, wanted } = member;
		const { misfits, notes } = wanted;
		if (end === undefined || end === 'refused_together') continue;
		if ('id' in end) {
			done.push({ index, written: { id: end.id, status, sent, associations: {}, misfits, notes } });
		} else {
			const { failure, requestId } = end;
			const details = { attempts: 1, ...(requestId !== undefined && { requestId }) };
			const refusal = toOutcome<Entity>(new VendorError(client.provider, failure, details));
			outcomes.set(index, notes.length > 0 ? { ...refusal, notes } : refusal);
		}
	}
	return new Map([...outcomes, ...(await readBack(steps, batch, client, done, names))]);
}

/**
 * Without those that an earlier draft of the portion may be about, also one that is no member: of two
 * drafts about one record the later one must win.
 */
function firstOfTheirRecords<Entity extends object>(
	{ drafts, members }: Portion<Entity>,
	stored: ReadonlyMap<string, readonly StoredRecord[]>,
): Array<Member<Entity>> {
	const seen = new Set<string>();
	const at = new Map(members.map((member) => [member.index, member]));
	return drafts.flatMap((draft, index) => {
		const member = at.get(index);
		const found = member ? (stored.get(member.email) ?? []) : [];
		const names = [...namesOf(draft).names, ...found.map(({ id }) => `id ${id}`)];
		const isFirst = names.every((name) => !seen.has(name));
		for (const name of names) seen.add(name);
		return member && isFirst ? [member] : [];
	});
}

/** Of a new record nothing is cleared. */
function given({ values }: Wanted): Record<string, unknown> {
	return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}

/** A request that fails is the end of all its records. */
async function saved(records: readonly unknown[], save: () => Promise<Saved[]>): Promise<Saved[]> {
	if (records.length === 0) return [];
	try {
		return await save();
	} catch (error) {
		if (!(error instanceof VendorError)) throw error;
		const { refusal, details } = error;
		const end = {
			failure: refusal,
			...(details.requestId !== undefined && { requestId: details.requestId }),
		};
		return records.map(() => end);
	}
}

async function readBack<Entity extends object>(
	steps: UpsertSteps<Entity>,
	batch: BatchSteps<Entity>,
	client: VendorClient,
	done: ReadonlyArray<{ index: number; written: Written }>,
	names: readonly string[],
): Promise<Outcomes<Entity>> {
	if (done.length === 0) return new Map();
	let read: ReadonlyMap<string, ReadRecord<Entity>>;
	try {
		const ids = done.map(({ written }) => written.id);
		read = await batch.readMany(client, ids, names);
	} catch (error) {
		return new Map(done.map(({ index, written }) => [index, unread(steps, error, written)]));
	}
	return new Map(
		done.map(({ index, written }) => [
			index,
			concluded(steps, client, written, read.get(written.id)),
		]),
	);
}
