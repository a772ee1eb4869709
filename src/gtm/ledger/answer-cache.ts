import type { Outcome } from '../model/outcome';

/** A question that costs. Two with the same members are one, whatever the order of the fields. */
export interface Question {
	provider: string;
	/** Accounts of one vendor may see different data. */
	principal: string;
	/** `person.enrich` */
	operation: string;
	/** Who is asked about, normalized: `{ email: 'dana@acme.com' }`. */
	identity: Readonly<Record<string, string>>;
	fields: readonly string[];
}

/** How long answers are good for, in milliseconds. */
export interface AnswerLifetime {
	foundMs: number;
	/** That a vendor knows nothing is remembered too: asking again may cost again. */
	notFoundMs: number;
}

/** What is kept of an answer: not the vendor's own words, ids of requests or costs. */
export type KeptAnswer = Pick<Outcome, 'status' | 'record' | 'reason' | 'notes' | 'handle'>;

export interface CachedAnswer {
	answer: KeptAnswer;
	/** Milliseconds since 1970. */
	at: number;
}

/** Keys are digests; answers hold personal data, and are sealed where they are stored. */
export interface AnswerCache {
	get(question: Question): Promise<CachedAnswer | undefined>;
	/**
	 * Keeps what is worth it: found, partial, not_found, legal_block, and pending with its handle, so
	 * that it is followed and not asked again.
	 */
	put(question: Question, outcome: Outcome, lifetime: AnswerLifetime): Promise<void>;
	/** Every answer about whoever is identified so, of all vendors. */
	forget(identity: Question['identity']): Promise<void>;
}

/** Milliseconds until the answer is stale; undefined if it is not kept at all. */
export function lifetimeOf(
	{ status, handle }: Pick<Outcome, 'status' | 'handle'>,
	{ foundMs, notFoundMs }: AnswerLifetime,
): number | undefined {
	if (status === 'found' || status === 'partial') return foundMs;
	if (status === 'pending') return handle === undefined ? undefined : foundMs;
	// A person's own claim does not lapse sooner than what is known of others.
	if (status === 'legal_block') return Math.max(foundMs, notFoundMs);
	return status === 'not_found' ? notFoundMs : undefined;
}

export function keptOf({ status, record, reason, notes, handle }: Outcome): KeptAnswer {
	return {
		status,
		...(record !== undefined && { record }),
		...(reason && { reason }),
		...(notes && { notes }),
		...(handle !== undefined && { handle }),
	};
}

/** The parts of a question that make it the same, for its digest. */
export function sameQuestion({ fields, ...rest }: Question): object {
	return { ...rest, fields: [...new Set(fields)].toSorted() };
}

/** A kept answer as an outcome. It cost nothing this time. */
export function outcomeOfAnswer(provider: string, { answer, at }: CachedAnswer): Outcome {
	const note = `Answered from memory, as of ${new Date(at).toISOString()}`;
	return {
		...answer,
		provider,
		cost: { amount: 0, unit: 'credit' },
		notes: [...(answer.notes ?? []), note],
	};
}
