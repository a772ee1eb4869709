import type { VendorClient } from '../http/vendor-client';
import {
	type ActionQuestion,
	type CheckActions,
	OF_THE_RECORD_FOUND,
	blockedOutcome,
	heldBack,
} from '../guard/action-check';
import type { Ledger } from '../ledger/ledger';
import type { Outcome } from '../model/outcome';
import type { CrmRecords, UpsertDraft } from './crm-vendor';
import type { NamedFields } from './field-names';
import { mayBeOne, namesOf } from './same-record';
import { type Belonging, writeOnce } from './write-once';

export interface CheckedDraft<Entity> {
	draft: UpsertDraft<Entity>;
	/** Whether people and companies on the suppression list are left out. */
	suppression: 'check' | 'ignore';
	/** What tells this record from a second one, where it has no email or domain that does. */
	idempotencyKey?: string;
}

export interface CheckedUpsert<Entity> {
	records: Pick<CrmRecords<Entity>, 'get' | 'upsert' | 'upsertMany'>;
	/** `deal` */
	kind: string;
	client: VendorClient;
	/** Resolves with why a field that a draft names besides its values is none; undefined if all are. */
	problemOf?(this: void, ...fields: readonly NamedFields[]): Promise<string | undefined>;
	/** Opened only if something is looked up in it. */
	ledger(this: void): Pick<Ledger, 'writes'>;
	checkActions: CheckActions;
	/** Milliseconds since 1970. */
	now(this: void): number;
}

/**
 * Upserts what may be written, in the vendor's batches where it has them; outcomes in input order. Of two
 * drafts that may be about one record the later one is written later, also if one of them has a key.
 */
export async function upsertChecked<Entity extends { id?: string }>(
	target: CheckedUpsert<Entity>,
	inputs: ReadonlyArray<CheckedDraft<Entity>>,
): Promise<Array<Outcome<Entity>>> {
	const { client, checkActions, now } = target;
	const outcomes = new Map<number, Outcome<Entity>>();
	let waiting: Waiting<Entity> = [];
	const writeWaiting = async () => {
		const written = await upsertAll(target, waiting);
		for (const [place, { index }] of waiting.entries()) {
			const outcome = written[place];
			if (outcome) outcomes.set(index, outcome);
		}
		waiting = [];
	};
	const { provider } = client;
	// The record that is found may be somebody else's than was typed: it is named by its id, say.
	const guard = async (record: object) =>
		await heldBack(
			checkActions,
			{ actions: ['update'], provider, record, only: OF_THE_RECORD_FOUND },
			now(),
		);
	const blocks = await checkActions(inputs.map((input) => questionOf(provider, input)));
	for (const [index, { draft: given, suppression, idempotencyKey }] of inputs.entries()) {
		const misnamed = await misnamedFields(target, given);
		if (misnamed) {
			outcomes.set(index, misnamed);
			continue;
		}
		const blocked = blockedOutcome(provider, blocks[index] ?? [], now());
		const draft = suppression === 'check' ? { ...given, guard } : given;
		if (blocked) outcomes.set(index, blocked);
		else if (idempotencyKey === undefined) waiting.push({ index, draft });
		else {
			const names = namesOf(draft, idempotencyKey);
			if (waiting.some((one) => mayBeOne(namesOf(one.draft), names))) await writeWaiting();
			outcomes.set(index, await upsertOnce(target, draft, idempotencyKey));
		}
	}
	await writeWaiting();
	return [...outcomes].toSorted(([a], [b]) => a - b).map(([, outcome]) => outcome);
}

/** Before the CRM was asked, nobody knows which of the two it will be. */
function questionOf<Entity>(
	provider: string,
	{ draft: { values, match }, suppression }: CheckedDraft<Entity>,
): ActionQuestion {
	const isKnown = match !== undefined && 'id' in match;
	return {
		actions: isKnown ? ['update'] : ['create', 'update'],
		provider,
		record: values as object,
		...(suppression === 'ignore' && { ignored: ['suppressed'] }),
	};
}

/** A promise about a field that there is not would protect or clear nothing, without a word. */
async function misnamedFields<Entity>(
	{ problemOf, client: { provider } }: CheckedUpsert<Entity>,
	{ onlyIfEmpty = [], clear = [] }: UpsertDraft<Entity>,
): Promise<Outcome<Entity> | undefined> {
	const message = await problemOf?.(
		{ label: 'Only If Empty', names: onlyIfEmpty },
		{ label: 'Fields to Clear', names: clear },
	);
	if (message === undefined) return undefined;
	const reason = { code: 'unknown_field', message };
	return { status: 'invalid', provider, reason, retry: { advised: false } };
}

type Waiting<Entity> = Array<{ index: number; draft: UpsertDraft<Entity> }>;

async function upsertAll<Entity>(
	{ records, client }: CheckedUpsert<Entity>,
	waiting: Waiting<Entity>,
): Promise<Array<Outcome<Entity>>> {
	const drafts = waiting.map(({ draft }) => draft);
	return records.upsertMany
		? await records.upsertMany(client, drafts)
		: await each(drafts, async (draft) => await records.upsert(client, draft));
}

/**
 * The first upsert with a key makes the record, also one that nothing else recognizes; later ones change
 * the record that it made.
 */
async function upsertOnce<Entity extends { id?: string }>(
	{ records, kind, client, ledger }: CheckedUpsert<Entity>,
	draft: UpsertDraft<Entity>,
	key: string,
): Promise<Outcome<Entity>> {
	return await writeOnce({
		client,
		ledger: ledger().writes,
		what: { kind, key },
		write: async () => await records.upsert(client, { ...draft, unmatched: 'create' }),
		again: async ({ id }) => {
			const outcome = await records.upsert(client, { ...draft, match: { id } });
			return outcome.reason?.code === 'no_such_id' ? gone(outcome, { kind, key, id }) : outcome;
		},
		isHere: async ({ id }) => sameName(await records.get(client, { id }, {}), draft.values),
	});
}

/** Ids of one vendor are the same in many accounts: only one that also has the name is taken for the same. */
function sameName<Entity>(found: Outcome<Entity>, values: Entity): Belonging<Entity> {
	if (found.status === 'not_found') return 'elsewhere';
	if (found.status !== 'found') return { failure: found };
	const nameOf = (record: unknown) => (record as { name?: unknown } | undefined)?.name;
	const name = nameOf(values);
	return name !== undefined && name === nameOf(found.record) ? 'here' : 'unclear';
}

/** Somebody deleted it, which nothing but another key tells from "do not make it again". */
function gone<Entity>(
	outcome: Outcome<Entity>,
	{ kind, key, id }: { kind: string; key: string; id: string },
): Outcome<Entity> {
	const message = `The ${kind} ${id}, created with the idempotency key "${key}", no longer exists: someone deleted or merged it. Nothing was written. To create a new record, use another key. To update another record, set its Record ID.`;
	return { ...outcome, reason: { code: 'keyed_record_gone', message } };
}

async function each<Input, Result>(
	inputs: readonly Input[],
	act: (input: Input) => Promise<Result>,
): Promise<Result[]> {
	const results: Result[] = [];
	for (const input of inputs) results.push(await act(input));
	return results;
}
