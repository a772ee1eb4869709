import { vendors } from '../../../src/gtm/vendors/registry';
import { publishedVersions } from './published-nodes';

const nodes = publishedVersions().map(({ description }) => description);

/** n8n's picker makes one entry of nodes whose names are alike but for this word, with one's text. */
const merged = (name: string) => name.toLowerCase().replace('trigger', '');

it('no two nodes become one entry of the picker', () => {
	const names = nodes.map(({ name }) => merged(name));
	expect(new Set(names).size).toBe(names.length);
});

it.each([
	['gtmCrm', vendors.crm],
	['gtmEnrichment', vendors.enrichment],
	['gtmSequencer', vendors.sequencer],
	['gtmAnalytics', vendors.analytics],
])('the text of %s names its vendors', (name, ofNode) => {
	const { description } = nodes.find((node) => node.name === name) ?? {};
	for (const { profile } of ofNode) expect(description).toContain(profile.name);
});
