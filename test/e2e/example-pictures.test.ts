import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';

import { selectors, type Browser, type Page } from 'playwright-core';

import { chromiumPath, launchBrowser, openEditor } from './setup/browser';
import { loggedInClient, n8nContext } from './setup/n8n-context';
import { openSandbox } from '../contract/gtm/sandbox-port';
import { credentialKey, readExample, withCredentialIds } from '../../scripts/n8n/import-example';
import { exampleCredentials } from '../../scripts/start/examples';

const { root, url, artefactFolder } = n8nContext();
const FOLDER = path.join(root, 'examples');

/** A browser on a busy machine is slow; each workflow takes a second or two. */
jest.setTimeout(180_000);

const describeEditor = chromiumPath === undefined ? describe.skip : describe;

const EXAMPLES = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
	.filter((name) => name.endsWith('.json') && !name.startsWith('conformance'))
	.toSorted();

/** Room around what is on a picture, in pixels. */
const MARGIN = 24;
/** Of the names below the lowest nodes. */
const LABELS = 60;

describeEditor('an example, in the editor as it is imported', () => {
	let browser: Browser;
	let page: Page;
	let sandbox: Awaited<ReturnType<typeof openSandbox>>;
	const ids = new Map<string, string>();

	beforeAll(async () => {
		mkdirSync(path.join(artefactFolder, 'examples'), { recursive: true });
		selectors.setTestIdAttribute('data-test-id');
		sandbox = await openSandbox();
		const vendors = [...sandbox.sandbox.vendors].map(([id, { emulator }]) => ({
			id,
			name: emulator.name,
			baseUrl: `${sandbox.url}/${id}`,
			key: emulator.keys[0].value,
		}));
		const host = { n8nUrl: url, mcpKey: 'picture-key-0123456789-0123456', modelUrl: `${url}/v1` };
		for (const seed of exampleCredentials(host, { url: sandbox.url, vendors })) {
			const made = await loggedInClient().createCredential(seed);
			ids.set(credentialKey(seed.type, seed.name), made.id);
		}
		browser = await launchBrowser();
		page = await openEditor(browser);
		await page.setViewportSize({ width: 2300, height: 1300 });
	});

	afterAll(async () => {
		await browser?.close();
		await sandbox?.close();
	});

	/** What is on the canvas with its notes and labels, at the size at which people read it. */
	async function keepWholeCanvas(name: string): Promise<void> {
		await page.mouse.move(5, 5);
		const things = await page.getByTestId('canvas-node').or(page.getByTestId('sticky')).all();
		const boxes = await Promise.all(things.map(async (thing) => await thing.boundingBox()));
		const seen = boxes.filter((box) => box !== null);
		const x = Math.min(...seen.map((box) => box.x)) - MARGIN;
		const y = Math.min(...seen.map((box) => box.y)) - MARGIN;
		const right = Math.max(...seen.map((box) => box.x + box.width)) + 2 * MARGIN;
		const bottom = Math.max(...seen.map((box) => box.y + box.height)) + LABELS;
		await page.screenshot({
			path: path.join(artefactFolder, 'examples', name),
			clip: { x, y, width: right - x, height: bottom - y },
		});
	}

	it.each(EXAMPLES)('%s opens without a warning', async (file) => {
		const example = await readExample(path.join(FOLDER, file));
		const { id } = await loggedInClient().createWorkflow({
			...example,
			name: `Picture: ${example.name}`,
			nodes: withCredentialIds(example.nodes, ids),
		});
		await page.goto(`${url}/workflow/${id}`);
		await page.getByTestId('canvas-node').first().waitFor();
		await page.getByTestId('zoom-to-fit').click();
		// There is nothing to reset where all of it fits.
		const reset = page.getByTestId('reset-zoom-button');
		if (await reset.isVisible()) await reset.click();
		await reset.waitFor({ state: 'hidden' });
		await keepWholeCanvas(file.replaceAll(/^.*[\\/]|\.json$/g, '').concat('.png'));
		expect(await page.getByTestId('node-issues').count()).toBe(0);
		const steps = example.nodes.filter(({ type }) => type !== 'n8n-nodes-base.stickyNote');
		expect(await page.getByTestId('canvas-node').count()).toBe(steps.length);
	});
});
