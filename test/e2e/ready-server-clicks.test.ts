import { selectors, type Browser, type Page } from 'playwright-core';

import { inspect } from './clients/inspector';
import { chromiumPath, keepScreenshot, launchBrowser, openEditor } from './setup/browser';
import { Hands } from './setup/hands';
import { loggedInClient, n8nContext } from './setup/n8n-context';
import { openSandbox } from '../contract/gtm/sandbox-port';
import { sandboxCredential } from '../../sandbox/credentials';

const { root, url } = n8nContext();
const KEY = 'clicks-key-0123456789-0123456789';

/** A browser on a busy machine is slow; the steps themselves take a second or two. */
jest.setTimeout(180_000);

const describeEditor = chromiumPath === undefined ? describe.skip : describe;

type World = Awaited<ReturnType<typeof openSandbox>>['sandbox']['world'];

/** One of each kind, and what is read through it. */
const SERVERS = [
	{
		kind: 'CRM',
		server: 'HubSpot (CRM)',
		credential: 'gtmHubspotApi',
		template: 'hubspot://contact/{email}',
		prompt: 'review_account',
		tool: 'get_record',
		arguments: ({ examples }: World) => ({ kind: 'contact', email: examples.person.email }),
		answer: ({ examples }: World) => examples.person.email,
	},
	{
		kind: 'Enrichment',
		server: 'Hunter (Enrichment)',
		credential: 'gtmHunterApi',
		template: 'hunter://company/{domain}',
		prompt: 'research_company',
		tool: 'enrich_company',
		arguments: ({ examples }: World) => ({ domain: examples.account.domain }),
		answer: ({ examples }: World) => examples.account.domain,
	},
	{
		kind: 'Sequencer',
		server: 'lemlist (Sequencer)',
		credential: 'gtmLemlistApi',
		template: 'lemlist://sequence/{sequenceId}',
		prompt: 'plan_first_message',
		tool: 'list_sequences',
		arguments: () => ({}),
		answer: () => 'Inbound follow-up',
	},
	{
		kind: 'Analytics',
		server: 'PostHog (Analytics)',
		credential: 'gtmPosthogApi',
		template: 'posthog://metric/{event}',
		prompt: 'weekly_report',
		tool: 'query_metric',
		arguments: ({ asOf }: World) => ({
			event: 'workflow run',
			from: new Date(asOf - 7 * 86_400_000).toISOString().slice(0, 10),
			to: new Date(asOf).toISOString().slice(0, 10),
		}),
		answer: () => 'workflow run',
	},
];

/** What a new user has: keys, a credential of each vendor, and an empty canvas. */
describeEditor('a ready server, by clicks alone', () => {
	let browser: Browser;
	let page: Page;
	let sandbox: Awaited<ReturnType<typeof openSandbox>>;

	beforeAll(async () => {
		selectors.setTestIdAttribute('data-test-id');
		sandbox = await openSandbox();
		const n8n = loggedInClient();
		await n8n.createCredential({
			name: 'Keys of the clicks',
			type: 'gtmMcpServerKeysApi',
			data: { keys: { key: [{ label: 'Clicks', key: KEY }] } },
		});
		for (const { credential } of SERVERS) {
			await n8n.createCredential({
				name: `${credential} of the clicks`,
				type: credential,
				data: sandboxCredential(sandbox.url, credential),
			});
		}
		browser = await launchBrowser();
		page = await openEditor(browser);
	});

	afterAll(async () => {
		await browser?.close();
		await sandbox?.close();
	});

	/** Trigger, toolkit, server, credential, publish. */
	async function drawAndPublish(server: string, path: string): Promise<Hands> {
		await page.goto(`${url}/workflow/new`);
		await page.getByTestId('canvas-add-button').first().waitFor();
		const hands = new Hands(page);
		await hands.add('GTM MCP Server Trigger', 'Add to workflow');
		await hands.fill('Path', hands.field('path'), path);
		await hands.addSubNode('GTM Toolkit', 'ai_tool');
		await hands.chooseOption(
			'Server',
			hands.panel.getByTestId('parameter-input-server').last(),
			server,
		);
		const credential = hands.panel.getByTestId('node-credentials-select').last();
		// n8n has taken the only one that there is where the server is the first of the list.
		if (!(await credential.textContent())?.includes('of the clicks')) {
			await hands.chooseOption('Credential', credential, 'of the clicks');
		}
		await hands.leave();
		await keepScreenshot(page, `clicks-${path}`);
		await hands.click('Publish', page.getByTestId('workflow-open-publish-modal-button'));
		await page.getByTestId('workflow-publish-button').waitFor();
		await page.keyboard.press('Enter');
		await page
			.getByText(/Workflow published/)
			.first()
			.waitFor();
		return hands;
	}

	describe.each(SERVERS)('$kind', (row) => {
		const path = `clicks-${row.kind.toLowerCase()}`;

		it('is published with two nodes, in at most 8 clicks and one field filled in', async () => {
			const { done } = await drawAndPublish(row.server, path);
			expect(done.filter((step) => step.startsWith('fill'))).toEqual(['fill Path']);
			expect(done.filter((step) => !step.startsWith('fill')).slice(8)).toEqual([]);
			expect(await page.getByTestId('canvas-node').count()).toBe(2);
		});

		it("answers the Inspector's command line: tools, resources, prompts and a call", async () => {
			const { world } = sandbox.sandbox;
			const ask = async (...method: string[]) => {
				const header = ['--header', `Authorization: Bearer ${KEY}`];
				const where = [`${url}/mcp/${path}`, '--transport', 'http', ...header];
				const run = await inspect(root, [...where, '--method', ...method]);
				expect(run).toMatchObject({ exitCode: 0 });
				return JSON.parse(run.stdout) as unknown;
			};
			const named = (name: string) => expect.arrayContaining([expect.objectContaining({ name })]);
			expect(await ask('tools/list')).toMatchObject({ tools: named(row.tool) });
			expect(await ask('resources/templates/list')).toMatchObject({
				resourceTemplates: expect.arrayContaining([
					expect.objectContaining({ uriTemplate: row.template }),
				]),
			});
			expect(await ask('prompts/list')).toMatchObject({ prompts: named(row.prompt) });
			const values = JSON.stringify(row.arguments(world));
			const result = await ask('tools/call', '--tool-name', row.tool, '--tool-args-json', values);
			expect(JSON.stringify(result)).toContain(row.answer(world));
		});
	});
});
