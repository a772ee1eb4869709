import type { Identity } from './identity.ts';
import type { PairMapping } from './mapping.ts';
import type { Row } from './rows.ts';
import { type Score, scoreOf } from './score.ts';

/** What the names of one kind came to, as suggestions: names alone never merge. */
export interface PairMeasurement {
	group: string;
	pairs: number;
	suggestions: Score;
	wrong: string[];
	missed: string[];
}

export function measurePairs(
	identity: Identity,
	rows: readonly Row[],
	{ pairs: mapping }: PairMapping,
): PairMeasurement[] {
	const read = (row: Row, field: string) => row.get(field)?.[0] ?? '';
	const byGroup = Map.groupBy(rows, (row) => read(row, mapping.group));
	return [...byGroup].flatMap(([group, each]) => {
		const type = mapping.types[group];
		if (type === undefined) return [];
		const judged = each.map((row) => {
			const [one, other] = [read(row, mapping.one), read(row, mapping.other)];
			const isOne = read(row, mapping.isOne.field) === mapping.isOne.value;
			return { told: `${one} | ${other}`, isOne, isSaid: isSuggested(identity, type, one, other) };
		});
		const told = (said: boolean, one: boolean) =>
			judged
				.filter(({ isOne, isSaid }) => isSaid === said && isOne === one)
				.map((pair) => pair.told);
		const [wrong, missed] = [told(true, false), told(false, true)];
		const counts = { right: told(true, true).length, wrong: wrong.length, missed: missed.length };
		return [{ group, pairs: each.length, suggestions: scoreOf(counts), wrong, missed }];
	});
}

function isSuggested(
	identity: Identity,
	type: 'contact' | 'account',
	one: string,
	other: string,
): boolean {
	return type === 'account'
		? identity.companyLikeness(one, other) >= identity.COMPANY_SUGGESTION
		: identity.personLikeness(one, other) >= identity.PERSON_SUGGESTION;
}
