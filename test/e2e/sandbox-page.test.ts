import path from 'node:path';

import type { Browser, Page } from 'playwright-core';

import { chromiumPath, launchBrowser } from './setup/browser';
import { n8nContext } from './setup/n8n-context';
import { openSandbox } from '../contract/gtm/sandbox-port';

const { artefactFolder } = n8nContext();

jest.setTimeout(60_000);

const describePage = chromiumPath === undefined ? describe.skip : describe;

describePage("the sandbox's page", () => {
	let browser: Browser;
	let page: Page;
	let sandbox: Awaited<ReturnType<typeof openSandbox>>;

	beforeAll(async () => {
		sandbox = await openSandbox();
		const { person } = sandbox.sandbox.world.examples;
		const hubspot = `${sandbox.url}/hubspot/crm/objects/2026-09/contacts/${person.email}?idProperty=email`;
		await fetch(hubspot, { headers: { authorization: 'Bearer pat-sandbox-hubspot' } });
		await fetch(`${sandbox.url}/hunter/v2/account`, { headers: { 'x-api-key': 'wrong' } });
		await fetch(`${sandbox.url}/apollo/api/v1/people/match?email=${person.email}`, {
			method: 'POST',
			headers: { 'x-api-key': 'sandbox-apollo-master' },
		});
		browser = await launchBrowser();
		page = await browser.newPage();
	});

	afterAll(async () => {
		await browser?.close();
		await sandbox?.close();
	});

	const SIZES = [
		['desktop', 1200, 800],
		['phone', 390, 844],
	] as const;

	describe.each(SIZES)('on a %s', (size, width, height) => {
		it.each(['light', 'dark'] as const)('fits the screen, in %s colors', async (colorScheme) => {
			const { person, account } = sandbox.sandbox.world.examples;
			await page.setViewportSize({ width, height });
			await page.emulateMedia({ colorScheme });
			for (const [name, route] of [
				['sandbox', '/'],
				['sandbox-person', `/person/${person.email}`],
				['sandbox-account', `/account/${account.domain}`],
			]) {
				await page.goto(`${sandbox.url}${route}`);
				const tooWide = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
				expect([route, tooWide]).toEqual([route, 0]);
				const kept =
					size === 'desktop' && colorScheme === 'light' ? name : `${name}-${size}-${colorScheme}`;
				await page.screenshot({ path: path.join(artefactFolder, `${kept}.png`) });
			}
		});
	});

	it('breaks a vendor by a button, says so, and mends it by another', async () => {
		await page.setViewportSize({ width: 1200, height: 800 });
		await page.goto(sandbox.url);
		await page.getByLabel('Vendor').selectOption('hubspot');
		await page.getByLabel('Fault').selectOption('unavailable');
		await page.getByRole('button', { name: 'Break it' }).click();
		const call = async () =>
			(
				await fetch(`${sandbox.url}/hubspot/crm/objects/2026-09/contacts?limit=1`, {
					headers: { authorization: 'Bearer pat-sandbox-hubspot' },
				})
			).status;
		expect(await call()).toBe(503);
		await page.getByRole('button', { name: 'Break it' }).click();
		await page.getByRole('button', { name: 'Clear faults' }).click();
		await page.getByText('No fault is set').waitFor();
		expect(await call()).toBe(200);
		await page.getByRole('button', { name: 'Reset data and calls' }).click();
		await page.getByText('No call yet').waitFor();
	});
});
