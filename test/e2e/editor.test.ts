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
		const n8n = await loggedInClient();
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

	it('draws an output for every tool that is added', async () => {
		await openWorkflow(page, exampleId);
		await node('GTM MCP Server Trigger').dblclick();
		await page.getByText('Add Tool', { exact: true }).click();
		await page.getByTestId('parameter-input-name').last().locator('input').fill('second_tool');
		await page.getByTestId('ndv-close-button').click();
		await node('GTM MCP Server Trigger').getByText('second_tool').waitFor();
		await keepScreenshot(page, 'trigger-two-tools');
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
