import path from 'node:path';

import { chromium, type Browser, type Page } from 'playwright-core';

import { n8nContext } from './n8n-context';
import { findChromium } from '../../../scripts/test/chromium';

/** The browser's program; undefined where there is none, and the tests of the editor are skipped. */
export const chromiumPath = findChromium(process.env);

/** Without these Chromium looks for servers of its maker, which a closed network does not have. */
const OFFLINE = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

export async function launchBrowser(): Promise<Browser> {
	if (chromiumPath === undefined) throw new Error('there is no Chromium');
	return await chromium.launch({ executablePath: chromiumPath, args: OFFLINE });
}

/** A page of n8n's editor, signed in as the owner. */
export async function openEditor(browser: Browser): Promise<Page> {
	const { url, owner } = n8nContext();
	const page = await browser.newPage({ viewport: { width: 1500, height: 950 } });
	await page.goto(`${url}/signin`);
	await page.locator('input[type="email"]').fill(owner.email);
	await page.locator('input[type="password"]').fill(owner.password);
	await page.keyboard.press('Enter');
	await page.waitForURL(/\/(home|workflow)/);
	return page;
}

/** Opens a workflow and waits until its nodes are drawn. */
export async function openWorkflow(page: Page, id: string): Promise<void> {
	await page.goto(`${n8nContext().url}/workflow/${id}`);
	await page.getByTestId('canvas-node').first().waitFor();
	await page.getByTestId('zoom-to-fit').click();
}

/** Keeps a picture of the page as evidence of the run. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
	await page.screenshot({ path: path.join(n8nContext().artefactFolder, `${name}.png`) });
}
