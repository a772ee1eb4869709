import { estimateTokens } from './token-estimate';

/** A list or a text of which only the beginning was kept. */
export interface Cut {
	/** Where it is, such as `data.results`; empty for the whole. */
	path: string;
	unit: 'elements' | 'characters';
	kept: number;
	total: number;
}

export interface Trimmed {
	value: unknown;
	cuts: Cut[];
	/** Estimates. */
	tokens: number;
	tokensBefore: number;
}

/** The same list or text may be cut several times, so this is more than enough to get there. */
const ROUNDS_MAX = 30;
/** Aim a little lower than the excess, so that rounding does not need a further round. */
const MARGIN = 0.95;
/** A text is not cut shorter than this while something else can be. */
const TEXT_MIN = 80;

/**
 * The beginning of a value that fits a budget of tokens. JSON stays JSON: the longest list or text in
 * it is shortened again and again, so that page cursors and totals beside a list survive. What has
 * nothing to shorten (an object with thousands of keys) is cut as text.
 *
 * @param budget estimated tokens of the value as JSON, or as text if it is a text
 */
export function trimToTokens(value: unknown, budget: number): Trimmed {
	const tokensBefore = tokensOf(value);
	const cuts = new Map<string, Cut>();
	let current = value;
	let tokens = tokensBefore;
	for (let round = 0; tokens > budget && round < ROUNDS_MAX; round += 1) {
		const part = largestPart(current, '');
		if (!part) break;
		const excess = tokens - budget;
		const share = Math.max(0, (part.tokens - excess) / part.tokens) * MARGIN;
		const shorter = shorten(part.value, share);
		const total = cuts.get(part.path)?.total ?? part.value.length;
		const unit = typeof part.value === 'string' ? 'characters' : 'elements';
		cuts.set(part.path, { path: part.path, unit, kept: shorter.length, total });
		current = part.replace(shorter);
		tokens = tokensOf(current);
	}
	if (tokens <= budget) return { value: current, cuts: [...cuts.values()], tokens, tokensBefore };
	return { ...trimText(toText(value), budget), tokensBefore };
}

function trimText(text: string, budget: number): Omit<Trimmed, 'tokensBefore'> {
	let kept = text;
	for (let tokens = tokensOf(kept); tokens > budget && kept !== ''; tokens = tokensOf(kept)) {
		kept = cutText(kept, Math.min(Math.floor(kept.length * (budget / tokens)), kept.length - 1));
	}
	const cut: Cut = { path: '', unit: 'characters', kept: kept.length, total: text.length };
	return { value: kept, cuts: [cut], tokens: tokensOf(kept) };
}

interface Part {
	path: string;
	value: string | unknown[];
	tokens: number;
	/** The whole with this part replaced. */
	replace: (shorter: unknown) => unknown;
}

/**
 * The list or text that is worth most: of a list and what is in its elements it is the list, unless
 * it has only one element.
 */
function largestPart(value: unknown, path: string): Part | undefined {
	if (typeof value === 'string') {
		if (value.length <= TEXT_MIN) return undefined;
		return { path, value, tokens: tokensOf(value), replace: (shorter) => shorter };
	}
	if (typeof value !== 'object' || value === null) return undefined;
	if (Array.isArray(value) && value.length > 1) {
		return { path, value, tokens: tokensOf(value), replace: (shorter) => shorter };
	}
	const entries = Object.entries(value as Record<string, unknown>);
	const parts = entries.flatMap(([key, each]) => {
		const part = largestPart(each, path === '' ? key : `${path}.${key}`);
		const around = (shorter: unknown) => withReplaced(value, key, part?.replace(shorter));
		return part ? [{ ...part, replace: around }] : [];
	});
	return parts.reduce<Part | undefined>(
		(best, part) => (best && best.tokens >= part.tokens ? best : part),
		undefined,
	);
}

function withReplaced(container: object, key: string, value: unknown): unknown {
	if (Array.isArray(container)) return container.with(Number(key), value);
	return { ...container, [key]: value };
}

function shorten(value: string | unknown[], share: number): string | unknown[] {
	const length = Math.floor(value.length * share);
	if (typeof value === 'string') return cutText(value, Math.max(length, TEXT_MIN));
	return value.slice(0, Math.min(Math.max(length, 1), value.length - 1));
}

/** Cut between words, and never within a character of two code units. */
function cutText(text: string, length: number): string {
	const cut = text.slice(0, length);
	const between = cut.search(/\s\S*$/);
	const atWord = between > length * 0.8 ? cut.slice(0, between) : cut;
	return atWord.replace(/[\ud800-\udbff]$/, '');
}

function tokensOf(value: unknown): number {
	return estimateTokens(toText(value));
}

function toText(value: unknown): string {
	return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
