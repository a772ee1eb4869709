import { mkdirSync } from 'node:fs';
import path from 'node:path';

import type { Browser } from 'playwright-core';

import { hear, openHost, type HostOptions, type OpenHost } from './clients/apps-host';
import { chromiumPath, launchBrowser } from './setup/browser';
import { builtCard, ROOT } from './setup/built-card';
import { BATCH, REPORT, REVIEWS, SERIES } from './setup/card-data';
import type { CardName } from '../../src/mcp/cards/cards';

jest.setTimeout(60_000);

const describeCards = chromiumPath === undefined ? describe.skip : describe;
const artefacts = path.join(ROOT, '.artefacts', 'e2e');

const toResult = (data: object) => ({
	content: [{ type: 'text', text: JSON.stringify(data) }],
	structuredContent: data,
});

describeCards('cards in a foreign host', () => {
	let browser: Browser;
	const open: OpenHost[] = [];

	beforeAll(async () => {
		mkdirSync(artefacts, { recursive: true });
		browser = await launchBrowser();
	});

	afterEach(async () => {
		for (const host of open.splice(0)) await host.close();
	});

	afterAll(async () => {
		await browser?.close();
	});

	async function show(card: CardName, data: object, options: Partial<HostOptions> = {}) {
		const host = await openHost(browser, { html: await builtCard(card), ...options });
		open.push(host);
		await hear(host, 'initialized');
		await host.send('sendToolResult', toResult(data));
		return host;
	}

	const SHOWN: Array<[string, CardName, object, string[]]> = [
		[
			'outcome',
			'outcome',
			BATCH,
			['Partly done', '1 suppressed', 'Unsubscribed on Nov 3', '212 left'],
		],
		[
			'report',
			'report',
			REPORT,
			['Weekly growth', '+12.0 %', '8.4 %', 'activation: PostHog took longer'],
		],
		['series', 'report', SERIES, ['signups', 'at most 70', 'Nov 22, 2026']],
		['review', 'review', REVIEWS, ['Kimberly Lee', 'The same phone number from two sources']],
	];

	describe.each(SHOWN)('%s', (name, card, data, words) => {
		it.each([
			['light', { width: 760, height: 620 }],
			['dark', { width: 360, height: 900 }],
		] as const)('is read in %s colors, and fits', async (theme, size) => {
			const { page, view, complaints } = await show(card, data, { theme, size });
			for (const text of words) await view.getByText(text).first().waitFor();
			await page.waitForTimeout(300);
			const tooWide = await view
				.locator('html')
				.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
			expect(tooWide).toBe(0);
			expect(complaints).toEqual([]);
			await page.screenshot({ path: path.join(artefacts, `card-${name}-${theme}.png`) });
		});
	});

	it('a pair is merged by a button, the rest stays, and the model hears of it', async () => {
		const left = { reviews: REVIEWS.reviews.slice(1) };
		const host = await show('review', REVIEWS, {
			onCall: (_, { action }) =>
				toResult(
					action === 'list' ? left : { done: true, id: action === 'accept' ? 'merge-1' : 'x' },
				),
		});
		await host.view.getByRole('button', { name: 'Same: merge' }).first().click();
		await host.view.getByText('Merged').waitFor();
		expect(await host.view.getByText('Kimberly Lee').count()).toBe(0);
		expect(host.calls[0]).toEqual(['review_identity', { action: 'accept', id: 'review-1' }]);
		expect(JSON.stringify(await hear(host, 'message'))).toContain('merged');
		await host.view.getByRole('button', { name: 'Undo' }).click();
		await host.view.getByText('The merge was undone').waitFor();
		expect(host.calls).toContainEqual(['review_identity', { action: 'undo', id: 'merge-1' }]);
	});

	it('a decision that fails is told, and can be tried again', async () => {
		const { view } = await show('review', REVIEWS, {
			onCall: () => ({
				content: [{ type: 'text', text: 'There is no open review review-1: list them first.' }],
				isError: true,
			}),
		});
		await view.getByRole('button', { name: 'Different: keep apart' }).first().click();
		await view.getByText('There is no open review review-1').waitFor();
		expect(
			await view.getByRole('button', { name: 'Different: keep apart' }).first().isEnabled(),
		).toBe(true);
	});
});
