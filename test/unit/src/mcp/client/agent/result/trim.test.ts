import { cutNote } from '../../../../../../../src/mcp/client/agent/result/cut-note';
import { estimateTokens } from '../../../../../../../src/mcp/client/agent/result/token-estimate';
import { trimToTokens } from '../../../../../../../src/mcp/client/agent/result/trim';

const rows = (count: number) =>
	Array.from({ length: count }, (_, id) => ({
		id,
		name: `Account ${id}`,
		domain: `a${id}.example`,
	}));
const words = (count: number) =>
	Array.from({ length: count }, (_, index) => `word${index}`).join(' ');
const tokensOf = (value: unknown) =>
	estimateTokens(typeof value === 'string' ? value : JSON.stringify(value));

describe('a result that is too long', () => {
	it.each<[string, unknown]>([
		['a list', rows(1_000)],
		['a list inside', { total: 1_000, data: { results: rows(1_000) }, cursor: 'abc' }],
		['a text', words(5_000)],
		['a text inside', { page: { html: words(5_000), url: 'https://example.com' } }],
		['lists in lists', [rows(500), rows(500)]],
		['one element that is long', { results: [{ notes: words(5_000) }] }],
		['many texts', Object.fromEntries(rows(40).map(({ id }) => [`note${id}`, words(100)]))],
		['an object with many keys', Object.fromEntries(rows(3_000).map(({ id }) => [`key${id}`, id]))],
		['text without spaces', 'x'.repeat(50_000)],
		['emoji', '🙂'.repeat(5_000)],
	])('fits the budget afterwards: %s', (_name, value) => {
		const { value: short, tokens, tokensBefore, cuts } = trimToTokens(value, 500);
		expect(tokensOf(short)).toBeLessThanOrEqual(500);
		expect(tokens).toBe(tokensOf(short));
		expect(tokensBefore).toBe(tokensOf(value));
		expect(cuts.length).toBeGreaterThan(0);
	});

	it('is used up to what it may have', () => {
		expect(trimToTokens(rows(1_000), 1_000).tokens).toBeGreaterThan(800);
		expect(trimToTokens(words(5_000), 1_000).tokens).toBeGreaterThan(700);
	});

	it('keeps the first rows whole, and what stands beside the list', () => {
		const { value, cuts } = trimToTokens(
			{ total: 1_000, results: rows(1_000), next_cursor: 'abc' },
			500,
		);
		const { results, ...rest } = value as { results: unknown[] };
		expect(rest).toEqual({ total: 1_000, next_cursor: 'abc' });
		expect(results).toEqual(rows(1_000).slice(0, results.length));
		expect(cuts).toEqual([
			{ path: 'results', unit: 'elements', kept: results.length, total: 1_000 },
		]);
	});

	it('is cut between words, not within a character', () => {
		const { value } = trimToTokens(words(5_000), 100);
		expect(words(5_000).startsWith(`${String(value)} `)).toBe(true);
		const emoji = String(trimToTokens('🙂'.repeat(5_000), 100).value);
		expect(emoji.isWellFormed()).toBe(true);
	});

	it('is left alone when it is not too long', () => {
		const value = { results: rows(3) };
		const trimmed = trimToTokens(value, 500);
		expect(trimmed.value).toBe(value);
		expect(trimmed.cuts).toEqual([]);
	});

	it('takes a bounded time', () => {
		const value = { results: rows(200_000) };
		const before = process.cpuUsage();
		trimToTokens(value, 1_000);
		const { user, system } = process.cpuUsage(before);
		// Counting all of it takes seconds. Of processor time, whatever else the machine does.
		expect((user + system) / 1_000).toBeLessThan(1_000);
	});
});

describe('the note on a cut', () => {
	const trimmed = trimToTokens({ results: rows(1_000) }, 500);

	it('says how much is there, and which arguments ask for the rest', () => {
		const note = cutNote(trimmed, ['query', 'limit', 'after', 'format']);
		expect(note).toMatch(
			/^This result was cut to about \d+ of [\d,]+ tokens: "results" has the first \d+ of 1,000 elements\. To get the rest, call it again with other values of "limit", "after"\.$/,
		);
	});

	it('asks for less where the tool has no pages', () => {
		expect(cutNote(trimmed, ['query'])).toMatch(/call it again with narrower arguments\.$/);
	});

	it('is missing when nothing was cut', () => {
		expect(cutNote(trimToTokens('short', 500), [])).toBeUndefined();
	});
});

describe('the estimate of tokens', () => {
	it.each([
		['a sentence', 'The quick brown fox jumps over the lazy dog.', 10],
		['JSON', '{"id":12345,"domain":"acme.example","employees":250}', 19],
		['an id', '0f8fad5b-d9cb-469f-a165-70867728950e', 23],
		['Japanese', 'お客様の連絡先を確認します。', 9],
	])('is about right for %s', (_name, text, counted) => {
		expect(estimateTokens(text)).toBeGreaterThanOrEqual(counted * 0.8);
		expect(estimateTokens(text)).toBeLessThanOrEqual(counted * 2);
	});
});
