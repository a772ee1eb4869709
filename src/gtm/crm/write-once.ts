import type { VendorClient } from '../http/vendor-client';
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
	again(this: void, record: WriteRecord & { at: number }): Promise<Outcome<Entity>>;
}

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

async function once<Entity extends { id?: string }>({
	client: { provider },
	ledger,
	what,
	write,
	again,
}: KeyedWrite<Entity>): Promise<Outcome<Entity>> {
	const identity = { provider, ...what };
	const begun = await ledger.begin(identity);
	if (begun.state === 'busy') return underWay(identity, begun.since);
	if (begun.state === 'done') return await again({ ...begun.record, at: begun.at });
	if (begun.state === 'doubtful') {
		await ledger.leaveInDoubt(identity);
		return inDoubt(identity, begun.since);
	}
	let outcome: Outcome<Entity>;
	try {
		outcome = await write();
	} catch (error) {
		await ledger.leaveInDoubt(identity);
		throw error;
	}
	await settle(ledger, identity, outcome);
	return outcome;
}

async function settle(
	ledger: WriteLedger,
	identity: WriteIdentity,
	{ status, record, retry }: Outcome<{ id?: string }>,
): Promise<void> {
	const id = record?.id;
	const isDone = isSuccess({ status }) || status === 'partial';
	// A failure after which a retry is advised did surely nothing.
	const isDoubtful = status === 'pending' || (status === 'upstream_error' && !retry?.advised);
	if (isDone && id !== undefined) await ledger.finish(identity, { status, id });
	else if (isDone || isDoubtful) await ledger.leaveInDoubt(identity);
	else await ledger.forget(identity);
}

function underWay<Entity>({ provider, kind }: WriteIdentity, since: number): Outcome<Entity> {
	return {
		status: 'pending',
		provider,
		reason: {
			code: 'write_under_way',
			message: `Another execution has been writing the ${kind} with this idempotency key since ${new Date(since).toISOString()}: try again later`,
		},
		retry: { advised: true },
	};
}

function inDoubt<Entity>({ provider, kind }: WriteIdentity, since: number): Outcome<Entity> {
	return {
		status: 'upstream_error',
		provider,
		reason: {
			code: 'earlier_write_in_doubt',
			message: `An attempt at ${new Date(since).toISOString()} to write the ${kind} with this idempotency key ended without an answer, so nothing was sent: look in the CRM whether it is there, and use another key if it is not`,
		},
		retry: { advised: false },
	};
}
