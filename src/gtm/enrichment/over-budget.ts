import { type CreditBudget, type ReservationResult, endOfDay } from '../ledger/credit-ledger';
import type { Outcome } from '../model/outcome';
import type { PriceEstimate } from './enrichment-vendor';

const REFUSALS: Readonly<
	Record<keyof CreditBudget, { code: string; period: string; advice: string }>
> = {
	perRun: {
		code: 'budget_of_run',
		period: 'run',
		advice: 'Raise Credits per Run, or process the remaining items in another run.',
	},
	perDay: {
		code: 'budget_of_day',
		period: 'day',
		advice: 'Raise Credits per Day, or run again tomorrow (UTC).',
	},
};

/** Nobody was asked, since it might cost more than may be spent. What is remembered is still answered. */
export function overBudget(
	provider: string,
	{ limit, spent, budget }: Extract<ReservationResult, { granted: false }>,
	{ amount, unit }: PriceEstimate,
	now: number,
): Outcome {
	const { code, period, advice } = REFUSALS[limit];
	const message = `The budget of ${budget} ${unit}s a ${period} has ${Math.max(0, budget - spent)} left, and this can cost ${amount}. Nothing was sent to the vendor. ${advice}`;
	return {
		status: 'quota_exhausted',
		provider,
		reason: { code, message },
		retry:
			limit === 'perDay' ? { advised: true, afterMs: endOfDay(now) - now } : { advised: false },
	};
}

/** Codes of refusals that are ours: nobody was asked, and other questions may still be answered. */
export const OWN_BUDGET_CODES: readonly string[] = [
	...Object.values(REFUSALS).map(({ code }) => code),
	'nobody_asked',
];
