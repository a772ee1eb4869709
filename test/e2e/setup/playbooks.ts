import path from 'node:path';

import { loggedInClient, n8nContext } from './n8n-context';
import { openSandbox } from '../../contract/gtm/sandbox-port';
import type { Conversation } from '../../../sandbox/chat-model/conversation';
import type { Reply } from '../../../sandbox/chat-model/scenario';
import { startChatModel } from '../../../sandbox/chat-model/server';
import { createDemoScript } from '../../../sandbox/demo-model/demo-model';
import { buildWorld } from '../../../sandbox/world/build-world';
import { importExample } from '../../../scripts/n8n/import-example';
import type { Execution } from '../../../scripts/n8n/rest-types';
import { exampleCredentials } from '../../../scripts/start/examples';

export const PLAYBOOK_KEY = 'playbooks-key-0123456789-0123456789';

const FILES = {
	tables: 'playbooks/tables.json',
	qualify: 'playbooks/qualify-lead.json',
	route: 'playbooks/route-to-sequence.json',
	opener: 'playbooks/write-opener.json',
	briefing: 'playbooks/brief-account.json',
	backstop: 'playbooks/find-dropped-leads.json',
	test: 'playbooks/test-rubric.json',
	crm: 'servers/crm.json',
} as const;

export type Playbook = keyof typeof FILES;

/** A whole playbook on a busy machine. */
export const PATIENCE_MS = 180_000;

/** Live as `npm start` has them, and at places of their own beside the examples of other tests. */
const here = (url: string, prefix: string, label: string) => ({
	'http://localhost:5678': url,
	'"mode": "dry_run"': '"mode": "live"',
	// Who was killed is taken over at once, and not after minutes.
	'"takenForKilled": 5': '"takenForKilled": 0',
	'playbook-lead': `${prefix}-playbook-lead`,
	'playbook-route': `${prefix}-playbook-route`,
	...Object.fromEntries(
		['qualification', 'routing', 'openers', 'briefings'].map((path) => [
			`"path": "${path}"`,
			`"path": "${prefix}-${path}"`,
		]),
	),
	'"path": "crm"': `"path": "${prefix}-playbooks-crm"`,
	'/mcp/crm': `/mcp/${prefix}-playbooks-crm`,
	// The backstop looks at all leads of its table, also at those of another file of tests.
	'"Playbook leads"': `"${label} leads"`,
	'CRM server (MCP': 'Playbooks: CRM server (MCP',
	'-4000-8000-0000000000aa': '-4000-8000-0000000000ad',
	'"Sandbox ': `"${label} `,
	'Quick start MCP keys': `${label} MCP keys`,
});

/** What the model says in place of what it is scripted to; undefined lets the script speak. */
export type Instead = (now: Conversation) => Reply | undefined | Promise<Reply | undefined>;

/**
 * The playbooks in the n8n of the tests, with tables, emulated vendors and a model.
 *
 * @param prefix of the paths, another for each file of tests
 * @param label before the names of the credentials, another for each file of tests, too: the vendors of
 *   another file have ended with it
 */
export async function openPlaybooks(prefix = 'e2e', label = 'Playbooks') {
	const { root, url } = n8nContext();
	const n8n = loggedInClient();
	const opened = await openSandbox({ world: buildWorld({ asOf: Date.now() }) });
	const script = createDemoScript([]);
	let instead: Instead = () => undefined;
	const model = await startChatModel(async (now) => (await instead(now)) ?? script(now));
	const vendors = [...opened.sandbox.vendors].map(([id, { emulator }]) => ({
		id,
		name: emulator.name,
		baseUrl: `${opened.url}/${id}`,
		key: emulator.keys[0].value,
	}));
	const host = { n8nUrl: url, mcpKey: PLAYBOOK_KEY, modelUrl: model.url };
	const seeds = exampleCredentials(host, { url: opened.url, vendors }).map((seed) => ({
		...seed,
		name: seed.name.replace('Quick start', label).replace('Sandbox', label),
	}));
	const ids = {} as Record<Playbook, string>;
	/** Runs a workflow from this trigger, as the editor's button does. */
	async function start(playbook: Playbook, trigger: string): Promise<Execution> {
		const started = await n8n.runWorkflow(ids[playbook], { triggerToStartFrom: { name: trigger } });
		if (!('executionId' in started)) throw new Error(`${playbook} did not start`);
		return await n8n.waitForExecution(started.executionId, PATIENCE_MS);
	}

	const replaced = here(url, prefix, label);
	for (const [name, file] of Object.entries(FILES) as Array<[Playbook, string]>) {
		const made = await importExample(n8n, path.join(root, 'examples', file), seeds, replaced);
		ids[name] = made.id;
		// What the others read is there before they are imported.
		if (name === 'tables') await start('tables', 'Run Once');
	}

	return {
		ids,
		sandbox: opened,
		start,
		/** @returns the model to its script by `() => undefined` */
		letModelSay(other: Instead): void {
			instead = other;
		},
		async close(): Promise<void> {
			await model.close();
			await opened.close();
		},
	};
}

export type OpenPlaybooks = Awaited<ReturnType<typeof openPlaybooks>>;
