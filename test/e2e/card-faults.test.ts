import { mkdirSync } from 'node:fs';
import path from 'node:path';

import type { Browser } from 'playwright-core';

import { hear, openHost, type HostOptions, type OpenHost } from './clients/apps-host';
import { chromiumPath, launchBrowser } from './setup/browser';
import { builtCard, ROOT } from './setup/built-card';
import { PROSPECT } from './setup/card-data';

jest.setTimeout(60_000);

const describeHosts = chromiumPath === undefined ? describe.skip : describe;
const artefacts = path.join(ROOT, '.artefacts', 'e2e');

/** Each is a fault that people met in a host: what is different there, and the card works all the same. */
describeHosts('a card, in a host that', () => {
	let browser: Browser;
	let html: string;
	const open: OpenHost[] = [];

	beforeAll(async () => {
		mkdirSync(artefacts, { recursive: true });
		browser = await launchBrowser();
		html = await builtCard('prospect');
	});

	afterEach(async () => {
		for (const host of open.splice(0)) await host.close();
	});

	afterAll(async () => {
		await browser?.close();
	});

	async function show(options: Partial<HostOptions> = {}, result: object = toResult(PROSPECT)) {
		const host = await openHost(browser, { html, ...options });
		open.push(host);
		await hear(host, 'initialized');
		await host.send('sendToolResult', result);
		return host;
	}

	const toResult = (data: object) => ({
		content: [{ type: 'text', text: JSON.stringify(data) }],
		structuredContent: data,
	});

	it('keeps the frame hidden until the handshake is over: the card is seen', async () => {
		const { view } = await show();
		await view.getByRole('heading', { name: 'Kim Lee' }).waitFor({ state: 'visible' });
	});

	it('lets a card load nothing: it needs nothing, and no browser complains', async () => {
		const { view, complaints } = await show();
		await view.getByText('Head of Growth').first().waitFor();
		expect(complaints).toEqual([]);
	});

	it('passes on the text alone: the data is read from it', async () => {
		const { view } = await show(
			{},
			{ content: [{ type: 'text', text: JSON.stringify(PROSPECT) }] },
		);
		await view.getByRole('heading', { name: 'Kim Lee' }).waitFor();
	});

	it('passes on an error: it is told in words', async () => {
		const text = 'No person or company given. Enter an email, domain, linkedin or id.';
		const { view } = await show({}, { content: [{ type: 'text', text }], isError: true });
		await view.getByText(text).waitFor();
	});

	it('cancels the call: the card says so', async () => {
		const host = await openHost(browser, { html });
		open.push(host);
		await hear(host, 'initialized');
		await host.send('sendToolCancelled', { reason: 'stopped' });
		await host.view.getByText('The call was cancelled').waitFor();
	});

	it('sends the result twice, as when a conversation is opened again: the last one counts', async () => {
		const host = await show();
		await host.send('sendToolResult', toResult({ ...PROSPECT, contact: PROSPECT.account }));
		await host.view.getByRole('heading', { name: 'Acme GmbH' }).waitFor();
	});

	it('makes the frame as high as the card wants: the height settles', async () => {
		const host = await show();
		await host.view.getByText('Timeline').waitFor();
		const heights = () =>
			host.heard.filter(([kind]) => kind === 'size').map(([, { height }]) => height);
		await host.page.waitForFunction(
			'(() => { const f = document.querySelector("iframe"); return f.offsetHeight > 320; })()',
		);
		await host.page.waitForTimeout(500);
		const settled = heights().length;
		await host.page.waitForTimeout(500);
		expect(heights()).toHaveLength(settled);
		expect(settled).toBeLessThan(6);
	});

	it('gives colors that go by its theme: those of the theme count', async () => {
		const styles = {
			variables: {
				'--color-background-primary': 'light-dark(rgb(250, 240, 230), rgb(10, 20, 30))',
			},
		};
		const ground = async (theme: 'light' | 'dark') => {
			const { view } = await show({ theme, context: { styles } });
			await view.getByText('Timeline').waitFor();
			return await view.locator('body').evaluate('getComputedStyle(document.body).backgroundColor');
		};
		expect(await ground('light')).toBe('rgb(250, 240, 230)');
		expect(await ground('dark')).toBe('rgb(10, 20, 30)');
	});

	it('changes its theme later: the card follows', async () => {
		const host = await show();
		await host.view.getByText('Timeline').waitFor();
		await host.bridge('setHostContext', { theme: 'dark' });
		await host.view.locator('html[data-theme=dark]').waitFor({ state: 'attached' });
	});

	it('calls no tools for cards: there are no buttons that do nothing', async () => {
		const { view } = await show({ capabilities: {} });
		await view.getByText('Buttons do nothing in this host').waitFor();
		expect(await view.getByRole('button').count()).toBe(0);
	});

	it('runs no scripts: a sentence stands there, and no empty frame', async () => {
		const page = await browser.newPage({ javaScriptEnabled: false });
		await page.setContent(html);
		expect(await page.getByText('read it in the chat').isVisible()).toBe(true);
		await page.close();
	});

	it('pings the card, and closes it politely: both are answered', async () => {
		const host = await show();
		await expect(host.bridge('teardownResource', {})).resolves.toEqual({});
	});

	it('is served hostile data: it stays text', async () => {
		const evil = '<img src=x onerror="alert(1)"></script><script>alert(2)</script>';
		const facts = {
			fullName: { value: evil, source: evil, ageDays: 0, score: 1 },
			website: { value: 'javascript:alert(3)', source: 'hubspot', ageDays: 0, score: 1 },
		};
		const host = await show({}, toResult({ ...PROSPECT, contact: { id: 'c1', facts } }));
		let dialogs = 0;
		host.page.on('dialog', (dialog) => {
			dialogs += 1;
			void dialog.dismiss();
		});
		await host.view.getByRole('heading', { name: evil }).waitFor();
		expect(
			await host.view.locator('#card img, #card script, #card a[href^=javascript]').count(),
		).toBe(0);
		expect(dialogs).toBe(0);
	});

	it('opens links itself: the card asks it to', async () => {
		const host = await show();
		await host.view.getByRole('link', { name: 'https://linkedin.com/in/kim-lee' }).click();
		expect(await hear(host, 'link')).toEqual({ url: 'https://linkedin.com/in/kim-lee' });
	});

	it('lets cards call tools: a button asks what may be done, by keyboard too', async () => {
		const onCall = (_: string, { action }: Record<string, unknown>) =>
			toResult(
				action === 'enroll'
					? {
							allowed: false,
							blocks: [{ message: 'Active in another sequence.', unblock: 'Wait for it to end.' }],
						}
					: { allowed: true, blocks: [] },
			);
		const { view, calls } = await show({ onCall });
		await view.getByRole('button', { name: 'What else may be done?' }).focus();
		await view.getByRole('button', { name: 'What else may be done?' }).press('Enter');
		await view.getByText('Active in another sequence.').waitFor();
		await view.getByText('Email: allowed').waitFor();
		expect(calls[0]).toEqual([
			'check_action',
			{ id: 'contact-1', type: 'contact', action: 'enroll' },
		]);
	});

	const SIZES = { desktop: { width: 760, height: 1500 }, phone: { width: 360, height: 1900 } };

	describe.each(['light', 'dark'] as const)('shows it in %s colors', (theme) => {
		it.each(Object.entries(SIZES))('on a %s, where it fits', async (name, size) => {
			const { page, view } = await show({ theme, size });
			await view.getByText('Timeline').waitFor();
			await page.waitForTimeout(300);
			const tooWide = await view
				.locator('html')
				.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
			expect(tooWide).toBe(0);
			await page.screenshot({ path: path.join(artefacts, `card-prospect-${name}-${theme}.png`) });
		});
	});
});
