import { table } from '../docs-vendors/capability-table.ts';
import type { SetMeasurement } from './measure-set.ts';
import type { Score } from './score.ts';

/** What is promised of every set: no wrong merge. Of names, that their likeness is of use. */
export const LEAST_COMPANY_F1 = 0.86;

/** Groups of pairs whose figure is a promise. */
const PROMISED_GROUP = 'Company';

export function problemsOf(measured: SetMeasurement): string[] {
	if ('pairs' in measured) {
		return measured.pairs
			.filter(
				({ group, suggestions }) => group === PROMISED_GROUP && suggestions.f1 < LEAST_COMPANY_F1,
			)
			.map(
				({ suggestions }) =>
					`F1 of companies' names is ${figure(suggestions.f1)}, below ${LEAST_COMPANY_F1}`,
			);
	}
	const { automatic, equalIdentifiers } = measured.records;
	return [
		...(automatic.wrong > 0 ? [`${automatic.wrong} pairs were merged wrongly`] : []),
		...(automatic.recall < equalIdentifiers.recall
			? [
					`automatic merges find ${automatic.right} pairs, equal identifiers alone ${equalIdentifiers.right}`,
				]
			: []),
	];
}

/** Markdown: a table of the records' sets, one of the names', and every wrong merge. */
export function renderReport(all: readonly SetMeasurement[]): string {
	const ofRecords = all.filter((each) => 'records' in each);
	const ofPairs = all.filter((each) => 'pairs' in each);
	const problems = all.flatMap((each) =>
		problemsOf(each).map((problem) => `- ${each.name}: ${problem}`),
	);
	return [
		...(ofRecords.length > 0 ? recordTables(ofRecords) : []),
		...(ofPairs.length > 0 ? pairTables(ofPairs) : []),
		problems.length > 0
			? ['Expectations missed:', '', ...problems].join('\n')
			: 'All expectations met.',
		'',
	].join('\n');
}

type OfRecords = Extract<SetMeasurement, { records: unknown }>;
type OfPairs = Extract<SetMeasurement, { pairs: unknown }>;

function recordTables(all: readonly OfRecords[]): string[] {
	const rows = all.flatMap(({ name, records }) => {
		const { automatic, equalIdentifiers, withSuggestions } = records;
		const size = `${records.records} records, ${records.truePairs} true pairs`;
		return [
			[name, size, 'equal identifiers alone', ...scoreCells(equalIdentifiers)],
			[name, size, 'merged automatically', ...scoreCells(automatic)],
			[name, size, 'merged or suggested', ...scoreCells(withSuggestions)],
		];
	});
	const wrong = all.flatMap(({ name, records }) =>
		records.wrongMerges.map((merge) => `- ${name}: ${merge}`),
	);
	return [
		...table(['set', 'size', 'what', 'right', 'wrong', 'precision', 'recall', 'F1'], rows),
		'',
		...(wrong.length > 0 ? ['Wrong merges:', '', ...wrong] : ['No wrong merge.']),
		'',
	];
}

function pairTables(all: readonly OfPairs[]): string[] {
	const rows = all.flatMap(({ name, pairs }) =>
		pairs.map(({ group, pairs: count, suggestions }) => [
			name,
			`${group}, ${count} pairs`,
			...scoreCells(suggestions),
		]),
	);
	const wrong = all.flatMap(({ pairs }) =>
		pairs.flatMap((each) => each.wrong.map((pair) => `- ${each.group}: ${pair}`)),
	);
	return [
		...table(['set', 'names of', 'right', 'wrong', 'precision', 'recall', 'F1'], rows),
		'',
		...(wrong.length > 0 ? ['Wrong suggestions:', '', ...wrong, ''] : []),
	];
}

function scoreCells({ right, wrong, precision, recall, f1 }: Score): string[] {
	return [String(right), String(wrong), figure(precision), figure(recall), figure(f1)];
}

function figure(value: number): string {
	return value.toFixed(3);
}
