/** Words, runs of digits and runs of marks, as tokenizers of large models cut JSON. */
const PARTS =
	/(?<word>\p{Lu}?\p{Ll}+|\p{Lu}+|\p{L}[\p{L}\p{M}]*)|(?<digits>\p{N}+)|(?<marks>[^\p{L}\p{N}\s]+)/gu;

const ASCII = /^[\x20-\x7e]+$/;

/** Scripts that have no spaces between words. */
const DENSE = /[\u0e00-\u0e7f\u3040-\u9fff\uac00-\ud7af]/;

/** How many tokens a word of this many ASCII letters is in the mean; longer ones go by their length. */
const WORD_TOKENS: ReadonlyArray<{ upTo: number; tokens: number }> = [
	{ upTo: 3, tokens: 0.9 },
	{ upTo: 6, tokens: 1.12 },
	{ upTo: 9, tokens: 0.97 },
];
const LONG_WORD_TOKENS_PER_LETTER = 0.13;
const OTHER_TOKENS_PER_LETTER = 0.25;
const DENSE_TOKENS_PER_LETTER = 0.68;
/** Three digits are one token, and a date or a number is seldom cut where its threes end. */
const TOKENS_PER_THREE_DIGITS = 1.18;
/** `":{"` is one. A lone dot or hyphen often goes with the word behind it. */
const MARKS_TOKENS = 1.16;
const LONE_MARK_TOKENS = 0.95;

/**
 * About how many tokens a text of JSON is to a large model. Within 10 % of a real tokenizer for the
 * answers of the graph, which a test holds; prose and tables may be further off. A real tokenizer
 * would add megabytes to the package, and each model has another one.
 */
export function estimateTokens(text: string): number {
	let tokens = 0;
	for (const { groups } of text.matchAll(PARTS)) {
		if (groups?.word !== undefined) tokens += tokensOfWord(groups.word);
		else if (groups?.digits !== undefined) {
			tokens += Math.ceil(groups.digits.length / 3) * TOKENS_PER_THREE_DIGITS;
		} else tokens += isLoneMark(groups?.marks ?? '') ? LONE_MARK_TOKENS : MARKS_TOKENS;
	}
	return Math.ceil(tokens);
}

/** The same of what will be JSON. */
export function estimateTokensOf(value: unknown): number {
	return estimateTokens(JSON.stringify(value) ?? '');
}

function tokensOfWord(word: string): number {
	const { length } = word;
	if (DENSE.test(word)) return length * DENSE_TOKENS_PER_LETTER;
	if (!ASCII.test(word)) return 0.6 + length * OTHER_TOKENS_PER_LETTER;
	const usual = WORD_TOKENS.find(({ upTo }) => length <= upTo);
	return usual?.tokens ?? length * LONG_WORD_TOKENS_PER_LETTER;
}

function isLoneMark(marks: string): boolean {
	return marks.length === 1 && !/["{}[\],:|]/.test(marks);
}
