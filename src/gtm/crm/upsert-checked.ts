import type { VendorClient } from '../http/vendor-client';
import type { Ledger } from '../ledger/ledger';
import { suppressedBy } from '../ledger/suppression-list';
import type { Outcome } from '../model/outcome';
import type { CrmRecords, UpsertDraft } from './crm-vendor';
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
	/** Opened only if something is looked up in it. */
	ledger(this: void): Pick<Ledger, 'suppressions' | 'writes'>;
}

/** Upserts what may be written, in the vendor's batches where it has them; outcomes in input order. */
export async function upsertChecked<Entity extends { id?: string }>(
	target: CheckedUpsert<Entity>,
	inputs: ReadonlyArray<CheckedDraft<Entity>>,
): Promise<Array<Outcome<Entity>>> {
	const { records, client, ledger } = target;
	const outcomes = new Map<number, Outcome<Entity>>();
	const plain: Array<{ index: number; draft: UpsertDraft<Entity> }> = [];
	for (const [index, { draft, suppression, idempotencyKey }] of inputs.entries()) {
		const place = { provider: client.provider, channel: 'crm' } as const;
		const suppressed =
			suppression === 'check'
				? await suppressedBy(ledger().suppressions, place, draft.values)
				: undefined;
		if (suppressed) outcomes.set(index, suppressed);
		else if (idempotencyKey === undefined) plain.push({ index, draft });
		else outcomes.set(index, await upsertOnce(target, draft, idempotencyKey));
	}
	const drafts = plain.map(({ draft }) => draft);
	const written = records.upsertMany
		? await records.upsertMany(client, drafts)
		: await each(drafts, async (draft) => await records.upsert(client, draft));
	for (const [place, { index }] of plain.entries()) {
		const outcome = written[place];
		if (outcome) outcomes.set(index, outcome);
	}
	return [...outcomes].toSorted(([a], [b]) => a - b).map(([, outcome]) => outcome);
}

/** The first upsert with a key makes the record; later ones change the record that it made. */
async function upsertOnce<Entity extends { id?: string }>(
	{ records, kind, client, ledger }: CheckedUpsert<Entity>,
	draft: UpsertDraft<Entity>,
	key: string,
): Promise<Outcome<Entity>> {
	return await writeOnce({
		client,
		ledger: ledger().writes,
		what: { kind, key },
		write: async () => await records.upsert(client, draft),
		again: async ({ id }) => await records.upsert(client, { ...draft, match: { id } }),
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

async function each<Input, Result>(
	inputs: readonly Input[],
	act: (input: Input) => Promise<Result>,
): Promise<Result[]> {
	const results: Result[] = [];
	for (const input of inputs) results.push(await act(input));
	return results;
}
