import type { VendorClient } from '../http/vendor-client';
import { toOutcome } from '../http/vendor-error';
import type { DoneBefore, Lease } from '../ledger/once-ledger';
import { whileLeased } from '../ledger/while-leased';
import type { WriteIdentity, WriteLedger, WriteRecord } from '../ledger/write-ledger';
import { type Outcome, isSuccess } from '../model/outcome';
import { serialised } from './serialised';

export interface KeyedWrite<Entity> {
	client: VendorClient;
	ledger: WriteLedger;
	/** What is written, such as `deal`, and the user's key for it. */
	what: Pick<WriteIdentity, 'key' | 'kind'>;
	write(this: void): Promise<Outcome<Entity>>;
	/** Instead, if it was written before. */
	again(this: void, record: WrittenBefore): Promise<Outcome<Entity>>;
	/**
	 * Whether this account has what a version without accounts remembers for the key. Left out where that
	 * cannot be told: nothing is written then.
	 */
	isHere?(this: void, record: WrittenBefore): Promise<Belonging<Entity>>;
}

export type WrittenBefore = WriteRecord & { at: number };

/** `unclear`: there is one of this id, but it may be another one. */
export type Belonging<Entity> = 'here' | 'elsewhere' | 'unclear' | { failure: Outcome<Entity> };

/**
 * Writes at most once for a key, also across executions and processes that share the ledger. After an
 * attempt whose end is unknown it is not tried again: no vendor can be asked for a key of ours.
 */
export async function writeOnce<Entity extends { id?: string }>(
	keyed: KeyedWrite<Entity>,
): Promise<Outcome<Entity>> {
	const { client, what } = keyed;
	// Of two items with one key the second waits for the first one's end.
	return await serialised(client, `write ${JSON.stringify(what)}`, async () => await once(keyed));
}

async function once<Entity extends { id?: string }>(
	keyed: KeyedWrite<Entity>,
): Promise<Outcome<Entity>> {
	const { client, ledger, what, write, again } = keyed;
	let account: string;
	try {
		account = await client.accountKey();
	} catch (error) {
		return toOutcome(error);
	}
	const identity = { provider: client.provider, account, ...what };
	const begun = await ledger.begin(identity);
	if (begun.state === 'busy') return underWay(identity, begun.since);
	if (begun.state === 'done') {
		if (begun.accountUnknown) return await adopt(keyed, identity, begun);
		return await again({ ...begun.record, at: begun.at });
	}
	if (begun.state === 'doubtful') {
		await begun.lease.leaveInDoubt();
		return inDoubt(identity, begun.since);
	}
	return await leased(begun.lease, write);
}

/** Makes a key of a version without accounts this account's own, if what it made is here. */
async function adopt<Entity extends { id?: string }>(
	{ ledger, write, again, isHere }: KeyedWrite<Entity>,
	identity: WriteIdentity,
	before: DoneBefore<WriteRecord>,
): Promise<Outcome<Entity>> {
	const record = { ...before.record, at: before.at };
	const belonging = isHere ? await isHere(record) : 'unclear';
	if (typeof belonging === 'object') return belonging.failure;
	if (belonging === 'unclear') return ofUnknownAccount(identity, record);
	const lease = await ledger.beginAnew(identity, before);
	if (lease === undefined) return underWay(identity, before.at);
	return await leased(lease, belonging === 'here' ? async () => await again(record) : write);
}

async function leased<Entity extends { id?: string }>(
	lease: Lease<WriteRecord>,
	act: () => Promise<Outcome<Entity>>,
): Promise<Outcome<Entity>> {
	let outcome: Outcome<Entity>;
	try {
		outcome = await whileLeased(lease, act);
	} catch (error) {
		await lease.leaveInDoubt();
		throw error;
	}
	await settle(lease, outcome);
	return outcome;
}

async function settle(
	lease: Lease<WriteRecord>,
	{ status, record, retry }: Outcome<{ id?: string }>,
): Promise<void> {
	const id = record?.id;
	const isDone = isSuccess({ status }) || status === 'partial';
	// A failure after which a retry is advised did surely nothing.
	const isDoubtful = status === 'pending' || (status === 'upstream_error' && !retry?.advised);
	if (isDone && id !== undefined) await lease.finish({ status, id });
	else if (isDone || isDoubtful) await lease.leaveInDoubt();
	else await lease.forget();
}

function underWay<Entity>({ provider, kind }: WriteIdentity, since: number): Outcome<Entity> {
	return {
		status: 'pending',
		provider,
		reason: {
			code: 'write_under_way',
			message: `Another execution is writing the ${kind} with this idempotency key (since ${new Date(since).toISOString()}). Try again later`,
		},
		retry: { advised: true },
	};
}

function ofUnknownAccount<Entity>(
	{ provider, kind }: WriteIdentity,
	{ id, at }: WrittenBefore,
): Outcome<Entity> {
	return {
		status: 'duplicate',
		provider,
		reason: {
			code: 'key_of_unknown_account',
			message: `This n8n already used the idempotency key for the ${kind} ${id} at ${new Date(at).toISOString()}, possibly in another account. Nothing was sent. If the record is missing in this account, use another key.`,
		},
		retry: { advised: false },
	};
}

function inDoubt<Entity>({ provider, kind }: WriteIdentity, since: number): Outcome<Entity> {
	return {
		status: 'upstream_error',
		provider,
		reason: {
			code: 'earlier_write_in_doubt',
			message: `An attempt at ${new Date(since).toISOString()} to write the ${kind} with this idempotency key got no answer, so nothing was sent. Check in the CRM whether the record exists; if not, use another key`,
		},
		retry: { advised: false },
	};
}
