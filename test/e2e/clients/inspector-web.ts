import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { Locator, Page } from 'playwright-core';

import { freePort } from '../../../scripts/n8n/free-port';

export interface InspectorWeb {
	/** Of its page, with the token that opens it. */
	url: string;
	close(): void;
}

/** Starts the page of MCP Inspector for one server, in a home of its own. */
export async function openInspectorWeb(root: string, serverUrl: string): Promise<InspectorWeb> {
	const home = mkdtempSync(path.join(tmpdir(), 'gtm-mcp-inspector-'));
	const bin = path.join(root, 'node_modules', '.bin', 'mcp-inspector');
	const ports = {
		CLIENT_PORT: String(await freePort()),
		MCP_SANDBOX_PORT: String(await freePort()),
		MCP_APP_ORIGIN_PORT: String(await freePort()),
	};
	const child = spawn(
		process.execPath,
		[bin, '--web', '--transport', 'http', '--server-url', serverUrl],
		{ env: { ...process.env, ...ports, HOME: home, MCP_AUTO_OPEN_ENABLED: 'false' } },
	);
	const close = () => {
		child.kill();
		rmSync(home, { recursive: true, force: true });
	};
	let said = '';
	const url = await new Promise<string>((resolve, reject) => {
		const read = (text: Buffer) => {
			said += text.toString();
			const [found] = /http:\/\/127\.0\.0\.1:\S+API_TOKEN=\w+/.exec(said) ?? [];
			if (found !== undefined) resolve(found);
		};
		child.stdout.on('data', read);
		child.stderr.on('data', read);
		child.once('exit', () => reject(new Error(`MCP Inspector ended: ${said}`)));
	}).catch((error: unknown) => {
		close();
		throw error;
	});
	return { url, close };
}

/** Opens the card of a tool under Apps, with values for some fields of its form. */
export async function openApp(
	page: Page,
	title: string,
	values: Readonly<Record<string, string>>,
): Promise<Locator> {
	await page.getByText('Apps', { exact: true }).first().click();
	await page.getByText(title, { exact: true }).first().click();
	for (const [name, value] of Object.entries(values)) {
		const field = page.getByLabel(new RegExp(`^${name}\\b`)).first();
		if ((await field.getAttribute('aria-haspopup')) === 'listbox') {
			await field.click();
			await page.getByRole('option', { name: value, exact: true }).click();
		} else {
			await field.fill(value);
		}
	}
	await page.getByRole('button', { name: 'Open App' }).click();
	// The card is a document in the Inspector's sandbox, which is a frame of its own.
	const card = page.frameLocator('iframe').frameLocator('iframe').locator('body');
	await card.waitFor();
	return card;
}
