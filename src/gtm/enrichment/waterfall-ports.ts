import type { Outcome } from '../model/outcome';

/** An answer that a vendor gave before, to the same question. */
export interface KeptAnswer {
	outcome: Outcome;
	/** Milliseconds since 1970. */
	at: number;
}

/**
 * Answers by vendor and question, so that nothing is paid for twice within its lifetime. "Not found" is
 * an answer too, and so is "pending" with its handle: it is followed, never asked again.
 */
export interface AnswerStore {
	find(vendor: string, question: string): Promise<KeptAnswer | undefined>;
	keep(vendor: string, question: string, outcome: Outcome, lifetimeMs: number): Promise<void>;
}

/** Credits set aside for one request. One of the two is called once. */
export interface Reservation {
	commit(amount: number): Promise<void>;
	release(): Promise<void>;
}

export type ReservationResult =
	| { granted: true; reservation: Reservation }
	/** Which budget is too small, in words, and what is left of it. */
	| { granted: false; budget: string; left: number };

export interface CreditBudget {
	/** Sets `amount` aside in every budget that holds for the vendor, or in none. */
	reserve(vendor: string, amount: number, unit: string): Promise<ReservationResult>;
}
