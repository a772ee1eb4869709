import path from 'node:path';

import { selectors, type Browser, type Locator, type Page } from 'playwright-core';

import { startEverythingServer, type EverythingServer } from './clients/everything-server';
import {
	chromiumPath,
	keepScreenshot,
	launchBrowser,
	openEditor,
	openWorkflow,
} from './setup/browser';
import { loggedInClient, n8nContext } from './setup/n8n-context';
import { importExample } from '../../scripts/n8n/import-example';

const { root, url } = n8nContext();
const KEY = 'e2e-key-0123456789-0123456789';

/** A browser on a busy machine is slow; the steps themselves take a second or two. */
jest.setTimeout(90_000);

const describeEditor = chromiumPath === undefined ? describe.skip : describe;

describeEditor('the editor', () => {
	let browser: Browser;
	let page: Page;
	let everything: EverythingServer;
	let exampleId: string;
	let clientId: string;

	beforeAll(async () => {
		selectors.setTestIdAttribute('data-test-id');
		const n8n = loggedInClient();
		everything = await startEverythingServer(root);
		exampleId = (
			await importExample(n8n, path.join(root, 'examples', 'inbound-lead.json'), [
				{
					type: 'gtmMcpServerKeysApi',
					name: 'Quick start MCP keys',
					data: { keys: { key: [{ label: 'e2e', key: KEY }] } },
				},
			])
		).id;
		const client = await n8n.createWorkflow({
			name: 'Use a server',
			nodes: [
				{
					id: '50000000-0000-4000-8000-000000000001',
					name: 'GTM MCP Client',
					type: 'n8n-nodes-gtm-mcp.gtmMcpClient',
					typeVersion: 1,
					position: [0, 0],
					parameters: { authentication: 'none', serverUrl: everything.url },
				},
			],
			connections: {},
		});
		clientId = client.id;
		browser = await launchBrowser();
		page = await openEditor(browser);
	});

	afterAll(async () => {
		await browser?.close();
		await everything?.stop();
	});

	const node = (name: string) => page.getByTestId('canvas-node').filter({ hasText: name });

	/** An icon that is missing has no width of its own. */
	const widthOf = async (image: Locator) =>
		await image.evaluate(
			(element) => (element as unknown as { naturalWidth: number }).naturalWidth,
		);

	it('draws the trigger with its icon, and an output that carries the name of the tool', async () => {
		await openWorkflow(page, exampleId);
		const trigger = node('GTM MCP Server Trigger');
		await trigger.getByText('/gtm').waitFor();
		await trigger.getByText('qualify_inbound_lead').waitFor();
		expect(await widthOf(trigger.locator('img').first())).toBeGreaterThan(0);
		await keepScreenshot(page, 'trigger-canvas');
	});

	it('shows the URLs of the trigger, to copy', async () => {
		await openWorkflow(page, exampleId);
		await node('GTM MCP Server Trigger').dblclick();
		await page.getByText('Webhook URLs').click();
		await page.getByTestId('ndv').getByText('Production URL', { exact: true }).click();
		await page.getByText(`${url}/mcp/gtm`).waitFor();
		await page.getByText('Let an AI client call your tools').waitFor();
		await page.getByText('When will this node trigger my flow?').click();
		await page.getByText('claude mcp add --transport http gtm PRODUCTION_URL').waitFor();
		await keepScreenshot(page, 'trigger-panel');
	});

	it('tests the keys of the trigger, and hides them', async () => {
		await openWorkflow(page, exampleId);
		await node('GTM MCP Server Trigger').dblclick();
		await page.getByTestId('credential-edit-button').click();
		await page.getByText('Connection tested successfully').waitFor();
		expect(await page.content()).not.toContain(KEY);
		await keepScreenshot(page, 'trigger-keys');
	});

	it('draws an output for every branch that is added', async () => {
		await openWorkflow(page, exampleId);
		await node('GTM MCP Server Trigger').dblclick();
		await page.getByText('Add Branch', { exact: true }).click();
		await page.getByTestId('parameter-input-name').last().locator('input').fill('second_tool');
		await page.getByTestId('ndv-close-button').click();
		await node('GTM MCP Server Trigger').getByText('second_tool').waitFor();
		await keepScreenshot(page, 'trigger-two-tools');
	});

	it('draws the Tools port of the trigger, its branches by kind, and the outputs of a question', async () => {
		await openWorkflow(page, await createAskingWorkflow());
		const trigger = node('GTM MCP Server Trigger');
		for (const label of ['renew_deal', 'account', 'prepare_call', 'Tools']) {
			await trigger.getByText(label, { exact: true }).waitFor();
		}
		const question = node('Ask the User');
		for (const label of ['Answered', 'Declined', 'Cancelled', 'Timed Out']) {
			await question.getByText(label).waitFor();
		}
		expect(await widthOf(question.locator('img').first())).toBeGreaterThan(0);
		await keepScreenshot(page, 'respond-canvas');
		await question.dblclick();
		await page.getByText('Form Fields').first().waitFor();
		await keepScreenshot(page, 'respond-panel');
	});

	it('loads the tools of a server into the dropdown of the client, and makes a form', async () => {
		await openWorkflow(page, clientId);
		expect(await widthOf(node('GTM MCP Client').locator('img').first())).toBeGreaterThan(0);
		await node('GTM MCP Client').dblclick();
		await page.getByTestId('rlc-input').click();
		await page.getByTestId('rlc-search').fill('sum');
		await page.getByTestId('rlc-item').filter({ hasText: /sum/i }).first().waitFor();
		await keepScreenshot(page, 'client-tools');
		await page.getByTestId('rlc-item').filter({ hasText: /sum/i }).first().click();
		await page.getByText('First number').waitFor();
		await keepScreenshot(page, 'client-form');
	});

	it('shows the presets of the client, and what to click for each', async () => {
		await openWorkflow(page, await createPresetWorkflow());
		await node('GTM MCP Client').dblclick();
		await page.getByText('create an MCP auth app', { exact: false }).waitFor();
		await page.getByText('Region or Server').first().waitFor();
		await keepScreenshot(page, 'client-preset');
	});

	it('draws the port for a chat model when the client may ask one', async () => {
		await openWorkflow(page, await createPresetWorkflow({ options: { useModel: true } }));
		await node('GTM MCP Client').getByText('Model', { exact: true }).waitFor();
		await keepScreenshot(page, 'client-model');
	});

	it('offers both nodes when one searches for MCP', async () => {
		await openWorkflow(page, clientId);
		await page.getByTestId('node-creator-plus-button').click();
		await page.getByTestId('node-creator-search-bar').fill('GTM MCP');
		await page.getByText('GTM MCP Server Trigger').first().waitFor();
		await page
			.getByTestId('item-iterator-item')
			.filter({ hasText: 'GTM MCP Client' })
			.first()
			.waitFor();
		await keepScreenshot(page, 'node-creator');
	});
});

/** A client of a preset that has regions. */
async function createPresetWorkflow(parameters: object = {}): Promise<string> {
	const workflow = await loggedInClient().createWorkflow({
		name: 'Use a preset',
		nodes: [
			{
				id: '50000000-0000-4000-8000-000000000002',
				name: 'GTM MCP Client',
				type: 'n8n-nodes-gtm-mcp.gtmMcpClient',
				typeVersion: 1,
				position: [0, 0],
				parameters: {
					server: 'preset',
					preset: 'hubspot',
					authentication: 'hubSpotOAuth2',
					...parameters,
				},
			},
		],
		connections: {},
	});
	return workflow.id;
}

/** A tool that asks its user before it goes on, beside a resource, a prompt and a connected tool. */
async function createAskingWorkflow(): Promise<string> {
	const n8n = loggedInClient();
	const to = (node: string) => [{ node, type: 'main', index: 0 }];
	const workflow = await n8n.createWorkflow({
		name: 'Ask before renewing',
		nodes: [
			{
				id: '80000000-0000-4000-8000-000000000001',
				name: 'GTM MCP Server Trigger',
				type: 'n8n-nodes-gtm-mcp.gtmMcpServerTrigger',
				typeVersion: 1.1,
				position: [0, 0],
				parameters: {
					authentication: 'none',
					path: 'deals',
					branches: {
						branch: [
							{ name: 'renew_deal', description: 'Renews a deal after the user agreed' },
							{ kind: 'template', name: 'account', uriTemplate: 'crm://account/{domain}' },
							{ kind: 'prompt', name: 'prepare_call' },
						],
					},
				},
			},
			{
				id: '80000000-0000-4000-8000-000000000002',
				name: 'Ask the User',
				type: 'n8n-nodes-gtm-mcp.gtmMcpRespond',
				typeVersion: 1,
				position: [320, -60],
				parameters: { operation: 'askUser', message: 'Renew for another year?' },
			},
			{
				id: '80000000-0000-4000-8000-000000000003',
				name: 'Renew',
				type: 'n8n-nodes-base.noOp',
				typeVersion: 1,
				position: [620, -160],
				parameters: {},
			},
			{
				id: '80000000-0000-4000-8000-000000000004',
				name: 'Calculator',
				type: '@n8n/n8n-nodes-langchain.toolCalculator',
				typeVersion: 1,
				position: [0, 260],
				parameters: {},
			},
		],
		connections: {
			'GTM MCP Server Trigger': { main: [to('Ask the User')] },
			'Ask the User': { main: [to('Renew')] },
			Calculator: { ai_tool: [[{ node: 'GTM MCP Server Trigger', type: 'ai_tool', index: 0 }]] },
		},
	});
	return workflow.id;
}
