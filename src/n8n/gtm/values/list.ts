import { isAbsent } from './given';
import { toText } from './text';
import { Unreadable } from './unreadable';

/**
 * The texts of a list, without empty ones: a list from an expression, a list written as JSON, or a text
 * with commas or lines between. A value that holds a comma itself needs one of the first two.
 *
 * @throws Unreadable for objects, and for entries that are lists or objects
 */
export function toTexts(value: unknown): string[] {
	return entriesOf(value).flatMap((entry, index) => {
		const text = inEntry(index, () => toText(entry));
		return text === undefined ? [] : [text];
	});
}

/** The entries of a list, each as it is; empty ones of a list from an expression too. */
export function entriesOf(value: unknown): unknown[] {
	if (Array.isArray(value)) return value;
	if (typeof value !== 'string') return isAbsent(value) ? [] : [value];
	const text = value.trim();
	if (text.startsWith('[') && text.endsWith(']')) {
		const parsed = parsedList(text);
		if (parsed) return parsed;
	}
	return text.split(/[,\n]/).filter((part) => part.trim() !== '');
}

function parsedList(text: string): unknown[] | undefined {
	try {
		const parsed: unknown = JSON.parse(text);
		return Array.isArray(parsed) ? parsed : undefined;
	} catch {
		// Brackets around words: `[a, b]` is no JSON, and nothing that anybody means as names.
		throw new Unreadable(
			'looks like a JSON list but is not valid',
			'Write it as ["a", "b"], or without brackets: a, b',
		);
	}
}

function inEntry<Result>(index: number, act: () => Result): Result {
	try {
		return act();
	} catch (error) {
		if (!(error instanceof Unreadable)) throw error;
		throw new Unreadable(
			`has an entry that cannot be read: number ${index + 1} ${error.what}`,
			'Enter a list of texts',
		);
	}
}
