import { isAbsent } from './given';
import { toTexts } from './list';
import { Unreadable, kindOf, quoted } from './unreadable';

/**
 * One of the values that there are; undefined if there is none.
 *
 * @throws Unreadable naming those that there are
 */
export function toChoice<Choice extends string>(
	value: unknown,
	choices: readonly Choice[],
): Choice | undefined {
	if (isAbsent(value)) return undefined;
	const found = choices.find((one) => typeof value === 'string' && one === value.trim());
	if (found !== undefined) return found;
	const what = typeof value === 'string' ? quoted(value.trim()) : kindOf(value);
	throw new Unreadable(`is ${what}`, `Use one of ${choices.join(', ')}`);
}

/** Several of the values that there are, as a list; see `toTexts` for how one is written. */
export function toChoices<Choice extends string>(
	value: unknown,
	choices: readonly Choice[],
): Choice[] {
	return [...new Set(toTexts(value))].map((text) => {
		const found = choices.find((one) => one === text);
		if (found !== undefined) return found;
		throw new Unreadable(`names ${quoted(text)}`, `Use some of ${choices.join(', ')}`);
	});
}
