import { FREQUENT } from './words';

/** Words of a text in lower case. */
export function wordsOf(text: string): string[] {
	return text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*/gu) ?? [];
}

/** The language whose frequent words a text has most of; undefined for a text too short to tell. */
export function languageOf(text: string): string | undefined {
	const words = wordsOf(text);
	const counts = Object.entries(FREQUENT).map(([language, frequent]) => ({
		language,
		count: words.filter((word) => frequent.includes(word)).length,
	}));
	const [first, second] = counts.toSorted((one, other) => other.count - one.count);
	if (first === undefined || first.count < 3 || first.count === second?.count) return undefined;
	return first.language;
}

/** Words in a row that make a phrase. */
const PHRASE = 3;

/** Share of phrases that two texts have in common, of the shorter one's: 0 to 1. */
export function likeness(one: string, other: string): number {
	const [first, second] = [phrasesOf(one), phrasesOf(other)];
	const fewest = Math.min(first.size, second.size);
	if (fewest === 0) return 0;
	return [...first].filter((phrase) => second.has(phrase)).length / fewest;
}

function phrasesOf(text: string): Set<string> {
	const words = wordsOf(text);
	return new Set(
		words
			.slice(0, Math.max(0, words.length - PHRASE + 1))
			.map((_, index) => words.slice(index, index + PHRASE).join(' ')),
	);
}
