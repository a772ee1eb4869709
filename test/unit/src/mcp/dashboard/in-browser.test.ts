import { mkdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

import type { Browser } from 'playwright-core';

import { DashboardBench, KEY } from './dashboard-bench';
import { fromStream, sendAnswer } from '../../../../../src/mcp/authorization/over-http';
import { chromiumPath, launchBrowser } from '../../../../e2e/setup/browser';

/** A browser on a busy machine is slow. */
jest.setTimeout(180_000);

const describePages = chromiumPath === undefined ? describe.skip : describe;
/** Where the pictures of the documentation are taken from. */
const PICTURES = path.resolve('.artefacts/e2e');

describePages('the dashboard in a browser', () => {
	let browser: Browser;
	let server: Server;
	let url: string;
	/** What the page asks for elsewhere, and what the browser says of it. */
	const trouble: string[] = [];

	beforeAll(async () => {
		const bench = new DashboardBench('http://127.0.0.1/gtm');
		bench.records = Array.from({ length: 300 }, (_, at) => ({
			time: new Date(bench.now - (300 - at) * 250_000).toISOString(),
			principal: 'apiKey:Claude',
			kind: 'tool',
			name: at % 3 === 0 ? 'save_record' : 'get_record',
			outcome: at % 17 === 0 ? 'toolError' : 'ok',
			durationMs: 10 + ((at * 37) % 90),
			bytes: 900,
		}));
		const dashboard = bench.dashboard();
		server = createServer((request, response) => {
			void dashboard
				.answer(fromStream(request, '203.0.113.7'))
				.then((answer) => sendAnswer(response, request, answer));
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/gtm/dashboard`;
		mkdirSync(PICTURES, { recursive: true });
		browser = await launchBrowser();
	});

	afterAll(async () => {
		await browser?.close();
		server?.close();
	});

	it.each(['light', 'dark'] as const)(
		'opens with a key and leads from a search to the calls, %s, also on a phone',
		async (colorScheme) => {
			const page = await browser.newPage({ viewport: { width: 1000, height: 860 }, colorScheme });
			page.on('console', (message) => {
				if (['error', 'warning'].includes(message.type())) trouble.push(message.text());
			});
			page.on('request', (request) => {
				if (!request.url().startsWith(url)) trouble.push(request.url());
			});
			await page.goto(url);
			await page.getByLabel('Key').fill(KEY);
			await page.getByRole('button', { name: 'Open' }).click();
			await page.getByPlaceholder('e.g. Acme').fill('Acme');
			await page.getByRole('button', { name: 'Search' }).click();
			await page.getByRole('link', { name: 'Acme GmbH' }).click();
			await page.getByRole('heading', { name: 'Around it' }).waitFor();
			await page.screenshot({ path: path.join(PICTURES, `dashboard-account-${colorScheme}.png`) });
			await page.getByRole('link', { name: 'Sam Ortiz' }).click();
			await page.getByRole('link', { name: 'Calls' }).click();
			await page.getByRole('heading', { name: 'Errors an hour' }).waitFor();
			const ground = await page.evaluate<string>(
				'getComputedStyle(document.querySelector("main > .card")).backgroundColor',
			);
			expect(ground).toBe(colorScheme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(30, 34, 40)');
			await page.setViewportSize({ width: 380, height: 800 });
			expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(380);
			await page.getByRole('button', { name: 'Sign out' }).click();
			await page.getByLabel('Key').waitFor();
			await page.close();
			expect(trouble).toEqual([]);
		},
	);
});
