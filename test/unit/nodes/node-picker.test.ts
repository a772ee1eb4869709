import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { vendors } from '../../../src/gtm/vendors/registry';
import { publishedVersions } from './published-nodes';

const nodes = publishedVersions().map(({ description }) => description);

/** n8n's picker makes one entry of nodes whose names are alike but for this word, with one's text. */
const merged = (name: string) => name.toLowerCase().replace('trigger', '');

it('no two nodes become one entry of the picker', () => {
	const names = nodes.map(({ name }) => merged(name));
	expect(new Set(names).size).toBe(names.length);
});

it('no two nodes are found by the same words only', () => {
	const folder = path.join(__dirname, '../../../nodes');
	const words = readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.node.json'))
		.map((file) => readFileSync(path.join(folder, file), 'utf8'))
		.map((text) => (JSON.parse(text) as { alias: string[] }).alias.toSorted().join());
	expect(words.length).toBe(nodes.length);
	expect(new Set(words).size).toBe(words.length);
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
