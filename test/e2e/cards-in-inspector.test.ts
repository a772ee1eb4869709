import type { Browser, Page } from 'playwright-core';

import { type InspectorWeb, openApp, openInspectorWeb } from './clients/inspector-web';
import { openSdkV2 } from './clients/sdk-clients';
import { chromiumPath, keepScreenshot, launchBrowser } from './setup/browser';
import { n8nContext } from './setup/n8n-context';
import { publishTrigger } from './setup/published-trigger';
import { vendorCredential } from './setup/vendor-credentials';
import { idOf } from '../../sandbox/vendors/lemlist/state';
import { buildWorld } from '../../sandbox/world/build-world';
import { seenBy } from '../../sandbox/world/slice';
import { openSandbox } from '../contract/gtm/sandbox-port';

const { root, url } = n8nContext();
const EMAIL = 'ines@inspected.example';

jest.setTimeout(120_000);

const describeCards = chromiumPath === undefined ? describe.skip : describe;

/** A server with the context graph and PostHog in a real n8n; a host that we did not write. */
describeCards('cards of a server in n8n, shown by MCP Inspector', () => {
	let browser: Browser;
	let page: Page;
	let inspector: InspectorWeb;
	let sandbox: Awaited<ReturnType<typeof openSandbox>>;

	beforeAll(async () => {
		sandbox = await openSandbox();
		const { id, name } = await vendorCredential(sandbox.url, 'gtmPosthogApi');
		const lemlist = await vendorCredential(sandbox.url, 'gtmLemlistApi');
		await publishTrigger(
			{ path: 'inspected', branches: {}, options: { contextGraph: 'write' } },
			[
				{
					name: 'Toolkit',
					type: 'n8n-nodes-gtm-mcp.gtmToolkit',
					parameters: { server: 'analytics.posthog', writes: 'ask', options: {} },
					credentials: { gtmPosthogApi: { id, name } },
				},
				{
					name: 'Sequencer',
					type: 'n8n-nodes-gtm-mcp.gtmToolkit',
					parameters: { server: 'sequencer.lemlist', writes: 'ask', options: {} },
					credentials: { gtmLemlistApi: { id: lemlist.id, name: lemlist.name } },
				},
			],
			{
				connections: {
					Trigger: {},
					Toolkit: { ai_tool: [[{ node: 'Trigger', type: 'ai_tool', index: 0 }]] },
					Sequencer: { ai_tool: [[{ node: 'Trigger', type: 'ai_tool', index: 0 }]] },
				},
			},
		);
		const client = await openSdkV2(`${url}/mcp/inspected`);
		await client.callTool({
			name: 'upsert_facts',
			arguments: {
				type: 'contact',
				email: EMAIL,
				source: 'hubspot',
				facts: [{ attribute: 'fullName', value: 'Ines Inspected' }],
			},
		});
		await client.close();
		inspector = await openInspectorWeb(root, `${url}/mcp/inspected`);
		browser = await launchBrowser();
		page = await browser.newPage({ viewport: { width: 1300, height: 950 } });
		await page.goto(inspector.url);
		await page.getByRole('switch').first().click({ force: true });
		await page.getByText('Connected', { exact: true }).waitFor();
	});

	afterAll(async () => {
		await browser?.close();
		inspector?.close();
		await sandbox?.close();
	});

	/** Whose enrollment goes on, and in no other sequence. */
	function someoneInLemlist() {
		const { enrollments, lookup } = buildWorld();
		for (const { key, personKey, sequenceKey, status } of enrollments) {
			const email = lookup.person.get(personKey)?.email;
			const isAlone = enrollments.filter((one) => one.personKey === personKey).length === 1;
			if (status === 'active' && email && isAlone && seenBy('lemlist', key, 0.5)) {
				return { email, sequenceId: idOf('cam', sequenceKey) };
			}
		}
		throw new Error('the world has nobody in a sequence of lemlist');
	}

	/** As lemlist itself has it. */
	async function pausedAt(email: string): Promise<boolean> {
		const response = await fetch(`${sandbox.url}/lemlist/api/leads?email=${email}`, {
			headers: { authorization: `Basic ${btoa(':sandbox-lemlist')}` },
		});
		const lead = (await response.json()) as { isPaused?: boolean };
		return lead.isPaused ?? false;
	}

	it.each([
		['Get the context of a prospect', { email: EMAIL }, 'Ines Inspected'],
		['Query a metric', { event: 'workflow run' }, 'posthog'],
		['Remove an alert', { name: 'Runs' }, 'There is no alert "Runs"'],
	])('%s', async (title, values, words) => {
		const card = await openApp(page, title, values);
		await card.getByText(words).first().waitFor();
		await keepScreenshot(page, `inspector-${title.toLowerCase().replaceAll(' ', '-')}`);
	});

	it('a write that is asked for, and done when a person allows it in the card', async () => {
		const { email, sequenceId } = someoneInLemlist();
		const card = await openApp(page, 'Pause an enrollment', { email, sequenceId });
		const allow = card.getByRole('button', { name: 'Allow', exact: true });
		await allow.waitFor();
		await keepScreenshot(page, 'inspector-approval');
		expect(await pausedAt(email)).toBe(false);
		await allow.click();
		await card.getByText('paused').first().waitFor();
		await keepScreenshot(page, 'inspector-approval-allowed');
		expect(await pausedAt(email)).toBe(true);
	});
});
