import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { ITriggerFunctions, WorkflowActivateMode } from 'n8n-workflow';

import { freePort } from '../../../../../scripts/n8n/free-port';
import { systemClock } from '../../../../../src/base/clock';
import { listen } from '../../../../../src/n8n/server/listen';
import { mcpProcess } from '../../../../../src/n8n/server/mcp-process';
import { setUpServer } from '../../../../../src/n8n/server/server-setup';
import { sharedListeners } from '../../../../../src/n8n/server/shared-listeners';

const HOST = '127.0.0.1';

/** The published trigger of a workflow, and what it said to the log. */
function triggerOf(
	workflow: string,
	parameters: Record<string, unknown> = {},
	credential: object = {},
	activation: WorkflowActivateMode = 'activate',
) {
	const errors: string[] = [];
	const emitted: unknown[] = [];
	const logger = { error: (message: string) => errors.push(message), warn: () => undefined };
	const values: Record<string, unknown> = { authentication: 'none', path: 'crm', ...parameters };
	const context = {
		getMode: () => 'trigger',
		getActivationMode: () => activation,
		getNode: () => ({ id: 'n1', name: 'Trigger', type: 'test', typeVersion: 1, parameters: {} }),
		getWorkflow: () => ({ id: workflow }),
		getNodeParameter: (name: string, fallback: unknown) => values[name] ?? fallback,
		getCredentials: async () => await Promise.resolve(credential),
		getParentNodes: () => [],
		emit: (items: unknown) => emitted.push(items),
		logger,
	} as unknown as ITriggerFunctions;
	return { context, errors, emitted, id: `${workflow}:n1` };
}

describe('a trigger that is published anew before the last version is stopped', () => {
	it('goes on starting executions', async () => {
		const [before, after] = [triggerOf('w1'), triggerOf('w1')];
		const first = await listen(before.context);
		const second = await listen(after.context);
		await first.closeFunction?.();
		mcpProcess().emitters.get(after.id)?.({ ok: true });
		expect(after.emitted).toHaveLength(1);
		expect(before.emitted).toEqual([]);
		await second.closeFunction?.();
		expect(mcpProcess().emitters.has(after.id)).toBe(false);
	});
});

const SEVERAL_MAINS = 'N8N_MULTI_MAIN_SETUP_ENABLED';

describe('a trigger whose port is taken', () => {
	let other: Server;
	let options: Record<string, unknown>;

	beforeEach(async () => {
		other = createServer();
		await new Promise<void>((resolve) => other.listen(0, HOST, resolve));
		options = { listen: 'port', host: HOST, port: (other.address() as AddressInfo).port };
	});

	afterEach(async () => {
		await new Promise((resolve) => other.close(resolve));
	});

	it.each(['activate', 'init'] as const)('fails at once (%s)', async (activation) => {
		const tries = jest.spyOn(sharedListeners(), 'mount');
		const { context } = triggerOf('w8', { options }, {}, activation);
		await expect(listen(context)).rejects.toThrow('another program uses it');
		expect(tries).toHaveBeenCalledTimes(1);
		tries.mockRestore();
	});

	it('fails, and leaves nothing of itself behind', async () => {
		const { context, id } = triggerOf('w2', { options });
		await expect(listen(context)).rejects.toThrow(
			`The port ${String(options.port)} of ${HOST} cannot be used`,
		);
		expect(mcpProcess().emitters.has(id)).toBe(false);
	});
});

describe('the own port where n8n has several mains', () => {
	const options = (port: number) => ({ options: { listen: 'port', host: HOST, port } });
	const isOpen = async (port: number) => {
		const asked = fetch(`http://${HOST}:${port}/crm`, { method: 'POST', body: '{}' });
		return await asked.then(
			() => true,
			() => false,
		);
	};

	beforeEach(() => {
		process.env[SEVERAL_MAINS] = 'true';
	});

	afterEach(() => {
		delete process.env[SEVERAL_MAINS];
	});

	it('is open where the trigger is active, and closed with it', async () => {
		const port = await freePort();
		expect(await isOpen(port)).toBe(false);
		const { closeFunction } = await listen(triggerOf('w6', options(port)).context);
		expect(await isOpen(port)).toBe(true);
		await closeFunction?.();
		expect(await isOpen(port)).toBe(false);
	});

	it.each(['leadershipChange', 'init'] as const)(
		'is opened by the next one (%s) as soon as the last one has closed it',
		async (activation) => {
			// As a listener of another process: it shares nothing with ours.
			const last = createServer();
			await new Promise<void>((resolve) => last.listen(0, HOST, resolve));
			const { port } = last.address() as AddressInfo;
			const { context, id } = triggerOf('w7', options(port), {}, activation);
			const tries = jest.spyOn(sharedListeners(), 'mount');
			const taken = listen(context);
			while (tries.mock.calls.length < 2) await systemClock.sleep(10);
			expect(mcpProcess().emitters.has(id)).toBe(false);
			tries.mockRestore();
			await new Promise((resolve) => last.close(resolve));
			const { closeFunction } = await taken;
			expect(await isOpen(port)).toBe(true);
			await closeFunction?.();
		},
	);
});

describe('the dashboard on the own port', () => {
	const KEY = 'key-0123456789-0123456789';
	const home = process.env.N8N_USER_FOLDER;
	let folder: string;
	let close: (() => Promise<void>) | undefined;

	beforeEach(() => {
		folder = mkdtempSync(path.join(tmpdir(), 'gtm-dashboard-'));
		process.env.N8N_USER_FOLDER = folder;
	});

	afterEach(async () => {
		await close?.();
		if (home === undefined) delete process.env.N8N_USER_FOLDER;
		else process.env.N8N_USER_FOLDER = home;
		rmSync(folder, { recursive: true });
	});

	it('shows who called what, from the audit file, to who has the key', async () => {
		const port = await freePort();
		const options = { listen: 'port', host: HOST, port, auditTo: 'file', dashboardKeys: 'Dana' };
		const parameters = { authentication: 'apiKeys', options };
		const keys = { keys: { key: [{ label: 'Dana', key: KEY }] } };
		close = (await listen(triggerOf('w5', parameters, keys).context)).closeFunction;
		const url = `http://${HOST}:${port}/crm`;
		await fetch(url, {
			method: 'POST',
			headers: { 'content-type': 'application/json', authorization: `Bearer ${KEY}` },
			body: '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"enrich_nobody"}}',
		});
		const signedIn = await fetch(`${url}/dashboard`, {
			method: 'POST',
			body: new URLSearchParams({ key: KEY }),
			redirect: 'manual',
		});
		const [cookie = ''] = (signedIn.headers.get('set-cookie') ?? '').split(';');
		const shown = await (await fetch(`${url}/dashboard`, { headers: { cookie } })).text();
		expect(shown).toMatch(/apiKey:Dana[\s\S]*tool enrich_nobody/);
		expect(await (await fetch(`${url}/dashboard`)).text()).not.toContain('enrich_nobody');
	});
});

describe('trouble of one server', () => {
	it('goes to the log of its own workflow, whichever was asked last', async () => {
		const [one, other] = [triggerOf('w3'), triggerOf('w4')];
		const setups = [
			await setUpServer(one.context, undefined),
			await setUpServer(other.context, undefined),
		];
		setups[0]?.report('the tools of "CRM" are left out');
		expect(one.errors).toEqual(['MCP server: the tools of "CRM" are left out']);
		expect(other.errors).toEqual([]);
	});
});
