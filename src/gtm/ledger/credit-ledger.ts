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
}

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
	| { granted: false; limit: keyof CreditBudget; spent: number; budget: number };

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
}

/** `2026-11-25`, in UTC. */
export function dayOf(milliseconds: number): string {
	return new Date(milliseconds).toISOString().slice(0, 10);
}

/** The midnight after it, in UTC: milliseconds since 1970. */
export function endOfDay(milliseconds: number): number {
	return Date.parse(dayOf(milliseconds)) + 86_400_000;
}

export function checkAmount(amount: number): void {
	if (!Number.isFinite(amount) || amount < 0) {
		throw new RangeError('An amount of credits must be a number from 0 on');
	}
}

/** The first limit that the amount would break; undefined if it fits both. */
export function brokenLimit(
	{ amount, budget }: Pick<CreditReservation, 'amount' | 'budget'>,
	spent: Record<keyof CreditBudget, number>,
): Extract<ReservationResult, { granted: false }> | undefined {
	for (const limit of ['perRun', 'perDay'] as const) {
		const most = budget[limit];
		if (most !== undefined && spent[limit] + amount > most) {
			return { granted: false, limit, spent: spent[limit], budget: most };
		}
	}
	return undefined;
}
