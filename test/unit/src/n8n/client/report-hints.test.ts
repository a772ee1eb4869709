import type { CallReport } from '../../../../../src/mcp/client/access/call-report';
import { ReportHints, withReport } from '../../../../../src/n8n/client/report-hints';

const report = (changes: Partial<CallReport>): CallReport => ({
	endpoint: 'https://a.example/mcp',
	attempts: 1,
	waitedMs: 0,
	cached: 'no',
	warnings: [],
	...changes,
});

const hintsOf = (...reports: Array<Partial<CallReport>>) => {
	const hints = new ReportHints();
	for (const changes of reports) hints.hear(report(changes));
	return hints.hints().map(({ message }) => message);
};

it('says nothing of what is usual', () => {
	expect(hintsOf({}, { cached: 'fresh', attempts: 0 })).toEqual([]);
});

it('says what was done', () => {
	expect(hintsOf({ attempts: 3, waitedMs: 2_400, warnings: ['Failed over'] })).toEqual([
		'Failed over',
		'https://a.example/mcp responded at attempt 3',
		'Waited 2 s for https://a.example/mcp',
	]);
});

it('says the same of several items once', () => {
	expect(hintsOf({ cached: 'stale' }, { cached: 'stale' })).toEqual([
		'https://a.example/mcp is down. This is a cached list (2 items)',
	]);
});

it('says five things at most', () => {
	const warnings = Array.from({ length: 9 }, (_, index) => `Warning ${index}`);
	expect(hintsOf({ warnings })).toHaveLength(6);
	expect(hintsOf({ warnings }).at(-1)).toMatch(/^4 more/);
});

it('puts a report beside the data of each item', () => {
	const items = [{ json: { a: 1 }, pairedItem: { item: 0 } }];
	expect(withReport(items, report({}))).toEqual([
		{ json: { a: 1, _mcp: expect.objectContaining({ attempts: 1 }) }, pairedItem: { item: 0 } },
	]);
});
