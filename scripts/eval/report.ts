import type { EvaluationResult } from './evaluate.ts';
import { failuresOf } from './evaluate.ts';

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

const WORDS = ['route_sales', 'nurture', 'human_review', 'disqualify'];

/**
 * The result as Markdown.
 *
 * @param title which model it was
 * @param price of a million tokens, in whatever currency; no cost is told without it
 */
export function renderEvaluation(title: string, result: EvaluationResult, price?: number): string {
	const { confusion, routeSales, misses } = result;
	const failures = failuresOf(result);
	return [
		`## ${title}`,
		'',
		`- ${result.leads} leads; Cohen's kappa of the two passes of labels: ${result.kappa.toFixed(2)} (${result.disagreements} differ; the more careful label counts)`,
		`- decided as labelled: ${percent(result.accuracy)}; route_sales: precision ${percent(routeSales.precision)}, recall ${percent(routeSales.recall)}`,
		`- wrong enrollments: ${result.wrongEnrollments.length}; disputed: ${result.disputedEnrollments.length}; missed: ${result.missedEnrollments.length}`,
		`- bad messages let through: ${result.badMessages.length}; confidentiality leaks: ${result.leaks.length}`,
		`- decided by the model: ${result.byModel}; tokens: ${result.tokens}${price === undefined ? '' : `, cost: ${((price * result.tokens) / 1_000_000).toFixed(2)}`}`,
		'',
		`| label \\ decided | ${WORDS.join(' | ')} |`,
		`| --- | ${WORDS.map(() => '---').join(' | ')} |`,
		...WORDS.map(
			(label) => `| ${label} | ${WORDS.map((word) => confusion[label]?.[word] ?? 0).join(' | ')} |`,
		),
		'',
		...misses.map(
			({ id, trap, label, decided }) => `- ${id} (${trap}): ${label}, decided ${decided}`,
		),
		'',
		failures.length === 0 ? 'PASSED' : ['FAILED', ...failures].join('\n- '),
		'',
	].join('\n');
}
