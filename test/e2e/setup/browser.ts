import path from 'node:path';

import { chromium, type Browser, type Locator, type Page } from 'playwright-core';

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
	// Without a graphics card, every frame of an animation costs what a page costs.
	const page = await browser.newPage({
		viewport: { width: 1500, height: 950 },
		reducedMotion: 'reduce',
	});
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

/** What a person reads in a part of the page, in fields too. */
export async function textOf(part: Locator): Promise<string> {
	const fields = await part.locator('input, textarea').all();
	const values = await Promise.all(fields.map(async (field) => await field.inputValue()));
	return [await part.innerText(), ...values].join('\n');
}

/** Keeps a picture of the page as evidence of the run. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
	await page.screenshot({ path: path.join(n8nContext().artefactFolder, `${name}.png`) });
}

/** Room around the nodes of a picture, in pixels. */
const MARGIN = 50;
/** Of the parameters in the panel of a node, in pixels. */
const PANEL_WIDTH = 430;

/** Keeps a picture of the nodes on the canvas, without the editor around them. */
export async function keepCanvas(page: Page, name: string): Promise<void> {
	await page.mouse.move(5, 5);
	const nodes = await page.getByTestId('canvas-node').all();
	const boxes = (await Promise.all(nodes.map(async (node) => await node.boundingBox()))).filter(
		(box) => box !== null,
	);
	const left = Math.min(...boxes.map(({ x }) => x)) - MARGIN;
	const top = Math.min(...boxes.map(({ y }) => y)) - MARGIN;
	const right = Math.max(...boxes.map(({ x, width }) => x + width)) + 2 * MARGIN;
	const bottom = Math.max(...boxes.map(({ y, height }) => y + height)) + 1.5 * MARGIN;
	const clip = { x: left, y: top, width: right - left, height: bottom - top };
	await page.screenshot({ path: path.join(n8nContext().artefactFolder, `${name}.png`), clip });
}

/** Keeps a picture of one element. */
export async function keepElement(name: string, element: Locator): Promise<void> {
	await element.screenshot({ path: path.join(n8nContext().artefactFolder, `${name}.png`) });
}

/**
 * Keeps a picture of a node's parameters between two headings, of which only the first is on it.
 *
 * @param to left out for all parameters from the first heading on
 */
export async function keepParameters(
	page: Page,
	name: string,
	from: string,
	to?: string,
): Promise<void> {
	await page.mouse.move(5, 5);
	const panel = page.getByTestId('ndv');
	const boxOf = async (text: string) => {
		const words = panel.getByText(text, { exact: true }).or(panel.getByPlaceholder(text));
		const box = await words.first().boundingBox({ timeout: 5_000 });
		if (box === null) throw new Error(`the panel does not show "${text}"`);
		return box;
	};
	const endOfAll = async () => {
		const inputs = await panel.locator('[data-test-id^="parameter-input-"]').all();
		const boxes = await Promise.all(inputs.map(async (input) => await input.boundingBox()));
		return Math.max(...boxes.map((box) => (box ? box.y + box.height : 0))) + MARGIN / 4;
	};
	const [tab, first] = [await boxOf('Parameters'), await boxOf(from)];
	const end = to === undefined ? await endOfAll() : (await boxOf(to)).y;
	const clip = {
		x: tab.x - MARGIN / 2,
		y: first.y - MARGIN / 4,
		width: PANEL_WIDTH,
		height: end - first.y,
	};
	await page.screenshot({ path: path.join(n8nContext().artefactFolder, `${name}.png`), clip });
}
