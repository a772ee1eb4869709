import { selectors, type Browser, type Page } from 'playwright-core';

import {
	chromiumPath,
	keepCanvas,
	keepElement,
	keepParameters,
	launchBrowser,
	openEditor,
	openWorkflow,
	textOf,
} from './setup/browser';
import { drawWorkflow, TRIGGER_NAME, type Drawing } from './setup/canvas-workflow';
import { loggedInClient } from './setup/n8n-context';

const RESPOND = 'n8n-nodes-gtm-mcp.gtmMcpRespond';
const KEYS = 'gtmMcpServerKeysApi';

jest.setTimeout(90_000);

const step = (name: string, position: [number, number]) => ({
	name,
	type: 'n8n-nodes-base.noOp',
	position,
});
const respond = (name: string, position: [number, number], parameters: object) => ({
	name,
	type: RESPOND,
	position,
	parameters: { ...parameters },
});

/** Every feature of the server on a canvas, with the words that must be readable there. */
const CANVASES: ReadonlyArray<[string, Drawing, string[]]> = [
	[
		'tools',
		{
			name: 'Tools of branches and of other nodes',
			trigger: {
				path: 'sales',
				branches: {
					branch: [
						{ name: 'find_account', description: 'Finds an account by its domain' },
						{ name: 'log_activity', description: 'Writes a note to an account' },
					],
				},
			},
			nodes: [step('Look Up in CRM', [380, -100]), step('Write Note', [380, 80])],
			flow: { [TRIGGER_NAME]: ['Look Up in CRM', 'Write Note'] },
			tools: [
				{ name: 'Calculator', type: '@n8n/n8n-nodes-langchain.toolCalculator' },
				{
					name: 'Exchange Rates',
					type: 'n8n-nodes-base.httpRequestTool',
					typeVersion: 4.2,
					parameters: { url: 'https://rates.example.com/latest' },
				},
			],
		},
		['find_account', 'log_activity', 'Tools', 'Calculator'],
	],
	[
		'resources',
		{
			name: 'Resources and a template',
			trigger: {
				path: 'crm',
				branches: {
					branch: [
						{ kind: 'resource', name: 'pipeline', uri: 'crm://pipeline' },
						{ kind: 'template', name: 'account', uriTemplate: 'crm://account/{domain}' },
					],
				},
			},
			nodes: [step('Sum Up Pipeline', [380, -100]), step('Read Account', [380, 80])],
			flow: { [TRIGGER_NAME]: ['Sum Up Pipeline', 'Read Account'] },
		},
		['pipeline', 'account'],
	],
	[
		'prompts',
		{
			name: 'A prompt of a flow, and completions',
			trigger: {
				path: 'calls',
				branches: {
					branch: [{ kind: 'prompt', name: 'prepare_call' }, { kind: 'completion' }],
				},
			},
			nodes: [step('Write Briefing', [380, -100]), step('Search Accounts', [380, 80])],
			flow: { [TRIGGER_NAME]: ['Write Briefing', 'Search Accounts'] },
		},
		['prepare_call', 'completion 2'],
	],
	[
		'progress-and-task',
		{
			name: 'A long call',
			trigger: {
				path: 'lists',
				branches: { branch: [{ name: 'enrich_list', description: 'Enriches a list' }] },
			},
			nodes: [
				respond('Become Task', [320, 0], { operation: 'becomeTask' }),
				respond('Report Progress', [520, 0], { operation: 'progress' }),
				step('Enrich', [720, 0]),
			],
			flow: {
				[TRIGGER_NAME]: ['Become Task'],
				'Become Task': ['Report Progress'],
				'Report Progress': ['Enrich'],
			},
		},
		['enrich_list', 'Become Task', 'Report Progress'],
	],
	[
		'audit',
		{
			name: 'Records of every call',
			trigger: {
				path: 'recorded',
				branches: {
					branch: [
						{ name: 'find_account', description: 'Finds an account by its domain' },
						{ kind: 'audit' },
					],
				},
				options: { auditTo: 'output' },
			},
			nodes: [step('Look Up in CRM', [380, -100]), step('Append to Sheet', [380, 80])],
			flow: { [TRIGGER_NAME]: ['Look Up in CRM', 'Append to Sheet'] },
		},
		['find_account', 'audit 2'],
	],
];

/** Parameters of the trigger, from which heading to which its panel shows them, and what they say. */
const PANELS: ReadonlyArray<[string, object, [from: string, to: string], string[]]> = [
	[
		'own-port',
		{ path: 'gtm', options: { listen: 'both', host: '127.0.0.1', port: 8808 } },
		['Options', 'Add option'],
		['Both', '127.0.0.1', '8808'],
	],
	[
		'static-resource',
		{
			path: 'gtm',
			options: {
				content: {
					resource: [
						{
							name: 'ideal-customer',
							description: 'Whom we sell to',
							uri: 'gtm://ideal-customer',
							format: 'text',
							text: 'B2B software, 50 to 500 people, in Europe.',
						},
					],
				},
			},
		},
		['Static Content', 'Add option'],
		['gtm://ideal-customer'],
	],
	[
		'static-prompt',
		{
			path: 'gtm',
			options: {
				content: {
					prompt: [
						{
							name: 'prepare_call',
							description: 'A briefing before a call',
							promptArguments: {
								argument: [{ name: 'industry', required: true, values: 'software, retail' }],
							},
							messages: {
								message: [{ role: 'user', type: 'text', text: 'Prepare a call in {industry}.' }],
							},
						},
					],
				},
			},
		},
		['Static Content', 'Add option'],
		['prepare_call', 'software, retail', 'Prepare a call in {industry}.'],
	],
	[
		'field-filter',
		{
			path: 'gtm',
			branches: {
				branch: [
					{
						name: 'find_account',
						description: 'Finds an account by its domain',
						settings: { resultFields: 'name, domain, owner.email' },
					},
				],
			},
		},
		['Result Fields', 'Options'],
		['name, domain, owner.email'],
	],
	[
		'limits',
		{
			path: 'gtm',
			options: {
				rateLimitPerMinute: 60,
				concurrentCalls: 8,
				repeatLimit: 5,
				auditTo: 'file',
				auditArguments: 'redacted',
				allowedIps: '10.0.0.0/8',
			},
		},
		['Options', 'Add option'],
		['Allowed IP Addresses', '10.0.0.0/8', 'Concurrent Calls'],
	],
];

const describeEditor = chromiumPath === undefined ? describe.skip : describe;

describeEditor('the editor shows the features of a server:', () => {
	let browser: Browser;
	let page: Page;

	beforeAll(async () => {
		selectors.setTestIdAttribute('data-test-id');
		browser = await launchBrowser();
		page = await openEditor(browser);
		await page.setViewportSize({ width: 1500, height: 1900 });
	});
	afterAll(async () => await browser?.close());

	const trigger = () => page.getByTestId('canvas-node').filter({ hasText: TRIGGER_NAME });

	it.each(CANVASES)('%s on the canvas', async (name, drawing, words) => {
		await openWorkflow(page, await drawWorkflow(drawing));
		for (const word of words) await page.getByText(word, { exact: true }).first().waitFor();
		await keepCanvas(page, `server-${name}`);
	});

	it.each(PANELS)('%s in the panel', async (name, parameters, [from, to], words) => {
		await openWorkflow(page, await drawWorkflow({ name, trigger: parameters }));
		await trigger().dblclick();
		const panel = page.getByTestId('ndv');
		await panel.getByText(from, { exact: true }).first().waitFor();
		// The editor draws the rows of a list one after the other.
		let shown = '';
		for (let tries = 0; tries < 40 && !words.every((word) => shown.includes(word)); tries++) {
			if (tries > 0) await page.waitForTimeout(250);
			shown = await textOf(panel);
		}
		for (const word of words) expect(shown).toContain(word);
		await keepParameters(page, `server-${name}`, from, to);
	});

	it('what a key may do', async () => {
		const credential = await loggedInClient().createCredential({
			name: 'Keys of the sales team',
			type: KEYS,
			data: {
				keys: {
					key: [
						{
							label: "Dana's Claude",
							key: 'e2e-key-0123456789-0123456789',
							restrictions: {
								allowedTools: 'find_*',
								expires: '2027-01-31T00:00:00.000Z',
								perMinute: 60,
								concurrent: 4,
								resultFields: 'name, domain',
							},
						},
					],
				},
			},
		});
		const { id, name } = credential;
		const drawing: Drawing = {
			name: 'Behind keys',
			trigger: { path: 'keys', authentication: 'apiKeys' },
			credentials: { [KEYS]: { id, name } },
		};
		await openWorkflow(page, await drawWorkflow(drawing));
		await trigger().dblclick();
		await page.getByTestId('credential-edit-button').click();
		await page.getByText('Connection tested successfully').waitFor();
		await page.getByText('Allowed Tools').waitFor();
		await keepElement('server-keys', page.getByTestId('editCredential-modal'));
	});
});
