import type { RememberedAnswer } from '../ledger/answer-ledger';
import type { Cost, Outcome } from '../model/outcome';
import type { PriceEstimate } from './enrichment-vendor';

/** An answer that was paid for before, as an outcome. It cost nothing this time, and says what it did. */
export function rememberedOutcome(
	provider: string,
	{ answer, at }: RememberedAnswer,
	{ amount, unit, chargedOnMiss }: PriceEstimate,
): Outcome {
	const { fields: _fields, handle: _handle, cost, ...outcome } = answer;
	const isFree =
		answer.status === 'legal_block' || (answer.status === 'not_found' && !chargedOnMiss);
	const saved = cost ?? { amount: isFree ? 0 : amount, unit };
	const time = new Date(at).toISOString();
	return {
		...outcome,
		provider,
		cost: { amount: 0, unit },
		remembered: { at: time, saved },
		notes: [
			...(answer.notes ?? []),
			`Reused the answer of ${time}, which saved ${sum(saved, cost !== undefined)}. To request it again, set "Reuse Answers For (Days)" to 0.`,
		],
	};
}

function sum({ amount, unit }: Cost, isTold: boolean): string {
	if (amount === 0) return 'a call and no credits';
	return `${isTold ? '' : 'up to '}${amount} ${unit}${amount === 1 ? '' : 's'}`;
}
