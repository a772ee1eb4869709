import { readdirSync } from 'node:fs';
import path from 'node:path';

import { readPage, ROOT } from './pages';
import { allVendors } from '../../../src/gtm/vendors/registry';

/** The words of the headings of the second level, in their order. */
const sectionsOf = (text: string) =>
	[...text.matchAll(/^## (.+)$/gm)].map(([, heading = '']) => heading);

/** What stands before the first heading of the second level. */
const openingOf = (text: string) => text.split(/^## /m)[0] ?? '';

const pages = (folder: string) =>
	readdirSync(path.join(ROOT, folder))
		.filter((name) => name.endsWith('.md') && name !== 'README.md')
		.map((name) => path.posix.join(folder, name));

/** For people who do the job; the others are reference and evidence. */
const GUIDES = [
	'docs/gtm-analytics.md',
	'docs/gtm-crm.md',
	'docs/gtm-enrichment.md',
	'docs/gtm-sequencer.md',
	'docs/mcp-agent-tools.md',
	'docs/mcp-client.md',
	'docs/mcp-respond.md',
	'docs/mcp-server-trigger.md',
];

describe.each(GUIDES)('the guide %s', (file) => {
	const { text, links } = readPage(file);

	it('begins with the job, and a picture', () => {
		expect(openingOf(text)).toMatch(/^# GTM [\w ]+\n\n(Ask|Call|Enroll|Find|Give|Keep|Let|Say) /);
		expect(openingOf(text)).toContain('](images/');
	});

	it('has a worked example with its picture and its workflow file', () => {
		expect(sectionsOf(text)).toContain('A worked example');
		expect(links.filter((link) => /^images\/examples\/.+\.png$/.test(link))).not.toEqual([]);
		expect(links.filter((link) => /^\.\.\/examples\/.+\.json$/.test(link))).not.toEqual([]);
	});

	it('says at its foot how it was tested, and nowhere before', () => {
		expect(sectionsOf(text).at(-1)).toBe('How it was tested');
		expect(text.split('## How it was tested')[0]).not.toMatch(/`test\/(e2e|node|unit)\//);
	});
});

/** Of the server trigger, a page for each thing that it can do. */
const SERVER = [
	'access',
	'cards',
	'clients',
	'limits-and-records',
	'resources-and-prompts',
	'sign-in',
	'tools',
];

it.each([...SERVER.map((name) => `docs/server/${name}.md`), ...pages('docs/presets')])(
	'%s says at its foot how it was tested',
	(file) => {
		expect(sectionsOf(readPage(file).text).at(-1)).toBe('How it was tested');
	},
);

it('every vendor has a page', () => {
	const expected = [...new Set(allVendors.map(({ profile }) => `docs/vendors/${profile.id}.md`))];
	expect(pages('docs/vendors').toSorted()).toEqual(expected.toSorted());
});

describe.each(pages('docs/vendors'))('the page of a vendor, %s,', (file) => {
	const { text, links } = readPage(file);

	it('goes from the key to what can be done, and ends with how it was tested', () => {
		const wanted = [
			'Get the key',
			'Connect it in n8n',
			'What you can do',
			'Limits and cost',
			'Good to know',
			'How it was tested',
		];
		const sections = sectionsOf(text);
		expect(wanted.filter((one) => sections.includes(one))).toEqual(sections);
		for (const needed of [
			'Get the key',
			'Connect it in n8n',
			'What you can do',
			'How it was tested',
		]) {
			expect(sections).toContain(needed);
		}
	});

	it('begins with what the vendor is used for, and shows its credential', () => {
		expect(openingOf(text)).toContain('](../images/credentials/');
	});

	it("says where its clicks come from: the vendor's own documentation", () => {
		const [, getting = ''] = text.split('## Get the key');
		expect(getting.split(/^## /m)[0]).toMatch(/^From .+\]\(https:/m);
		expect(links.some((link) => link.startsWith('https:'))).toBe(true);
	});
});
