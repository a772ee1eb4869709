import type { INodeParameters } from 'n8n-workflow';
import { selectors, type Browser, type Locator, type Page, type Response } from 'playwright-core';

import { chromiumPath, launchBrowser, openEditor, openWorkflow, textOf } from './setup/browser';
import { type FormChoice, formChoices, wordsOf } from './setup/form-choices';
import { loggedInClient } from './setup/n8n-context';
import { publishedVersions } from '../unit/nodes/published-nodes';

/** A browser on a busy machine is slow; each form takes a second or two. */
jest.setTimeout(240_000);

const describeEditor = chromiumPath === undefined ? describe.skip : describe;

const COLUMNS = 4;

async function drawForms(type: string, typeVersion: number, choices: FormChoice[]) {
	const workflow = await loggedInClient().createWorkflow({
		name: `Forms of ${type}`,
		nodes: choices.map(({ chosen }, index) => ({
			id: crypto.randomUUID(),
			name: `Form ${index}.`,
			type: `n8n-nodes-gtm-mcp.${type}`,
			typeVersion,
			position: [(index % COLUMNS) * 400, Math.floor(index / COLUMNS) * 300],
			parameters: chosen,
			...(type === 'gtmMcpServerTrigger' && { webhookId: crypto.randomUUID() }),
		})),
		connections: {},
	});
	return workflow.id;
}

/** Words that the panel of a node does not show after a while. */
async function missingWords(panel: Locator, words: string[]): Promise<string[]> {
	let missing = words;
	for (let tries = 0; tries < 20 && missing.length > 0; tries++) {
		if (tries > 0) await panel.page().waitForTimeout(250);
		const text = await textOf(panel);
		missing = words.filter((word) => !text.includes(word));
	}
	return missing;
}

/** Whether the editor saves this many nodes; on a busy machine it saves by itself before, too. */
function savesNodes(response: Response, workflowId: string, count: number): boolean {
	if (!response.url().includes(`/workflows/${workflowId}`)) return false;
	if (response.request().method() !== 'PATCH') return false;
	const { nodes } = response.request().postDataJSON() as { nodes?: unknown[] };
	return nodes?.length === count;
}

describeEditor('the editor shows what the form of a node declares, and changes nothing:', () => {
	let browser: Browser;
	let page: Page;

	beforeAll(async () => {
		selectors.setTestIdAttribute('data-test-id');
		browser = await launchBrowser();
		page = await openEditor(browser);
		await page.setViewportSize({ width: 1500, height: 1900 });
	});
	afterAll(async () => await browser?.close());

	it.each(publishedVersions())('$label', async ({ description }) => {
		const choices = formChoices(description);
		const typeVersion = [description.version].flat().at(-1) ?? 1;
		const id = await drawForms(description.name, typeVersion, choices);
		await openWorkflow(page, id);
		const missing: Record<string, string[]> = {};
		for (const [index, { chosen, values, shown }] of choices.entries()) {
			await page
				.getByTestId('canvas-node')
				.filter({ hasText: `Form ${index}.` })
				.dblclick();
			const panel = page.getByTestId('ndv');
			await panel.getByText('Parameters', { exact: true }).first().waitFor();
			const readable = shown.filter(({ type }) => type !== 'notice');
			const lacking = await missingWords(
				panel,
				readable.flatMap((property) => wordsOf(property, values)),
			);
			if (lacking.length > 0) missing[JSON.stringify(chosen)] = lacking;
			await page.keyboard.press('Escape');
			await panel.waitFor({ state: 'hidden' });
		}
		expect(missing).toEqual({});

		// A note makes the editor save what it holds of all the nodes, with what it changed by itself.
		const saving = page.waitForResponse((response) => savesNodes(response, id, choices.length + 1));
		await page.getByTestId('add-sticky-button').click();
		await page.keyboard.press('Escape');
		await page.keyboard.press('Control+s');
		await saving;
		const saved = await loggedInClient().getWorkflow(id);
		expect(saved.nodes).toHaveLength(choices.length + 1);
		for (const [index, { values }] of choices.entries()) {
			const node = saved.nodes.find(({ name }) => name === `Form ${index}.`);
			expect(node).toBeDefined();
			// Of a node that polls, n8n's own.
			const { pollTimes: _when, ...own } = node?.parameters as INodeParameters;
			expect({ ...values, ...own }).toEqual(values);
		}
	});
});
