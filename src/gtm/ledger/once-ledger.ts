/** Whose a thing is that was done once: without the account, two of one vendor's would be one. */
export interface OnceIdentity {
	provider: string;
	/** As the client's `accountKey` gives it. Not the credential: a new key must not do all again. */
	account: string;
}

/**
 * The right to do it, until it ends or time is over without a renewal. Whoever lost it to another one
 * changes nothing any more: all of this does nothing then, and says so.
 */
export interface Lease<Record> {
	/** For another `LEASE_MS` from now. */
	renew(): Promise<boolean>;
	finish(record: Record): Promise<boolean>;
	/** It may have been done: whoever comes next looks first, and need not wait. */
	leaveInDoubt(): Promise<boolean>;
	/** It surely was not done. */
	forget(): Promise<boolean>;
}

export interface DoneBefore<Record> {
	at: number;
	record: Record;
	/** Remembered by a version that knew no accounts: it may have been done in another one. */
	accountUnknown?: true;
}

export type OnceState<Record> =
	/** Nobody tried. It is the caller's now. */
	| { state: 'new'; lease: Lease<Record> }
	/** Someone tried, and nobody knows how it ended. It is the caller's now, who must look first. */
	| { state: 'doubtful'; since: number; lease: Lease<Record> }
	/** Someone else is trying, since this time. */
	| { state: 'busy'; since: number }
	| ({ state: 'done' } & DoneBefore<Record>);

/**
 * What was done once and must not be done again, so that a run that was stopped half-way and is run
 * again does nothing twice. Keys are digests of the identity. Times are milliseconds since 1970.
 */
export interface OnceLedger<Identity extends OnceIdentity, Record> {
	begin(identity: Identity): Promise<OnceState<Record>>;
	/** Does once more what is done, and is to be done anew: undefined if another one was quicker. */
	beginAnew(identity: Identity, before: DoneBefore<Record>): Promise<Lease<Record> | undefined>;
}

/**
 * After this time without a renewal, in milliseconds, who tried is taken to have died. Long enough for a
 * process that is busy with something else.
 */
export const LEASE_MS = 2 * 60_000;

/** The identity as it was before there were accounts. */
export function withoutAccount<Identity extends OnceIdentity>({
	account: _,
	...rest
}: Identity): Omit<Identity, 'account'> {
	return rest;
}
