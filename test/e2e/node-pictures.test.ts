import { selectors, type Browser, type Page } from 'playwright-core';

import {
	chromiumPath,
	keepParameters,
	launchBrowser,
	openEditor,
	openWorkflow,
} from './setup/browser';
import { loggedInClient } from './setup/n8n-context';

/** A browser on a busy machine is slow; each form takes a second or two. */
jest.setTimeout(120_000);

const describeEditor = chromiumPath === undefined ? describe.skip : describe;

describeEditor('the form of a node', () => {
	let browser: Browser;
	let page: Page;

	beforeAll(async () => {
		selectors.setTestIdAttribute('data-test-id');
		browser = await launchBrowser();
		page = await openEditor(browser);
		await page.setViewportSize({ width: 1500, height: 1100 });
	});
	afterAll(async () => await browser?.close());

	it.each([
		[
			'watch-trigger',
			'gtmMcpWatchTrigger',
			{
				server: 'url',
				authentication: 'none',
				serverUrl: 'https://mcp.example.com/mcp',
				watch: 'resource',
				uri: { __rl: true, mode: 'name', value: 'crm://accounts/acme.com' },
			},
			['Server', 'Options'],
		],
		[
			'gtm-suppression',
			'gtmSequencer',
			{
				resource: 'suppression',
				operation: 'add',
				who: 'arborbay-genomics.example',
				scope: 'everywhere',
				reason: 'customer of a partner',
			},
			['Resource', 'Until'],
		],
		[
			'gtm-playbook',
			'gtmPlaybook',
			{ resource: 'qualification', operation: 'score' },
			['Resource'],
		],
		['gtm-toolkit', 'gtmToolkit', { server: 'crm.hubspot' }, ['Server', 'Options']],
		[
			'gtm-context',
			'gtmContext',
			{ resource: 'prospect', operation: 'getContext', findBy: 'email', value: 'dana@acme.com' },
			['Resource', 'Options'],
		],
		[
			'gtm-context-trigger',
			'gtmContextChangeTrigger',
			{ watch: 'threshold', attribute: 'score', threshold: 80 },
			['Start When'],
		],
		['gtm-crm-trigger', 'gtmCrmChangeTrigger', { vendor: 'hubspot' }, ['Vendor']],
		['gtm-sequencer-trigger', 'gtmSequencerChangeTrigger', {}, ['Vendor']],
	] as Array<[string, string, object, [from: string, to?: string]]>)(
		'%s is as its page shows it',
		async (name, type, parameters, [from, to]) => {
			const { id } = await loggedInClient().createWorkflow({
				name: `Picture of ${type}`,
				nodes: [
					{
						id: crypto.randomUUID(),
						name: 'The node',
						type: `n8n-nodes-gtm-mcp.${type}`,
						typeVersion: 1,
						position: [0, 0],
						parameters: { ...parameters },
					},
				],
				connections: {},
			});
			await openWorkflow(page, id);
			await page.getByTestId('canvas-node').first().dblclick();
			const panel = page.getByTestId('ndv');
			await panel.getByText(from, { exact: true }).first().waitFor();
			if (to !== undefined) await panel.getByText(to, { exact: true }).first().waitFor();
			await keepParameters(page, name, from, to);
		},
	);
});
