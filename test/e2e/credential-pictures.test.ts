import { mkdirSync } from 'node:fs';
import path from 'node:path';

import type { ICredentialType } from 'n8n-workflow';
import { selectors, type Browser, type Page } from 'playwright-core';

import { chromiumPath, launchBrowser, openEditor } from './setup/browser';
import { n8nContext } from './setup/n8n-context';
import manifest from '../../package.json';

const { root, url, artefactFolder } = n8nContext();

/** A browser on a busy machine is slow; each form takes a second or two. */
jest.setTimeout(240_000);

const describeEditor = chromiumPath === undefined ? describe.skip : describe;

/** Where the product says that its documentation is. */
const DOCS = `${manifest.homepage.replace('#readme', '')}/blob/main/docs/`;

/** Every type of credential that the package brings. */
const CREDENTIALS = manifest.n8n.credentials.map((file) => {
	const source = path.join(root, file.replace(/^dist\//, '').replace(/\.js$/, ''));
	const [Credential] = Object.values(
		jest.requireActual<Record<string, new () => ICredentialType>>(source),
	);
	if (Credential === undefined) throw new Error(`${source} exports no credential`);
	const { name: type, displayName } = new Credential();
	return { type, displayName };
});

describeEditor('the form of a credential', () => {
	let browser: Browser;
	let page: Page;

	beforeAll(async () => {
		mkdirSync(path.join(artefactFolder, 'credentials'), { recursive: true });
		selectors.setTestIdAttribute('data-test-id');
		browser = await launchBrowser();
		page = await openEditor(browser);
		await page.setViewportSize({ width: 1120, height: 900 });
	});
	afterAll(async () => await browser?.close());

	it.each(CREDENTIALS)('$type opens, and leads to its page', async ({ type, displayName }) => {
		await page.goto(`${url}/home/credentials/create`);
		const choice = page.getByTestId('new-credential-type-select');
		await choice.locator('input').fill(displayName);
		await page
			.getByTestId('new-credential-type-select-option')
			.filter({ hasText: new RegExp(`^\\s*${displayName}\\s*$`) })
			.first()
			.click();
		await page.getByTestId('new-credential-type-button').click();
		const modal = page.getByTestId('editCredential-modal');
		await modal.waitFor();
		const docs = modal.locator(`a[href^="${DOCS}"]`).first();
		await docs.waitFor();
		await page.mouse.move(5, 5);
		await modal.screenshot({ path: path.join(artefactFolder, 'credentials', `${type}.png`) });
	});
});
