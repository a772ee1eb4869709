import path from 'node:path';

import { selectors, type Browser, type Page } from 'playwright-core';

import { post, resultOf, textOf as resultText } from './clients/raw-requests';
import { startEverythingServer, type EverythingServer } from './clients/everything-server';
import { chromiumPath, launchBrowser, openEditor, textOf } from './setup/browser';
import { Hands } from './setup/hands';
import { loggedInClient, n8nContext } from './setup/n8n-context';
import { noOp, publishTrigger, tool } from './setup/published-trigger';
import { openSandbox } from '../contract/gtm/sandbox-port';
import { type ChatModel, startChatModel } from '../../sandbox/chat-model/server';
import { sandboxCredentials } from '../../sandbox/credentials';

const { root, url, artefactFolder } = n8nContext();
const KEY = 'first-key-0123456789-0123456789';

/** A browser on a busy machine is slow; the steps themselves take a second or two. */
jest.setTimeout(120_000);

const describeEditor = chromiumPath === undefined ? describe.skip : describe;

/** What a new user has: the credentials of a first start, and an empty canvas. */
describeEditor('by clicks alone, in the editor', () => {
	let browser: Browser;
	let page: Page;
	let sandbox: Awaited<ReturnType<typeof openSandbox>>;
	let everything: EverythingServer;
	let model: ChatModel;
	let hands: Hands;

	beforeAll(async () => {
		selectors.setTestIdAttribute('data-test-id');
		sandbox = await openSandbox();
		everything = await startEverythingServer(root);
		model = await startChatModel({
			turns: [
				{
					when: { lastRole: 'user' },
					reply: { toolCalls: [{ name: 'get-sum', arguments: { a: 19, b: 23 } }] },
				},
				{ when: { lastRole: 'tool' }, reply: { text: 'The sum is 42.' } },
			],
		});
		const n8n = loggedInClient();
		const seeds = [
			...Object.entries(sandboxCredentials(sandbox.url)).map(([type, data]) => ({
				name: `First ${type}`,
				type,
				data,
			})),
			{
				name: 'First keys',
				type: 'gtmMcpServerKeysApi',
				data: { keys: { key: [{ label: 'First', key: KEY }] } },
			},
			{
				name: 'First server',
				type: 'gtmMcpClientApi',
				data: { serverUrl: everything.url, apiKey: '' },
			},
			{ name: 'First model', type: 'openAiApi', data: { apiKey: 'x', url: model.url } },
		];
		// The newest of a type is the one that a new node takes.
		for (const seed of seeds) await n8n.createCredential(seed);
		browser = await launchBrowser();
		page = await openEditor(browser);
	});

	afterAll(async () => {
		await browser?.close();
		await everything?.stop();
		await model?.close();
		await sandbox?.close();
	});

	beforeEach(async () => {
		await page.goto(`${url}/workflow/new`);
		await page.getByTestId('canvas-add-button').first().waitFor();
		hands = new Hands(page);
	});

	/** The output of the open node, once it has words; pictures of it in both colour schemes. */
	async function outputOf(name: string, words: RegExp): Promise<string> {
		const output = page.getByTestId('output-panel');
		await output.getByText(words).first().waitFor();
		for (const colorScheme of ['light', 'dark'] as const) {
			await page.emulateMedia({ colorScheme });
			await page.screenshot({
				path: path.join(artefactFolder, `first-${name}-${colorScheme}.png`),
			});
		}
		await page.emulateMedia({ colorScheme: 'light' });
		return await textOf(output);
	}

	it('a person is enrolled, in at most 6', async () => {
		const { person } = sandbox.sandbox.world.examples;
		await hands.add('GTM Sequencer', 'Enroll a contact');
		await hands.choose('Sequence', /Inbound follow-up/);
		await hands.fill('Email', hands.field('email'), `new.${person.email}`);
		await hands.execute();
		expect(await outputOf('enroll', /created/)).toContain('apollo');
		expect(hands.done.slice(6)).toEqual([]);
	});

	it('a waterfall over two vendors is run, in at most 8', async () => {
		const { person } = sandbox.sandbox.world.examples;
		await hands.add('GTM Enrichment', 'Enrich a person with several vendors');
		await hands.click('Vendors', hands.panel.getByTestId('parameter-input-vendor').last());
		for (const vendor of ['Apollo', 'Hunter']) {
			await hands.click(vendor, page.getByRole('option', { name: vendor }).first());
		}
		await page.keyboard.press('Escape');
		// n8n takes the credential of the first by itself, and leaves that of the second to the user.
		const credential = hands.panel.getByTestId('node-credentials-select').nth(1);
		await hands.chooseOption('credential', credential, 'First gtmHunterApi');
		await hands.fill('Email', hands.field('email'), person.email);
		await hands.execute();
		expect(await outputOf('waterfall', /found/)).toContain(person.email);
		expect(hands.done.slice(8)).toEqual([]);
	});

	it('a tool of a server is called, in at most 6', async () => {
		await hands.add('GTM MCP Client', 'Call a tool');
		await hands.choose('Tool', /sum/i);
		await hands.fill('a', hands.field('a'), '19');
		await hands.fill('b', hands.field('b'), '23');
		await hands.execute();
		expect(await outputOf('client', /42/)).toContain('42');
		expect(hands.done.slice(6)).toEqual([]);
	});

	it('a server with one tool over GTM CRM is published, in at most 12', async () => {
		const { person } = sandbox.sandbox.world.examples;
		await hands.add('GTM MCP Server Trigger', 'Add to workflow');
		await hands.fill('Path', hands.field('path'), 'first-server');
		await hands.click('Add Branch', hands.panel.getByText('Add Branch', { exact: true }));
		await hands.fill('Name', hands.field('name'), 'find_contact');
		await hands.fill('Description', hands.field('description'), 'Finds a contact by email.');
		await hands.click('Add Field', hands.panel.getByText('Add Field', { exact: true }));
		await hands.fill('Name of the field', hands.field('name'), 'email');
		await hands.leave();
		await page.getByTestId('canvas-handle-plus').first().click();
		await hands.pick('GTM CRM', 'Get a contact');
		const contact = hands.panel.getByTestId('rlc-input-container').locator('input').last();
		await hands.fill('Contact', contact, '{{ $json.email }}');
		await hands.leave();
		await hands.click('Publish', page.getByTestId('workflow-open-publish-modal-button'));
		await page.getByTestId('workflow-publish-button').press('Enter');
		await page
			.getByText(/Workflow published/)
			.first()
			.waitFor();
		expect(hands.done.slice(12)).toEqual([]);

		const result = await resultOf(
			await post(
				`${url}/mcp/first-server`,
				'tools/call',
				{ name: 'find_contact', arguments: { email: person.email } },
				{ authorization: `Bearer ${KEY}` },
			),
		);
		expect(resultText(result)).toContain(person.email);
	});

	it('a key is made by saving, and opens the server', async () => {
		await hands.add('GTM MCP Server Trigger', 'Add to workflow');
		await hands.click('credential', hands.panel.getByTestId('node-credentials-select').last());
		await hands.click('new', page.getByText('Create new credential', { exact: true }));
		const modal = page.getByTestId('editCredential-modal');
		const field = (name: string) => modal.getByTestId(`parameter-input-${name}`).locator('input');
		const save = modal.getByText('Save', { exact: true }).first();
		await hands.fill('Label', field('label'), "Dana's Claude");
		await modal.getByText('Leave it empty and save').waitFor();
		await hands.click('Save', save);
		await hands.click('More details', modal.getByText('More details', { exact: true }));
		const told = modal.getByText(/has no key yet/);
		await told.waitFor();
		await page.screenshot({ path: path.join(artefactFolder, 'first-key.png') });
		const [key = ''] = /\S+$/.exec((await told.innerText()).trim()) ?? [];
		await hands.fill('Key', field('key'), key);
		await hands.click('Save', save);
		await modal.waitFor({ state: 'hidden' });

		const created = (await loggedInClient().listCredentials()).filter(
			({ type, name }) => type === 'gtmMcpServerKeysApi' && name.startsWith('GTM Server Keys'),
		);
		const { id = '', name = '' } = created.at(-1) ?? {};
		await publishTrigger({ path: 'made-key', authentication: 'apiKeys', ...tool() }, [noOp], {
			credentials: { gtmMcpServerKeysApi: { id, name } },
		});
		const list = async (authorization: string) =>
			(await post(`${url}/mcp/made-key`, 'tools/list', {}, { authorization })).status;
		expect(await list(`Bearer ${key}`)).toBe(200);
		expect(await list(`Bearer ${key}x`)).toBe(401);
	});

	it('an AI Agent with our tools answers, in at most 10', async () => {
		await page.getByTestId('canvas-add-button').first().click();
		await page.getByTestId('node-creator-search-bar').fill('AI Agent');
		await hands.click(
			'AI Agent',
			page
				.getByTestId('item-iterator-item')
				.filter({ hasText: /^\s*AI Agent/ })
				.first(),
		);
		await hands.click('Chat Model', page.getByTestId('add-subnode-ai_languageModel-0'));
		await page.getByTestId('node-creator-search-bar').fill('OpenAI Chat Model');
		await hands.click(
			'OpenAI Chat Model',
			page
				.getByTestId('item-iterator-item')
				.filter({ hasText: /^\s*OpenAI Chat Model/ })
				.first(),
		);
		await hands.click('the agent', page.getByTestId('floating-node').first());
		await hands.click('Tool', page.getByTestId('add-subnode-ai_tool-0'));
		await page.getByTestId('node-creator-search-bar').fill('GTM MCP Agent Tools');
		await hands.click(
			'GTM MCP Agent Tools',
			page
				.getByTestId('item-iterator-item')
				.filter({ hasText: /^\s*GTM MCP Agent Tools/ })
				.first(),
		);
		await hands.panel.getByText('Tools to Include').waitFor();
		await hands.leave();
		await hands.click('Open chat', page.getByTestId('workflow-chat-button'));
		const input = page.getByTestId('canvas-chat').locator('textarea').first();
		await hands.fill('the message', input, 'What is 19 and 23?');
		await input.press('Enter');
		await page.getByText('The sum is 42.').first().waitFor();
		await page.screenshot({ path: path.join(artefactFolder, 'first-agent.png') });
		expect(hands.done.slice(10)).toEqual([]);
	});
});
