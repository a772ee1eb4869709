import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { everythingScript } from './clients/everything-server';
import { byName, call, failureOf, jsonOf, runClientStep, type Step } from './setup/client-step';
import { loggedInClient, n8nContext } from './setup/n8n-context';
import { startTemporaryN8n, type TemporaryN8n } from '../../scripts/n8n/temporary-n8n';
import { createProgress } from '../../scripts/install/progress.cjs';

const { root, artefactFolder } = n8nContext();

/** The official demonstration server as a program that speaks over its standard streams. */
const command = {
	server: 'command',
	command: process.execPath,
	commandArguments: [everythingScript(root), 'stdio'],
};

describe('a local command, where the operator has not allowed it', () => {
	it('is not started, and the error says who can allow it', async () => {
		const execution = await runClientStep(loggedInClient(), {
			parameters: { ...command, ...call('echo', { message: 'hello' }) },
		});
		expect(execution.status).toBe('error');
		expect(JSON.stringify(failureOf(execution))).toContain('GTM_MCP_ALLOW_STDIO');
	});
});

describe('a local command, where the operator has allowed it', () => {
	let host: TemporaryN8n;
	let folder: string;

	beforeAll(async () => {
		folder = await mkdtemp(path.join(tmpdir(), 'gtm-mcp-stdio-'));
		host = await startTemporaryN8n({
			root,
			progress: createProgress({ stream: process.stderr }),
			artefactFolder: path.join(artefactFolder, 'stdio'),
			env: { GTM_MCP_ALLOW_STDIO: 'true', SECRET_OF_N8N: 'not for programs' },
		});
	}, 180_000);

	afterAll(async () => {
		await host.stop();
		await rm(folder, { recursive: true, force: true });
	}, 60_000);

	const run = async ({ parameters, ...step }: Step) =>
		await runClientStep(host.client, { ...step, parameters: { ...command, ...parameters } });

	it('serves tools, resources, prompts and its questions', async () => {
		const echoed = await run({
			parameters: call('echo', '={{ JSON.stringify({ message: $json.word }) }}'),
			items: [{ word: 'one' }, { word: 'two' }],
		});
		expect(jsonOf(echoed)).toEqual([{ text: 'Echo: one' }, { text: 'Echo: two' }]);
		const info = await run({ parameters: { operation: 'serverInfo' } });
		expect(jsonOf(info)).toMatchObject([{ transport: 'stdio' }]);
		const uri = byName('demo://resource/dynamic/text/3');
		const read = await run({ parameters: { operation: 'readResource', uri } });
		expect(jsonOf(read)).toMatchObject([{ text: expect.stringContaining('Resource 3') }]);
		const asked = await run({
			parameters: { ...call('trigger-elicitation-request'), options: { elicitation: 'decline' } },
		});
		expect(JSON.stringify(jsonOf(asked))).toContain('declined');
	});

	it('gets the variables of the node, and nothing of the environment of n8n', async () => {
		const execution = await run({
			parameters: {
				...call('get-env'),
				environment: { variable: [{ name: 'ACME_REGION', value: 'emea' }] },
			},
		});
		const environment = JSON.stringify(jsonOf(execution));
		expect(environment).toContain('emea');
		expect(environment).not.toContain('not for programs');
		expect(environment).not.toContain('N8N_');
	});

	it('that does not exist is an error that names it', async () => {
		const execution = await run({
			parameters: { ...call('echo'), command: 'no-such-program-of-ours', commandArguments: [] },
		});
		expect(failureOf(execution)?.message).toContain('the program was not found');
	});

	it('that ends at once is an error with what it wrote', async () => {
		const script = path.join(folder, 'broken.cjs');
		await writeFile(script, "console.error('the licence has run out'); process.exit(3);");
		const execution = await run({
			parameters: {
				...call('echo'),
				commandArguments: [script],
				options: { attempts: 1 },
			},
		});
		expect(failureOf(execution)?.message).toContain('the licence has run out');
	});
});
