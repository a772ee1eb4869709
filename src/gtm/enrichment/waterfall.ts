import type { Clock } from '../../base/clock';
import type { VendorClient } from '../http/vendor-client';
import type {
	AnswerCache,
	AnswerLifetime,
	Question as CostlyQuestion,
} from '../ledger/answer-cache';
import type { CreditBudget, CreditLedger } from '../ledger/credit-ledger';
import type { Cost, Outcome, OutcomeStatus } from '../model/outcome';
import type { EnrichmentVendor, PriceEstimate } from './enrichment-vendor';
import { follow } from './follow';
import { type Question, identityOf, problemOf, questionKey } from './question';
import { type FieldRule, type FieldSource, contribution, missingFields } from './waterfall-fields';

export interface WaterfallStep {
	vendor: EnrichmentVendor;
	client: VendorClient;
	/** A digest of the credential: whose credits and answers these are. */
	principal: string;
	/** Of the vendor's account, in its unit. */
	budget: CreditBudget;
}

export interface WaterfallSettings {
	/** In the order in which they are asked: cheapest or best first. */
	steps: readonly WaterfallStep[];
	/** What is wanted, and when there is enough of it. */
	rules: readonly FieldRule[];
	lifetime: AnswerLifetime;
	/** How long an asynchronous vendor is followed, in milliseconds; then it is handed on as pending. */
	followMs: number;
	/** The execution: what it may spend is counted by it. */
	runId: string;
	signal?: AbortSignal;
}

export interface WaterfallPorts {
	answers: AnswerCache;
	credits: CreditLedger;
	clock: Clock;
}

/** What happened with one vendor. */
export interface StepReport {
	vendor: string;
	status: OutcomeStatus | 'not_asked';
	/** Why it was not asked, or what it said. */
	reason?: string;
	cached: boolean;
	/** Fields that its answer added. */
	filled: string[];
	cost?: Cost;
	handle?: string;
}

export interface WaterfallResult {
	outcome: Outcome<Record<string, unknown>>;
	/** By field. */
	sources: Record<string, FieldSource>;
	missing: string[];
	steps: StepReport[];
	/** By unit, of this run. */
	spent: Record<string, number>;
}

/** What a run can cost at most, vendor by vendor, before anything is asked. */
export function estimateCost(
	{ steps, rules }: Pick<WaterfallSettings, 'steps' | 'rules'>,
	kind: Question['kind'],
): Array<PriceEstimate & { vendor: string }> {
	return steps.map(({ vendor }) => {
		const fields = rules.map(({ field }) => field);
		return { vendor: vendor.profile.id, ...vendor.price(`${kind}.enrich`, fields) };
	});
}

/**
 * Asks vendors one after the other until the wanted fields are there. A vendor that can fill none of
 * what is still missing is not asked; one that answered the same question within its lifetime is not
 * asked again. Credits are set aside before each question and settled by what it really took. A vendor
 * that fails costs its answer only: the next one is asked.
 */
export async function runWaterfall(
	question: Question,
	settings: WaterfallSettings,
	ports: WaterfallPorts,
): Promise<WaterfallResult> {
	const problem = problemOf(question);
	const run = new WaterfallRun(question, settings, ports);
	if (problem !== undefined) return run.refused(problem);
	for (const step of settings.steps) {
		if (settings.signal?.aborted || run.missing().length === 0) break;
		await run.ask(step);
	}
	return run.result();
}

class WaterfallRun {
	private readonly values: Record<string, unknown>;
	private readonly sources: Record<string, FieldSource> = {};
	private readonly reports: StepReport[] = [];
	private readonly spent: Record<string, number> = {};
	private readonly key: string;

	constructor(
		private readonly question: Question,
		private readonly settings: WaterfallSettings,
		private readonly ports: WaterfallPorts,
	) {
		this.values = knownFrom(question);
		this.key = questionKey(question);
	}

	missing(): string[] {
		return missingFields(this.settings.rules, this.values);
	}

	async ask(step: WaterfallStep): Promise<void> {
		const { vendor } = step;
		const { id } = vendor.profile;
		const offered: readonly string[] = vendor.offers[this.question.kind];
		const wanted = this.missing().filter((field) => offered.includes(field));
		if (!vendor.capabilities[`${this.question.kind}.enrich`].supported || wanted.length === 0) {
			this.skip(id, 'It has none of the fields that are still missing.');
			return;
		}
		const kept = await this.ports.answers.get(this.askedOf(step));
		if (kept && kept.answer.status !== 'pending') {
			this.take({ ...kept.answer, provider: id }, { at: kept.at, cached: true });
			return;
		}
		const outcome = kept?.answer.handle
			? await this.followUp(step, { ...kept.answer, provider: id })
			: await this.buy(step, wanted);
		if (outcome) this.take(outcome, { at: this.ports.clock.now(), cached: false });
	}

	/**
	 * The same for every run with the same wishes, whatever earlier vendors gave: an answer that is paid
	 * for must be found again.
	 */
	private askedOf({ vendor, principal }: WaterfallStep): CostlyQuestion {
		const offered = vendor.offers[this.question.kind];
		const wishes = this.settings.rules.map(({ field }) => field);
		return {
			provider: vendor.profile.id,
			principal,
			operation: `${this.question.kind}.enrich`,
			identity: identityOf(this.question),
			fields: wishes.filter((field) => offered.includes(field)),
		};
	}

	/** Sets credits aside, asks, settles, and keeps the answer before anything else can fail. */
	private async buy(step: WaterfallStep, fields: readonly string[]): Promise<Outcome | undefined> {
		const { vendor, client, principal, budget } = step;
		const { credits } = this.ports;
		const { id: provider } = vendor.profile;
		const price = vendor.price(`${this.question.kind}.enrich`, fields);
		const { amount, unit } = price;
		const account = { provider, principal, unit };
		const reserved = await credits.reserve({ account, runId: this.settings.runId, amount, budget });
		if (!reserved.granted) {
			const period = reserved.limit === 'perRun' ? 'run' : 'day';
			this.skip(
				provider,
				`The budget of ${reserved.budget} ${unit}s a ${period} has ${reserved.budget - reserved.spent} left, and it may cost ${amount}.`,
			);
			return undefined;
		}
		// If the process dies from here on, the reservation counts as spent: nobody knows.
		const first = await askOnce(vendor, client, this.question, fields, this.key);
		await this.keep(step, first);
		const last = first.status === 'pending' ? await this.followUp(step, first) : first;
		const cost = costOf(first, last, price);
		if (cost.amount > 0) await credits.commit(reserved.id, cost.amount);
		else await credits.refund(reserved.id);
		this.spent[cost.unit] = (this.spent[cost.unit] ?? 0) + cost.amount;
		return { ...last, cost: { ...last.cost, ...cost } };
	}

	private async followUp(step: WaterfallStep, pending: Outcome): Promise<Outcome> {
		const { clock } = this.ports;
		const { followMs, signal } = this.settings;
		const settings = { clock, followMs, signal, options: { correlationId: this.key } };
		const last = await follow(step, this.question.kind, pending, settings);
		if (last.status !== 'pending') await this.keep(step, last);
		return last;
	}

	/** Failures are no answers: the next run asks again. */
	private async keep(step: WaterfallStep, outcome: Outcome): Promise<void> {
		await this.ports.answers.put(this.askedOf(step), outcome, this.settings.lifetime);
	}

	private take(outcome: Outcome, { at, cached }: { at: number; cached: boolean }): void {
		const { provider: vendor, status, reason, cost, handle } = outcome;
		const offered = (outcome.record ?? {}) as Record<string, unknown>;
		const added = contribution(this.settings.rules, this.values, offered);
		Object.assign(this.values, added);
		const filled = Object.keys(added);
		const source: FieldSource = { vendor, at: new Date(at).toISOString(), cached };
		for (const field of filled) this.sources[field] = source;
		this.reports.push({
			vendor,
			status,
			...(reason && { reason: reason.message }),
			cached,
			filled,
			...(cost && !cached && { cost }),
			...(handle !== undefined && status === 'pending' && { handle }),
		});
	}

	private skip(vendor: string, reason: string): void {
		this.reports.push({ vendor, status: 'not_asked', reason, cached: false, filled: [] });
	}

	refused(message: string): WaterfallResult {
		const reason = { code: 'question_incomplete', message };
		const outcome: Outcome<Record<string, unknown>> = {
			status: 'invalid',
			provider: 'waterfall',
			reason,
			retry: { advised: false },
		};
		return { outcome, sources: {}, missing: this.missing(), steps: [], spent: {} };
	}

	result(): WaterfallResult {
		const missing = this.missing();
		return {
			outcome: { provider: 'waterfall', record: this.values, ...this.verdict(missing) },
			sources: this.sources,
			missing,
			steps: this.reports,
			spent: this.spent,
		};
	}

	private verdict(missing: readonly string[]): Pick<Outcome, 'status' | 'reason' | 'retry'> {
		if (missing.length === 0) return { status: 'found' };
		const is = (status: StepReport['status']) =>
			this.reports.some((step) => step.status === status);
		const filled = Object.keys(this.sources).length > 0;
		const still = `Still missing: ${missing.join(', ')}.`;
		if (is('legal_block')) {
			return {
				status: 'legal_block',
				...because('removal_claim', `A vendor may not give data on this person. ${still}`),
			};
		}
		if (is('pending'))
			return {
				status: 'pending',
				...because('vendor_works', `A vendor is still working on it. ${still}`, true),
			};
		if (filled) return { status: 'partial', ...because('fields_missing', still) };
		if (is('not_found'))
			return { status: 'not_found', ...because('no_match', 'No vendor knows it.') };
		const failed = this.reports.find((step) => step.status !== 'not_asked');
		if (failed)
			return {
				status: failed.status as OutcomeStatus,
				...because('no_answer', `No vendor answered. ${failed.reason ?? ''}`.trim(), true),
			};
		const first = this.reports[0]?.reason ?? 'No vendor was chosen.';
		return {
			status: 'quota_exhausted',
			...because('nobody_asked', `No vendor was asked. ${first}`),
		};
	}
}

function because(code: string, message: string, advised = false) {
	return { reason: { code, message }, retry: { advised } };
}

async function askOnce(
	vendor: EnrichmentVendor,
	client: VendorClient,
	question: Question,
	fields: readonly string[],
	correlationId: string,
): Promise<Outcome> {
	return question.kind === 'company'
		? await vendor.enrichCompany(client, question.query, { fields, correlationId })
		: await vendor.enrichPerson(client, question.query, { fields, correlationId });
}

/** What the vendor said it took; where it says nothing, the price, as its terms charge it. */
function costOf(first: Outcome, last: Outcome, price: PriceEstimate): Cost {
	const said = last.cost ?? first.cost;
	if (said) return said;
	const charged: readonly OutcomeStatus[] = ['found', 'partial', 'pending'];
	const due = charged.includes(last.status) || (price.chargedOnMiss && last.status === 'not_found');
	return { amount: due ? price.amount : 0, unit: price.unit };
}

/** What the question says itself is known, and needs no vendor. */
function knownFrom({ kind, query }: Question): Record<string, unknown> {
	const entries = Object.entries(query).filter(
		([name, value]) =>
			value !== undefined && value !== '' && name !== 'companyName' && name !== 'domain',
	);
	const known = Object.fromEntries(entries) as Record<string, unknown>;
	if (kind === 'company') return { ...known, ...(query.domain && { domain: query.domain }) };
	return {
		...known,
		...(query.domain && { accountDomain: query.domain }),
		...('companyName' in query && query.companyName && { accountName: query.companyName }),
	};
}
