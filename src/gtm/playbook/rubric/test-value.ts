import type { RubricRow, Test } from './rubric';

type Compare = (known: unknown, wanted: RubricRow['value']) => boolean;

/** Our own words are written with `_`, as in `industrial_automation`; people write them apart. */
const plain = (value: unknown) => String(value).trim().toLowerCase().replaceAll('_', ' ');

/** A list of values, or one text with commas between. */
function listOf(wanted: RubricRow['value']): string[] {
	const all = Array.isArray(wanted) ? wanted.map(String) : String(wanted ?? '').split(',');
	return all.map(plain).filter((one) => one !== '');
}

const each = (known: unknown): unknown[] => (Array.isArray(known) ? (known as unknown[]) : [known]);

/** Whole words: "cto" is not in "director". */
function hasWord(text: string, word: string): boolean {
	const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
	return new RegExp(`(?:^|[^\\p{L}\\p{N}])${escaped}(?:$|[^\\p{L}\\p{N}])`, 'u').test(text);
}

const COMPARE: Readonly<Record<Test, Compare>> = {
	known: (known) => known !== undefined && known !== '' && known !== null,
	yes: (known) => known === true || plain(known) === 'true' || plain(known) === 'yes',
	is: (known, wanted) => each(known).some((one) => plain(one) === plain(wanted ?? '')),
	is_one_of: (known, wanted) => each(known).some((one) => listOf(wanted).includes(plain(one))),
	contains: (known, wanted) =>
		each(known).some((one) => listOf(wanted).some((word) => hasWord(plain(one), word))),
	at_least: (known, wanted) => numberOf(known) >= numberOf(wanted),
	at_most: (known, wanted) => numberOf(known) <= numberOf(wanted),
};

/** NaN, which nothing compares with, for what is no number. */
function numberOf(value: unknown): number {
	return value === '' || value === null || typeof value === 'boolean' ? NaN : Number(value);
}

export function passes(row: Pick<RubricRow, 'test' | 'value'>, known: unknown): boolean {
	return known !== undefined && COMPARE[row.test](known, row.value);
}
