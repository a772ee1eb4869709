import {
	type CreditLimit,
	type ReservationResult,
	endOfDay,
	endOfMonth,
} from '../ledger/credit-ledger';
import type { Outcome } from '../model/outcome';
import type { PriceEstimate } from './enrichment-vendor';

const REFUSALS: Readonly<
	Record<
		CreditLimit,
		{
			code: string;
			/** In words: whose budget, and for how long. */
			budget: string;
			advice: string;
			/** When there is a new one: milliseconds since 1970. */
			renewedAt?: (now: number) => number;
		}
	>
> = {
	perRun: {
		code: 'budget_of_run',
		budget: 'a run',
		advice: 'Raise Credits per Run, or process the remaining items in another run.',
	},
	perDay: {
		code: 'budget_of_day',
		budget: 'a day',
		advice: 'Raise Credits per Day, or run again tomorrow (UTC).',
		renewedAt: endOfDay,
	},
	callerPerDay: {
		code: 'caller_budget_of_day',
		budget: 'a day for each caller',
		advice: 'Tell the user. The owner of the server can raise Credits per Caller and Day.',
		renewedAt: endOfDay,
	},
	callerPerMonth: {
		code: 'caller_budget_of_month',
		budget: 'a month for each caller',
		advice: 'Tell the user. The owner of the server can raise Credits per Caller and Month.',
		renewedAt: endOfMonth,
	},
};

/** Nobody was asked, since it might cost more than may be spent. What is remembered is still answered. */
export function overBudget(
	provider: string,
	{ limit, spent, budget }: Extract<ReservationResult, { granted: false }>,
	{ amount, unit }: PriceEstimate,
	now: number,
): Outcome {
	const { code, budget: of, advice, renewedAt } = REFUSALS[limit];
	const renewed = renewedAt?.(now);
	const isCallers = limit === 'callerPerDay' || limit === 'callerPerMonth';
	const when =
		isCallers && renewed !== undefined ? ` It renews at ${new Date(renewed).toISOString()}.` : '';
	const message = `The budget of ${budget} ${unit}s ${of} has ${Math.max(0, budget - spent)} left, and this can cost ${amount}. Nothing was sent to the vendor.${when} ${advice}`;
	return {
		status: 'quota_exhausted',
		provider,
		reason: { code, message },
		retry: renewed === undefined ? { advised: false } : { advised: true, afterMs: renewed - now },
	};
}

/** Codes of refusals that are ours: nobody was asked, and other questions may still be answered. */
export const OWN_BUDGET_CODES: readonly string[] = [
	...Object.values(REFUSALS).map(({ code }) => code),
	'nobody_asked',
];
