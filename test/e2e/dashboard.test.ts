import { type Browser, type Page } from 'playwright-core';

import { connectSdkV2 } from './clients/sdk-clients';
import { chromiumPath, keepScreenshot, launchBrowser } from './setup/browser';
import { loggedInClient, n8nContext } from './setup/n8n-context';
import { publishTrigger } from './setup/published-trigger';
import { freePort } from '../../scripts/n8n/free-port';

const { url } = n8nContext();
const KEY = 'dashboard-key-0123456789-0123456789';
const AGENT_KEY = 'agent-key-0123456789-0123456789-01';

jest.setTimeout(120_000);

const describePages = chromiumPath === undefined ? describe.skip : describe;

/** A server with the context graph and an audit file; one key opens its dashboard, another calls tools only. */
describePages('the dashboard of a published server', () => {
	let browser: Browser;
	let places: Record<string, string>;
	const trouble: string[] = [];

	beforeAll(async () => {
		const keys = [
			{ label: 'Dana', key: KEY },
			{ label: 'Agent', key: AGENT_KEY },
		];
		const { id, name } = await loggedInClient().createCredential({
			name: 'Keys of the dashboard',
			type: 'gtmMcpServerKeysApi',
			data: { keys: { key: keys } },
		});
		const port = await freePort();
		await publishTrigger(
			{
				path: 'shown',
				authentication: 'apiKeys',
				branches: {
					branch: [
						{
							name: 'send_offer',
							description: 'Sends an offer',
							fields: { field: [{ name: 'email', type: 'string' }] },
							settings: { card: { shown: { as: 'approval' } } },
						},
					],
				},
				options: {
					listen: 'both',
					port,
					serverName: 'Acme GTM',
					contextGraph: 'write',
					auditTo: 'file',
					dashboardKeys: 'Dana',
				},
			},
			[{ type: 'n8n-nodes-base.noOp', parameters: {} }],
			{ credentials: { gtmMcpServerKeysApi: { id, name } } },
		);
		places = { n8n: `${url}/mcp/shown`, port: `http://127.0.0.1:${port}/shown` };
		const client = await connectSdkV2(places.port ?? '', AGENT_KEY, 'auto');
		const call = async (tool: string, args: Record<string, unknown>) => {
			const { isError, text } = await client.call(tool, args);
			if (isError) throw new Error(`${tool}: ${text}`);
		};
		const account = {
			type: 'account',
			domain: 'dashboard-acme.example',
			facts: [
				{ attribute: 'name', value: 'Dashboard Acme' },
				{ attribute: 'industry', value: 'Software' },
				{ attribute: 'employees', value: 120 },
			],
			source: 'hubspot',
		};
		await call('upsert_facts', account);
		await call('upsert_facts', {
			...account,
			facts: [{ attribute: 'employees', value: 480 }],
			source: 'apollo',
		});
		await call('upsert_facts', {
			type: 'contact',
			email: 'kim@dashboard-acme.example',
			company: 'dashboard-acme.example',
			facts: [
				{ attribute: 'fullName', value: 'Kim Lee' },
				{ attribute: 'title', value: 'Head of Growth' },
			],
			source: 'hubspot',
		});
		await call('record_event', {
			email: 'kim@dashboard-acme.example',
			type: 'reply',
			summary: 'Asked for a price',
			source: 'manual',
		});
		await call('get_prospect_context', { email: 'nobody@nowhere.example' });
		await client.close();
		browser = await launchBrowser();
	});

	afterAll(async () => await browser?.close());

	afterEach(() => expect(trouble.splice(0)).toEqual([]));

	async function openPage(place: string, colorScheme: 'light' | 'dark'): Promise<Page> {
		const page = await browser.newPage({ viewport: { width: 1000, height: 900 }, colorScheme });
		page.on('console', (message) => {
			if (['error', 'warning'].includes(message.type())) trouble.push(message.text());
		});
		page.on('request', (request) => {
			if (!request.url().startsWith(new URL(place).origin)) trouble.push(request.url());
		});
		await page.goto(`${place}/dashboard`);
		return page;
	}

	it.each([
		['n8n', 'light'],
		['port', 'dark'],
	] as const)(
		'opens with its key on %s, and leads from a search to who called what',
		async (at, scheme) => {
			const page = await openPage(places[at] ?? '', scheme);
			expect(await page.locator('body').innerText()).not.toMatch(/Search|Calls/);
			await page.getByLabel('Key').fill(KEY);
			await page.getByRole('button', { name: 'Open' }).click();
			await page.getByPlaceholder('e.g. Acme').fill('dashboard');
			await page.getByRole('button', { name: 'Search' }).click();
			await page.getByRole('link', { name: 'Dashboard Acme' }).click();
			const known = await page.locator('main').innerText();
			for (const words of ['Software', 'hubspot', 'Sources disagree', 'Kim Lee', 'Around it']) {
				expect(known).toContain(words);
			}
			await keepScreenshot(page, `dashboard-account-${scheme}`);
			await page.getByRole('link', { name: 'Kim Lee' }).first().click();
			expect(await page.locator('main').innerText()).toContain('Asked for a price');
			await page.getByRole('link', { name: 'Changes' }).click();
			expect(await page.locator('main').innerText()).toContain('Entity created');
			await page.getByRole('link', { name: 'Review' }).click();
			await page.getByRole('link', { name: 'Calls' }).click();
			expect(await page.locator('main').innerText()).toMatch(/upsert_facts[\s\S]*apiKey:Agent/);
			await keepScreenshot(page, `dashboard-calls-${scheme}`);
			await page.setViewportSize({ width: 380, height: 800 });
			const wide = await page.evaluate('document.documentElement.scrollWidth');
			expect(wide).toBeLessThanOrEqual(380);
			await page.getByRole('button', { name: 'Sign out' }).click();
			await page.getByLabel('Key').waitFor();
			await page.close();
		},
	);

	it('lets a person allow a call by the link that its caller was given', async () => {
		const client = await connectSdkV2(places.port ?? '', AGENT_KEY, 'auto');
		const { text } = await client.call('send_offer', { email: 'kim@dashboard-acme.example' });
		const [link = '', id = ''] = /http\S+?dashboard\?view=approvals&id=([\w-]+)/.exec(text) ?? [];
		const page = await browser.newPage();
		await page.goto(link);
		await page.getByLabel('Key').fill(KEY);
		await page.getByRole('button', { name: 'Open' }).click();
		expect(await page.locator('main').innerText()).toMatch(/kim@dashboard-acme[\s\S]*by Agent/);
		await keepScreenshot(page, 'dashboard-approval');
		await page.getByRole('button', { name: 'Allow' }).click();
		await page.getByText('Allowed').first().waitFor();
		await page.close();
		const { structured } = await client.call('get_approval', { id });
		expect(structured).toMatchObject({
			state: 'done',
			outcome: { email: 'kim@dashboard-acme.example' },
		});
		await client.close();
	});

	it('does not open with a key that calls tools only, nor for who has none', async () => {
		for (const place of Object.values(places)) {
			const form = new URLSearchParams({ key: AGENT_KEY });
			const refused = await fetch(`${place}/dashboard`, { method: 'POST', body: form });
			expect(refused.status).toBe(401);
			const bare = await fetch(`${place}/dashboard?view=calls`);
			expect(await bare.text()).not.toContain('upsert_facts');
		}
	});
});
