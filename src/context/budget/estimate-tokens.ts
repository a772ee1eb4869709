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
	// Most answers are plain ASCII, and each is estimated many times: letter by letter takes a fifth.
	return Math.ceil(tokensOfAscii(text) ?? tokensOfAny(text));
}

function tokensOfAny(text: string): number {
	let tokens = 0;
	for (const { groups } of text.matchAll(PARTS)) {
		if (groups?.word !== undefined) tokens += tokensOfWord(groups.word);
		else if (groups?.digits !== undefined) tokens += tokensOfDigits(groups.digits.length);
		else tokens += tokensOfMarks(groups?.marks ?? '');
	}
	return tokens;
}

/** The same parts without a regular expression; undefined if a letter is none of ASCII. */
function tokensOfAscii(text: string): number | undefined {
	let tokens = 0;
	for (let at = 0; at < text.length;) {
		const from = at;
		const kind = kindOf(text.charCodeAt(at));
		at += 1;
		if (kind === Kind.other) return undefined;
		if (kind === Kind.space) continue;
		// One upper-case letter begins a word, several are one.
		const isCapital = kind === Kind.upper && kindAt(text, at) === Kind.lower;
		const run = isCapital ? Kind.lower : kind;
		while (kindAt(text, at) === run) at += 1;
		if (run === Kind.digit) tokens += tokensOfDigits(at - from);
		else if (run === Kind.mark) tokens += tokensOfMarks(text.slice(from, at));
		else tokens += tokensOfAsciiWord(at - from);
	}
	return tokens;
}

const Kind = { lower: 0, upper: 1, digit: 2, mark: 3, space: 4, other: 5 } as const;

/** Of each character of ASCII. */
const KINDS = Uint8Array.from({ length: 128 }, (_, code) => {
	const letter = String.fromCharCode(code);
	if (/[a-z]/.test(letter)) return Kind.lower;
	if (/[A-Z]/.test(letter)) return Kind.upper;
	if (/[0-9]/.test(letter)) return Kind.digit;
	return /\s/.test(letter) ? Kind.space : Kind.mark;
});

function kindAt(text: string, at: number): number {
	return at < text.length ? kindOf(text.charCodeAt(at)) : Kind.other;
}

function kindOf(code: number): number {
	return KINDS[code] ?? Kind.other;
}

/** The same of what will be JSON. */
export function estimateTokensOf(value: unknown): number {
	return estimateTokens(JSON.stringify(value) ?? '');
}

function tokensOfWord(word: string): number {
	const { length } = word;
	if (DENSE.test(word)) return length * DENSE_TOKENS_PER_LETTER;
	if (!ASCII.test(word)) return 0.6 + length * OTHER_TOKENS_PER_LETTER;
	return tokensOfAsciiWord(length);
}

function tokensOfAsciiWord(length: number): number {
	const usual = WORD_TOKENS.find(({ upTo }) => length <= upTo);
	return usual?.tokens ?? length * LONG_WORD_TOKENS_PER_LETTER;
}

function tokensOfDigits(length: number): number {
	return Math.ceil(length / 3) * TOKENS_PER_THREE_DIGITS;
}

function tokensOfMarks(marks: string): number {
	return isLoneMark(marks) ? LONE_MARK_TOKENS : MARKS_TOKENS;
}

function isLoneMark(marks: string): boolean {
	return marks.length === 1 && !/["{}[\],:|]/.test(marks);
}
