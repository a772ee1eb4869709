import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import { selectors, type Browser } from 'playwright-core';

import { animatedPng } from './setup/animated-png';
import { chromiumPath, launchBrowser, openEditor, openWorkflow } from './setup/browser';
import { failureOf } from './setup/client-step';
import { createJourney, runJourney } from './setup/gtm-journey';
import { loggedInClient, n8nContext } from './setup/n8n-context';
import { openSandbox } from '../contract/gtm/sandbox-port';
import { type ChatModel, startChatModel } from '../../sandbox/chat-model/server';
import { createDemoScript } from '../../sandbox/demo-model/demo-model';
import { importExample } from '../../scripts/n8n/import-example';
import { exampleCredentials } from '../../scripts/start/examples';
import { sentencesFor } from '../../scripts/start/sentences';

const { root, url, artefactFolder } = n8nContext();
const KEY = 'demo-key-0123456789-0123456789';
const CHAT = '30000000-0000-4000-8000-0000000000aa';

/** A whole agent runs over two MCP servers. */
jest.setTimeout(120_000);

let sandbox: Awaited<ReturnType<typeof openSandbox>>;
let model: ChatModel;
const workflows: Record<string, string> = {};

/** Other tests of this n8n have the examples too: these are imported beside them, under other names. */
const BESIDE = {
	'http://localhost:5678': url,
	'/mcp/gtm': '/mcp/demo-gtm',
	'/mcp/prospects': '/mcp/demo-prospects',
	'"path": "gtm"': '"path": "demo-gtm"',
	'"path": "prospects"': '"path": "demo-prospects"',
	'Inbound lead (MCP)': 'Demo: inbound lead',
	'Prospect tools (MCP': 'Demo: prospect tools (MCP',
	'"Sandbox ': '"Demo ',
	'Quick start MCP keys': 'Demo MCP keys',
	'-4000-8000-0000000000aa': '-4000-8000-0000000000ab',
};

beforeAll(async () => {
	sandbox = await openSandbox();
	const sentences = Object.values(sentencesFor(sandbox.sandbox.world.examples)).flat();
	model = await startChatModel(createDemoScript(sentences.map(({ say }) => say)));
	const vendors = [...sandbox.sandbox.vendors].map(([id, vendor]) => ({
		id,
		name: vendor.emulator.name,
		baseUrl: `${sandbox.url}/${id}`,
		key: vendor.emulator.keys[0].value,
	}));
	const host = { n8nUrl: url, mcpKey: KEY, modelUrl: model.url };
	const seeds = exampleCredentials(host, { url: sandbox.url, vendors }).map((seed) => ({
		...seed,
		name: seed.name.replace('Quick start', 'Demo').replace('Sandbox', 'Demo'),
		...(seed.type === 'gtmMcpClientApi' && {
			data: { ...seed.data, serverUrl: `${url}/mcp/demo-prospects` },
		}),
	}));
	for (const name of ['inbound-lead.json', 'prospect-tools.json', 'demo-chat.json']) {
		const file = path.join(root, 'examples', name);
		workflows[name] = (await importExample(loggedInClient(), file, seeds, BESIDE)).id;
	}
	await forgetTheNewcomer();
}, 60_000);

/** A new user's context graph knows no one; other tests of this n8n work on the same invented people. */
async function forgetTheNewcomer(): Promise<void> {
	const { newcomer } = sandbox.sandbox.world.examples;
	const [, domain] = newcomer.email.split('@');
	const steps = Object.entries({ email: newcomer.email, domain }).map(([findBy, value]) => ({
		name: `Forget by ${findBy}`,
		type: 'gtmContext',
		credentials: {},
		parameters: { resource: 'identity', operation: 'forget', findBy, value },
	}));
	const ran = await runJourney(await createJourney('Forget the newcomer', [{}], steps));
	expect(failureOf(ran)).toBeUndefined();
}

afterAll(async () => {
	await model.close();
	await sandbox.close();
});

async function say(sentence: string): Promise<string> {
	const chat = CHAT.replace(/aa$/, 'ab');
	const answer = await fetch(`${url}/webhook/${chat}/chat`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({
			action: 'sendMessage',
			sessionId: crypto.randomUUID(),
			chatInput: sentence,
		}),
	});
	return ((await answer.json()) as { output: string }).output;
}

describe('the demo chat of the quick start', () => {
	it('scores a lead, and says to call within the hour', async () => {
		const { gtm } = sentencesFor(sandbox.sandbox.world.examples);
		const answer = await say(gtm[0]?.say ?? '');
		expect(answer).toContain('scores **93** (grade A). Call within the hour');
	});

	it('enriches, creates and enrolls somebody whom the CRM does not know', async () => {
		const { examples } = sandbox.sandbox.world;
		const [whole] = sentencesFor(examples).prospects;
		const answer = await say(whole?.say ?? '');
		expect(answer).toContain('CRM: not found');
		expect(answer).toContain('Enrichment: found');
		expect(answer).toContain('Saved: created');
		expect(answer).toContain('Sequence: created');
		expect(await say(`Look up ${examples.newcomer.email}`)).toContain('CRM: found');
	});

	it('is refused where the person has unsubscribed, and says so', async () => {
		const [, refused] = sentencesFor(sandbox.sandbox.world.examples).prospects;
		expect(await say(refused?.say ?? '')).toMatch(
			/Sequence: suppressed\. The person has unsubscribed/,
		);
	});
});

const describeEditor = chromiumPath === undefined ? describe.skip : describe;

describeEditor('the picture of the demo chat', () => {
	let browser: Browser;

	beforeAll(async () => {
		selectors.setTestIdAttribute('data-test-id');
		browser = await launchBrowser();
	});
	afterAll(async () => await browser?.close());

	it('shows what is said, what is answered, and the execution that it made', async () => {
		const page = await openEditor(browser);
		await page.setViewportSize({ width: 1200, height: 760 });
		const frames: Array<{ png: Buffer; milliseconds: number }> = [];
		const keep = async (milliseconds: number) => {
			await page.mouse.move(5, 5);
			frames.push({ png: await page.screenshot(), milliseconds });
		};
		const [, refused] = sentencesFor(sandbox.sandbox.world.examples).prospects;

		await openWorkflow(page, workflows['demo-chat.json'] ?? '');
		await page.getByTestId('workflow-chat-button').click();
		const input = page.getByTestId('canvas-chat').locator('textarea').first();
		await input.fill(refused?.say ?? '');
		await keep(2_500);
		await input.press('Enter');
		await page
			.getByText(/has unsubscribed/)
			.first()
			.waitFor();
		await keep(4_000);

		const [execution] = await loggedInClient().listExecutions({
			workflowId: workflows['prospect-tools.json'],
		});
		await page.goto(
			`${url}/workflow/${workflows['prospect-tools.json']}/executions/${execution?.id}`,
		);
		const preview = page.getByTestId('execution-preview-host').getByTestId('canvas-node').first();
		await preview.waitFor();
		await keep(4_000);
		await writeFile(path.join(artefactFolder, 'demo-chat.png'), animatedPng(frames));
		expect(frames).toHaveLength(3);
	});
});
