import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { readPage, ROOT } from './pages';
import type { NewWorkflow } from '../../../scripts/n8n/rest-types';
import { readingTools } from '../../../src/n8n/server/context-provider/reading-tools';
import { writingTools } from '../../../src/n8n/server/context-provider/writing-tools';

const { text, blocks } = readPage('docs/playbooks/clients.md');

/** What people paste, by the client. */
const paragraphs = text
	.split(/^## /m)
	.slice(1)
	.filter((section) => section.includes('```text'))
	.map((section) => {
		const [client = ''] = section.split('\n');
		return [client, section.split('```text\n')[1]?.split('\n```')[0] ?? ''] as const;
	});

const PLAYBOOKS = path.join(ROOT, 'examples/playbooks');

/** The tools of the playbooks, as their triggers declare them. */
const ofPlaybooks = readdirSync(PLAYBOOKS)
	.map((file) => JSON.parse(readFileSync(path.join(PLAYBOOKS, file), 'utf8')) as NewWorkflow)
	.flatMap(({ nodes }) => nodes)
	.filter(({ type }) => type === 'n8n-nodes-gtm-mcp.gtmMcpServerTrigger')
	.flatMap(({ parameters }) => (parameters.branches as { branch: Array<{ name: string }> }).branch)
	.map(({ name }) => name);

/** Words that look like a tool. */
const toolsIn = (paragraph: string) => new Set(paragraph.match(/\b[a-z]+(?:_[a-z]+)+\b/g) ?? []);

describe('the paragraphs to paste into the instructions of clients', () => {
	it('are there for each client, and are all of the page that is to be pasted', () => {
		const clients = ['Claude', 'ChatGPT', 'Cursor', 'VS Code', 'n8n'];
		expect(paragraphs.map(([client]) => client)).toEqual(clients);
		expect(blocks).toHaveLength(clients.length);
	});

	it.each(paragraphs)('name for %s the four playbooks, and no tool that there is not', (_, one) => {
		expect([...ofPlaybooks].toSorted()).toEqual([
			'brief_account',
			'qualify_lead',
			'route_lead',
			'write_opener',
		]);
		const named = toolsIn(one);
		expect(ofPlaybooks.filter((tool) => !named.has(tool))).toEqual([]);
		const served = [...ofPlaybooks, ...[...readingTools, ...writingTools].map(({ name }) => name)];
		expect([...named].filter((tool) => !served.includes(tool))).toEqual([]);
	});

	it.each(paragraphs)(
		'are short for %s, in one paragraph, and warn of orders in data',
		(_, one) => {
			expect(one.split('\n')).toHaveLength(1);
			expect(one.length).toBeLessThan(1000);
			expect(one).toMatch(/data\b.*never/);
		},
	);
});
