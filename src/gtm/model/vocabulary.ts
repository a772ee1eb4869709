/**
 * A field whose values are words of a list. Vendors have lists of their own; each word of theirs that is
 * listed here, in any spelling, is read as the canonical one.
 */
export interface Vocabulary {
	/** The canonical words. */
	words: readonly string[];
	/** The canonical word of a text; undefined if the text is none. */
	toWord(this: void, text: string): string | undefined;
}

/** Without case, accents, punctuation and "and": `Hospital & Health Care` is `HOSPITAL_HEALTH_CARE`. */
export function wordKey(text: string): string {
	return text
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.split(/[^\p{L}\d+]+/u)
		.filter((part) => part !== 'and' && part !== '')
		.join('');
}

/** @param others for a canonical word, the words that mean it too, separated by commas */
export function vocabularyOf(
	words: readonly string[],
	others: Readonly<Record<string, string>> = {},
): Vocabulary {
	const known = new Map<string, string>();
	for (const [word, list] of Object.entries(others)) {
		for (const other of list.split(',')) known.set(wordKey(other), word);
	}
	// A canonical word means itself, whatever else is written above.
	for (const word of words) known.set(wordKey(word), word);
	return { words, toWord: (text) => known.get(wordKey(text)) };
}
