/** Whose credits: one vendor's account, in one of its units. */
export interface CreditAccount {
	provider: string;
	/** As the client's `accountKey` gives it: a new key of the same account spends from the same budget. */
	account: string;
	/** The digest of the credential, by which versions before accounts counted. */
	principal?: string;
	/** `credit`, or the vendor's own word. */
	unit: string;
}

/** At most so much, in the account's unit. What is left out is not bounded. */
export interface CreditBudget {
	perRun?: number;
	/** From midnight to midnight UTC. */
	perDay?: number;
	/** Of one of those who spend from the account. */
	ofCaller?: CallerBudget;
}

/** What one caller of a server may spend, in the account's unit. */
export interface CallerBudget {
	/** Tells callers apart, and is kept as a digest. */
	caller: string;
	/** From midnight to midnight UTC. */
	perDay?: number;
	/** From the first to the last of a month, UTC. */
	perMonth?: number;
}

/** A limit that an amount can break. */
export type CreditLimit = 'perRun' | 'perDay' | 'callerPerDay' | 'callerPerMonth';

export interface CreditReservation {
	account: CreditAccount;
	/** The execution. */
	runId: string;
	/** The most that it can cost. */
	amount: number;
	budget: CreditBudget;
}

export type ReservationResult =
	| { granted: true; id: string }
	/** `spent` includes what is reserved. */
	| { granted: false; limit: CreditLimit; spent: number; budget: number };

/**
 * What was spent, before and after the vendor was asked: reserve the most that it can cost, then
 * commit what it did cost. A reservation that is never settled counts as spent: whether the vendor
 * charged for it is unknown.
 */
export interface CreditLedger {
	/** @throws RangeError if the amount is no number from 0 on */
	reserve(reservation: CreditReservation): Promise<ReservationResult>;
	/** @throws RangeError if the amount is no number from 0 on, or nothing is reserved under the id */
	commit(id: string, amount: number): Promise<void>;
	/** Nothing was charged. */
	refund(id: string): Promise<void>;
	spent(account: CreditAccount, during: { runId: string } | { day: string }): Promise<number>;
	/** What all accounts spent, by day and vendor: a day and all that follow. */
	spentByDay(since: string): Promise<SpentOnDay[]>;
}

/** What was spent of one vendor's credits in a day, by all accounts together. */
export interface SpentOnDay extends Pick<CreditAccount, 'provider' | 'unit'> {
	/** `2026-11-25`, in UTC. */
	day: string;
	spent: number;
}

/** `2026-11-25`, in UTC. */
export function dayOf(milliseconds: number): string {
	return new Date(milliseconds).toISOString().slice(0, 10);
}

/** The midnight after it, in UTC: milliseconds since 1970. */
export function endOfDay(milliseconds: number): number {
	return Date.parse(dayOf(milliseconds)) + 86_400_000;
}

/** The first day of the month of a moment, in UTC: `2026-11-01`. */
export function monthStart(milliseconds: number): string {
	return `${dayOf(milliseconds).slice(0, 7)}-01`;
}

/** The midnight that begins the next month, in UTC: milliseconds since 1970. */
export function endOfMonth(milliseconds: number): number {
	const date = new Date(milliseconds);
	return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
}

export function checkAmount(amount: number): void {
	if (!Number.isFinite(amount) || amount < 0) {
		throw new RangeError('An amount of credits must be a number from 0 on');
	}
}

/** What was spent of each limit that a budget bounds. */
export type SpentByLimit = Record<CreditLimit, number>;

/** The first limit that the amount would break; undefined if it fits all. */
export function brokenLimit(
	{ amount, budget }: Pick<CreditReservation, 'amount' | 'budget'>,
	spent: SpentByLimit,
): Extract<ReservationResult, { granted: false }> | undefined {
	const { perRun, perDay, ofCaller } = budget;
	const most: Record<CreditLimit, number | undefined> = {
		perRun,
		perDay,
		callerPerDay: ofCaller?.perDay,
		callerPerMonth: ofCaller?.perMonth,
	};
	for (const [name, bound] of Object.entries(most)) {
		const limit = name as CreditLimit;
		if (bound !== undefined && spent[limit] + amount > bound) {
			return { granted: false, limit, spent: spent[limit], budget: bound };
		}
	}
	return undefined;
}
