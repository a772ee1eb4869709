import type { VendorClient } from '../http/vendor-client';
import type { CreditBudget } from '../ledger/credit-ledger';
import type { Cost, Outcome, OutcomeStatus, Remembered, RetryAdvice } from '../model/outcome';
import { type AskingPorts, type Answered, type Spending, askOnce } from './ask-once';
import type { EnrichmentVendor, PriceEstimate } from './enrichment-vendor';
import { follow } from './follow';
import { OWN_BUDGET_CODES } from './over-budget';
import { type Question, identityOf, problemOf, questionKey } from './question';
import { type FieldRule, type FieldSource, contribution, missingFields } from './waterfall-fields';
import { NOTHING_TO_ADD, refusedOutcome, verdictOf } from './waterfall-verdict';

export interface WaterfallStep {
	vendor: EnrichmentVendor;
	client: VendorClient;
	/** A digest of the credential, by which versions before accounts remembered. */
	principal: string;
	/** Of the vendor's account, in its unit. */
	budget: CreditBudget;
}

export interface WaterfallSettings extends Omit<Spending, 'budget' | 'patienceMs'> {
	/** In the order in which they are asked: cheapest or best first. */
	steps: readonly WaterfallStep[];
	/** What is wanted, and when there is enough of it. */
	rules: readonly FieldRule[];
	/** How long an asynchronous vendor is followed, in milliseconds; then it is handed on as pending. */
	followMs: number;
}

/** What happened with one vendor. */
export interface StepReport {
	vendor: string;
	status: OutcomeStatus | 'not_asked';
	/** Why it was not asked, or what it said. */
	reason?: string;
	/** Of a failure: not where the vendor may have charged for it. */
	retry?: RetryAdvice;
	cached: boolean;
	/** Fields that its answer added. */
	filled: string[];
	cost?: Cost;
	/** When it was answered, and what it did not cost again. */
	remembered?: Remembered;
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
 * what is still missing is not asked, nor is one that answered the same question, or a larger one, within
 * its lifetime. A vendor that fails costs its answer only: the next one is asked.
 */
export async function runWaterfall(
	question: Question,
	settings: WaterfallSettings,
	ports: AskingPorts,
): Promise<WaterfallResult> {
	const run = new WaterfallRun(question, settings, ports);
	const problem = problemOf(question);
	if (problem !== undefined) return run.refused('question_incomplete', problem);
	const nobodys = notOffered(question.kind, settings);
	if (nobodys.length > 0 && nobodys.length === settings.rules.length) {
		const message = `None of the chosen vendors has ${nobodys.join(', ')}, so nothing was sent. Change Wanted Fields or Vendors.`;
		return run.refused('wanted_not_offered', message);
	}
	for (const step of settings.steps) {
		if (settings.signal?.aborted || run.missing().length === 0) break;
		await run.ask(step);
	}
	return run.result(nobodys);
}

/** Wanted fields that no vendor of the waterfall can fill. */
function notOffered(
	kind: Question['kind'],
	{ steps, rules }: Pick<WaterfallSettings, 'rules' | 'steps'>,
): string[] {
	const able = steps.filter(({ vendor }) => vendor.capabilities[`${kind}.enrich`].supported);
	const offered = new Set(able.flatMap(({ vendor }) => vendor.offers[kind]));
	return rules.map(({ field }) => field).filter((field) => !offered.has(field));
}

/** Another one that asks the same is waited for at least so long: its answer comes in seconds. */
const LEAST_PATIENCE_MS = 60_000;

class WaterfallRun {
	private readonly values: Record<string, unknown>;
	private readonly sources: Record<string, FieldSource> = {};
	private readonly reports: StepReport[] = [];
	private readonly spent: Record<string, number> = {};
	private readonly key: string;

	constructor(
		private readonly question: Question,
		private readonly settings: WaterfallSettings,
		private readonly ports: AskingPorts,
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
			this.skip(id, NOTHING_TO_ADD);
			return;
		}
		const answered = await this.answer(step, wanted);
		const { code = '', message = '' } = answered.outcome.reason ?? {};
		if (OWN_BUDGET_CODES.includes(code)) this.skip(id, message);
		else this.take(answered);
	}

	/** What is asked of a vendor is what those before it left open: that, and no more, is remembered. */
	private async answer(step: WaterfallStep, fields: readonly string[]): Promise<Answered> {
		const { vendor, client, principal, budget } = step;
		const { question, settings, ports, key: correlationId } = this;
		const { followMs } = settings;
		return await askOnce(
			{
				vendor,
				client,
				principal,
				operation: `${question.kind}.enrich`,
				identity: identityOf(question),
				fields,
				ask: async () =>
					question.kind === 'company'
						? await vendor.enrichCompany(client, question.query, { fields, correlationId })
						: await vendor.enrichPerson(client, question.query, { fields, correlationId }),
				goOn: async (pending, when) =>
					await follow(step, question.kind, pending, {
						clock: ports.clock,
						followMs,
						atOnce: when === 'at once',
						options: { correlationId },
						...(settings.signal && { signal: settings.signal }),
					}),
			},
			{ ...settings, budget, patienceMs: Math.max(followMs, LEAST_PATIENCE_MS) },
			ports,
		);
	}

	private take({ outcome, at, isRemembered: cached, spent }: Answered): void {
		const { provider: vendor, status, reason, retry, cost, remembered, handle } = outcome;
		const offered = (outcome.record ?? {}) as Record<string, unknown>;
		const added = contribution(this.settings.rules, this.values, offered);
		Object.assign(this.values, added);
		const filled = Object.keys(added);
		const source: FieldSource = { vendor, at: new Date(at).toISOString(), cached };
		for (const field of filled) this.sources[field] = source;
		if (spent) this.spent[spent.unit] = (this.spent[spent.unit] ?? 0) + spent.amount;
		this.reports.push({
			vendor,
			status,
			...(reason && { reason: reason.message }),
			...(retry && { retry }),
			cached,
			filled,
			...(cost && !cached && { cost }),
			...(remembered && { remembered }),
			...(handle !== undefined && status === 'pending' && { handle }),
		});
	}

	private skip(vendor: string, reason: string): void {
		this.reports.push({ vendor, status: 'not_asked', reason, cached: false, filled: [] });
	}

	refused(code: string, message: string): WaterfallResult {
		const outcome = refusedOutcome(code, message);
		return { outcome, sources: {}, missing: this.missing(), steps: [], spent: {} };
	}

	/** @param nobodys wanted fields that no vendor could have filled */
	result(nobodys: readonly string[]): WaterfallResult {
		const missing = this.missing();
		const isFilled = Object.keys(this.sources).length > 0;
		const outcome = {
			provider: 'waterfall',
			record: this.values,
			...verdictOf(missing, this.reports, isFilled),
			...(nobodys.length > 0 && {
				notes: [`None of the chosen vendors has ${nobodys.join(', ')}.`],
			}),
		};
		return { outcome, sources: this.sources, missing, steps: this.reports, spent: this.spent };
	}
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
