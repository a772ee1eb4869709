import { codexOf } from '../../../../scripts/build/write-codex.ts';
import { vendors } from '../../../../src/gtm/vendors/registry';

test('a node of vendors is found by the names of all that it has', () => {
	const { alias } = codexOf('GtmAnalytics', { alias: ['metric'] }, { ...vendors });
	expect(alias).toEqual(['metric', 'Google Analytics 4', 'GA4', 'Mixpanel', 'PostHog']);
});

test('a node of no vendor keeps its own words', () => {
	const codex = { node: 'x', alias: ['mcp'] };
	expect(codexOf('GtmMcpClient', codex, { ...vendors })).toEqual(codex);
});
