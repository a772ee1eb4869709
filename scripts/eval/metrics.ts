import type { Label, Labels } from './leads.ts';

/** The more careful first: of two labels that differ, it counts. */
const CAREFUL = ['disqualify', 'human_review', 'nurture', 'route_sales'];

/**
 * What both passes agree on, and the more careful word where they do not. Nobody must be enrolled of whom
 * both say no.
 */
export function agreed(first: Labels, second: Labels): Record<string, Label> {
	return Object.fromEntries(
		Object.entries(first).map(([id, one]) => {
			const other = second[id];
			if (other === undefined) throw new Error(`${id} has no second label`);
			const enroll = one.enroll === 'yes' || other.enroll === 'yes' ? 'yes' : 'no';
			const careful = (label: Label) => CAREFUL.indexOf(label.decision);
			return [
				id,
				{ decision: careful(one) <= careful(other) ? one.decision : other.decision, enroll },
			];
		}),
	);
}

/** Cohen's kappa of two passes over the same leads: 1 for the same, 0 for what chance gives. */
export function kappa(first: Labels, second: Labels): number {
	const ids = Object.keys(first);
	const words = [
		...new Set([...Object.values(first), ...Object.values(second)].map((one) => one.decision)),
	];
	const share = (labels: Labels, word: string) =>
		ids.filter((id) => labels[id]?.decision === word).length / ids.length;
	const observed =
		ids.filter((id) => first[id]?.decision === second[id]?.decision).length / ids.length;
	const chance = words.reduce((sum, word) => sum + share(first, word) * share(second, word), 0);
	return chance === 1 ? 1 : (observed - chance) / (1 - chance);
}

export type Confusion = Record<string, Record<string, number>>;

/** By the label, then by what was decided. */
export function confusionOf(pairs: ReadonlyArray<{ label: string; decided: string }>): Confusion {
	const table: Confusion = {};
	for (const { label, decided } of pairs) {
		const row = (table[label] ??= {});
		row[decided] = (row[decided] ?? 0) + 1;
	}
	return table;
}

/** Of one word: how many of those decided were right, and how many of the right ones were found. */
export function precisionAndRecall(table: Confusion, word: string) {
	const right = table[word]?.[word] ?? 0;
	const decided = Object.values(table).reduce((sum, row) => sum + (row[word] ?? 0), 0);
	const labelled = Object.values(table[word] ?? {}).reduce((sum, count) => sum + count, 0);
	return {
		precision: decided === 0 ? 1 : right / decided,
		recall: labelled === 0 ? 1 : right / labelled,
	};
}
