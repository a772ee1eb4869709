import { DatabaseBusy } from '../../base/database/database-errors';
import type { Clock } from '../../base/clock';
import type { VendorClient } from '../http/vendor-client';
import { toOutcome } from '../http/vendor-error';
import type { AnswerLedger, Asking, AskingLease, Question } from '../ledger/answer-ledger';
import type { CallerBudget, CreditBudget, CreditLedger } from '../ledger/credit-ledger';
import { whileLeased } from '../ledger/while-leased';
import type { Cost, Outcome, OutcomeStatus } from '../model/outcome';
import { type AnswerLifetime, goodSince, keptFor } from './answer-lifetime';
import type { EnrichmentOperation, EnrichmentVendor, PriceEstimate } from './enrichment-vendor';
import { overBudget } from './over-budget';
import { rememberedOutcome } from './remembered-outcome';

/** A question for which the vendor may charge. */
export interface PaidQuestion extends Pick<
	Question,
	'fields' | 'identity' | 'principal' | 'raw' | 'terms'
> {
	vendor: EnrichmentVendor;
	client: VendorClient;
	operation: EnrichmentOperation;
	/** What the user goes on with, of an outcome that was pending. */
	handle?: string;
	/** Puts it to the vendor. */
	ask(this: void): Promise<Outcome>;
	/** Asks for the end of what is pending, for as long as one waits for it. Costs nothing. */
	goOn(this: void, pending: Outcome, when: 'at once' | 'later'): Promise<Outcome>;
}

/** What may be spent, and what need not be. */
export interface Spending {
	/** Of the vendor's account, in its unit. */
	budget: CreditBudget;
	/** Of whoever it is asked for, where that is bounded. */
	caller?: CallerBudget;
	lifetime: AnswerLifetime;
	/** The execution: what it may spend is counted by it. */
	runId: string;
	/** When it began: milliseconds since 1970. */
	startedAt: number;
	/** How long one waits for another one who asks the same, in milliseconds. */
	patienceMs: number;
	signal?: AbortSignal;
}

export interface AskingPorts {
	answers: AnswerLedger;
	credits: CreditLedger;
	clock: Clock;
}

export interface Answered {
	outcome: Outcome;
	/** Milliseconds since 1970. */
	at: number;
	isRemembered: boolean;
	/** Of this run; undefined if nobody was asked, or nobody knows. */
	spent?: Cost;
}

/** Milliseconds between looks at whether another one has its answer. */
const FIRST_LOOK_MS = 100;
const LAST_LOOK_MS = 1_000;

/**
 * Asks a vendor at most once for the same account, across items, runs, executions and processes that
 * share the ledger: what was answered within its lifetime is remembered, and of two that ask at once the
 * second waits for the first one's answer. Credits are set aside before the vendor is asked, and settled
 * by what it took.
 */
export async function askOnce(
	question: PaidQuestion,
	spending: Spending,
	ports: AskingPorts,
): Promise<Answered> {
	const { client, vendor, operation, handle } = question;
	const now = () => ports.clock.now();
	const price = vendor.price(operation, question.fields ?? []);
	try {
		const account = await client.accountKey();
		const begun = await begin(questionOf(question, account), spending, ports);
		if (begun.state === 'busy') return fresh(underWay(client, begun.since), now());
		if (handle !== undefined && !isOf(handle, begun)) {
			// Whose it is, nobody knows: it is not remembered as the answer to this question.
			if ('lease' in begun) await begun.lease.end();
			const pending = { status: 'pending', provider: client.provider, handle } as const;
			return fresh(await question.goOn(pending, 'at once'), now());
		}
		if (begun.state === 'remembered') {
			const outcome = rememberedOutcome(client.provider, begun, price);
			return { outcome, at: begun.at, isRemembered: true };
		}
		const asking = new Purchase(question, spending, ports, { account, price, lease: begun.lease });
		return await asking.run(begun.state === 'pending' ? begun.answer : undefined);
	} catch (error) {
		return fresh(
			error instanceof DatabaseBusy ? ledgerBusy(client, error) : toOutcome(error),
			now(),
		);
	}
}

const fresh = (outcome: Outcome, at: number): Answered => ({ outcome, at, isRemembered: false });

function questionOf(
	{ client, principal, operation, identity, terms, fields, raw }: PaidQuestion,
	account: string,
): Question {
	return {
		provider: client.provider,
		account,
		operation,
		identity,
		...(principal !== undefined && { principal }),
		...(terms && { terms }),
		...(fields && { fields }),
		...(raw && { raw }),
	};
}

/** Waits for another one who is asking the same, within the patience. */
async function begin(
	question: Question,
	{ lifetime, startedAt, patienceMs, signal }: Spending,
	{ answers, clock }: AskingPorts,
): Promise<Asking> {
	const until = clock.now() + patienceMs;
	for (let waitMs = FIRST_LOOK_MS; ; waitMs = Math.min(waitMs * 2, LAST_LOOK_MS)) {
		const now = clock.now();
		const begun = await answers.begin(question, (answer) =>
			goodSince({ startedAt, lifetime, now }, answer),
		);
		if (begun.state !== 'busy' || now >= until || signal?.aborted) return begun;
		try {
			await clock.sleep(Math.min(waitMs, until - now), signal);
		} catch (error) {
			if (!signal?.aborted) throw error;
			return begun;
		}
	}
}

/** Whether the handle is that of the answer that is remembered, or pending. */
function isOf(handle: string, begun: Asking): boolean {
	return 'answer' in begun && begun.answer.handle === handle;
}

/** One vendor is asked one question, or followed, by whoever holds the lease. */
class Purchase {
	constructor(
		private readonly question: PaidQuestion,
		private readonly spending: Spending,
		private readonly ports: AskingPorts,
		private readonly held: { account: string; price: PriceEstimate; lease: AskingLease },
	) {}

	async run(pending?: Omit<Outcome, 'provider'>): Promise<Answered> {
		const { lease } = this.held;
		try {
			return await whileLeased(lease, async () =>
				pending ? await this.follow(pending) : await this.buy(),
			);
		} finally {
			// It ends by itself soon; the answer is worth more than to end it now.
			await lease.end().catch(() => undefined);
		}
	}

	private async follow({ notes: _, ...pending }: Omit<Outcome, 'provider'>): Promise<Answered> {
		const { provider } = this.question.client;
		const last = await this.question.goOn({ ...pending, provider }, 'at once');
		return this.answered(await this.remember(last, pending.handle));
	}

	private async buy(): Promise<Answered> {
		const { question, held, ports } = this;
		const { provider } = question.client;
		const { amount, unit } = held.price;
		const { caller } = this.spending;
		const reserved = await ports.credits.reserve({
			account: {
				provider,
				account: held.account,
				unit,
				...(question.principal !== undefined && { principal: question.principal }),
			},
			runId: this.spending.runId,
			amount,
			budget: { ...this.spending.budget, ...(caller && { ofCaller: caller }) },
		});
		if (!reserved.granted) {
			return this.answered(overBudget(provider, reserved, held.price, ports.clock.now()));
		}
		// If the process dies from here on, the reservation counts as spent: nobody knows.
		const first = await this.remember(await question.ask());
		const last =
			first.status === 'pending'
				? await this.remember(await question.goOn(first, 'later'), first.handle)
				: first;
		return await this.settle(reserved.id, first, last);
	}

	private async settle(reservation: string, first: Outcome, last: Outcome): Promise<Answered> {
		const { credits } = this.ports;
		const cost = costOf(first, last, this.held.price);
		// In doubt it stays set aside.
		if (cost === undefined) return this.answered(last);
		const isTold = last.cost !== undefined || IN_THE_END.includes(last.status);
		const outcome = isTold ? { ...last, cost: { ...last.cost, ...cost } } : last;
		try {
			await credits.commit(reservation, cost.amount);
		} catch (error) {
			return { ...this.answered(noted(outcome, notCounted(error))), spent: cost };
		}
		return { ...this.answered(outcome), spent: cost };
	}

	/** Before anything else can fail. The answer is there, and was paid for, also if that fails. */
	private async remember(outcome: Outcome, handle?: string): Promise<Outcome> {
		const { lease } = this.held;
		const ms = keptFor(outcome, this.spending.lifetime);
		try {
			// With the handle, whoever goes on with it later finds the end, and is not charged for it anew.
			if (ms !== undefined)
				await lease.keep(handle === undefined ? outcome : { handle, ...outcome }, ms);
			else if (handle !== undefined && !isStillMade(outcome)) await lease.letGo(handle);
			return outcome;
		} catch (error) {
			return noted(outcome, notRemembered(error));
		}
	}

	private answered(outcome: Outcome): Answered {
		return fresh(outcome, this.ports.clock.now());
	}
}

const IN_THE_END: readonly OutcomeStatus[] = ['found', 'partial', 'not_found'];
const CHARGED: readonly OutcomeStatus[] = ['found', 'partial', 'pending'];

/** What was paid for is still made where only the question after it failed, or the key is refused. */
export function isStillMade({ status, handle }: Outcome): boolean {
	return handle !== undefined || status === 'forbidden';
}

/**
 * What the vendor said it took; where it says nothing, the price, as its terms charge it. Undefined if
 * nobody knows.
 */
function costOf(first: Outcome, last: Outcome, price: PriceEstimate): Cost | undefined {
	const { amount, unit } = price;
	const said = last.cost ?? first.cost;
	if (said) return said;
	if (first.status === 'pending' && isStillMade(last)) return { amount, unit };
	if (last.status === 'upstream_error' && last.retry?.advised !== true) return undefined;
	const isDue =
		CHARGED.includes(last.status) || (price.chargedOnMiss && last.status === 'not_found');
	return { amount: isDue ? amount : 0, unit };
}

function noted(outcome: Outcome, note: string): Outcome {
	return { ...outcome, notes: [...(outcome.notes ?? []), note] };
}

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : 'unknown');

const notRemembered = (error: unknown) =>
	`The answer could not be saved, so the next request can cost credits again: ${wordsOf(error)}`;

const notCounted = (error: unknown) =>
	`The cost could not be recorded, so the budget counts the maximum: ${wordsOf(error)}`;

function underWay({ provider }: VendorClient, since: number): Outcome {
	return {
		status: 'pending',
		provider,
		reason: {
			code: 'question_under_way',
			message: `Another execution is already requesting this from the vendor (since ${new Date(since).toISOString()}). Nothing was sent. Run again to get its answer at no cost.`,
		},
		retry: { advised: true },
	};
}

function ledgerBusy({ provider }: VendorClient, { message }: DatabaseBusy): Outcome {
	return {
		status: 'upstream_error',
		provider,
		reason: { code: 'ledger_busy', message: `Nothing was sent to the vendor. ${message}` },
		retry: { advised: true },
	};
}
