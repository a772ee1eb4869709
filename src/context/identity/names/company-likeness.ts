import { alignWords } from './align-words';
import { companyWords, type CompanyWords } from './company-words';
import { slipsBetween } from './edit-distance';
import { formsAgree } from './legal-forms';

/**
 * From here on a likeness of companies' names is worth a person's look. What a word may have of slips is
 * bounded already: one in a name of four letters is the worst there is.
 */
export const COMPANY_SUGGESTION = 0.75;

/** Letters for a word on its own: `IBM` of `International Business Machines`. */
const INITIALISM_LIKENESS = 0.75;

/**
 * How alike two names of companies are, 0 to 1. Every word that tells companies from each other must have
 * its counterpart: `Acme Germany` is another one than `Acme France`, and than `Acme`. Legal forms may be
 * left out or spelled out, and are a difference only if they are of different kinds; order, accents,
 * hyphens, `&` and slips of the pen are none; numbers are.
 */
export function companyLikeness(one: string, other: string): number {
	const [first, second] = [companyWords(one), companyWords(other)];
	if (first.telling.length === 0 || second.telling.length === 0) return 0;
	if (!formsAgree(first.forms, second.forms)) return 0;
	if (joined(first) === joined(second)) return 1;
	if (isInitialism(first, second) || isInitialism(second, first)) return INITIALISM_LIKENESS;
	const { slips, left, right } = alignWords(first.telling, second.telling, slipsOfWords);
	if (left.length > 0 || right.length > 0) return 0;
	return 1 - slips / Math.max(joined(first).length, joined(second).length);
}

/**
 * Whether two names cannot be one company's even if both have the same domain: each has words that the
 * other lacks. `Acme` may be `Acme Robotics`; `Acme Robotics` is not `Acme Foods`.
 */
export function companiesDiffer(one: string, other: string): boolean {
	const [first, second] = [companyWords(one), companyWords(other)];
	if (first.telling.length === 0 || second.telling.length === 0) return false;
	if (joined(first) === joined(second)) return false;
	if (isInitialism(first, second) || isInitialism(second, first)) return false;
	const { left, right } = alignWords(first.telling, second.telling, slipsOfWords);
	return left.length > 0 && right.length > 0;
}

function slipsOfWords(one: string, other: string): number | undefined {
	return isNumber(one) || isNumber(other)
		? one === other
			? 0
			: undefined
		: slipsBetween(one, other);
}

/** Digits, and Roman numerals from two letters on: `Fund VII` is another fund than `Fund VIII`. */
function isNumber(word: string): boolean {
	return /\d/.test(word) || /^(?=[ivx]{2,})x{0,3}(?:ix|iv|v?i{0,3})$/.test(word);
}

function joined({ telling }: CompanyWords): string {
	return telling.join('');
}

function isInitialism(short: CompanyWords, long: CompanyWords): boolean {
	const [word = '', more] = short.telling;
	if (more !== undefined || word.length < 3 || long.telling.length < 3) return false;
	return word === long.telling.map((each) => each[0] ?? '').join('');
}
