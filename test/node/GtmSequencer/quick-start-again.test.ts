import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { ofPeople, runSequencer, toItems } from './sequencer-node';
import { type OpenSandbox } from '../gtm/run-gtm-node';
import { openSkippingSandbox } from '../gtm/skipping-clock';
import { sequenceId } from '../../../sandbox/vendors/apollo/state.ts';
import { beginAnew } from '../../../scripts/start/earlier-memory.ts';
import { stateKey } from '../../../src/base/process-state';
import { CONTEXT_PROCESS } from '../../../src/n8n/context/process-graph';
import { GTM_PROCESS, gtmProcess } from '../../../src/n8n/gtm/gtm-process';

/** Each opens a store twice. */
jest.setTimeout(90_000);

const { N8N_USER_FOLDER } = process.env;

let folder: string;
let sandbox: OpenSandbox;

/** What is on the disk stays; what is in memory goes. */
async function stopProcess(): Promise<void> {
	await gtmProcess().ledger().close();
	const shared = globalThis as Record<symbol, unknown>;
	delete shared[CONTEXT_PROCESS];
	delete shared[stateKey('observer', 2)];
	delete shared[GTM_PROCESS];
}

beforeEach(async () => {
	await stopProcess();
	folder = mkdtempSync(path.join(tmpdir(), 'quick-start-'));
	process.env.N8N_USER_FOLDER = folder;
	sandbox = await openSkippingSandbox();
});

afterEach(async () => {
	await sandbox.close();
	await stopProcess();
	if (N8N_USER_FOLDER === undefined) delete process.env.N8N_USER_FOLDER;
	else process.env.N8N_USER_FOLDER = N8N_USER_FOLDER;
	rmSync(folder, { recursive: true, force: true });
});

async function enroll() {
	const { email } = sandbox.sandbox.world.examples.person;
	const parameters = ofPeople(sequenceId('sequence-1'));
	const run = { parameters, items: toItems(email) };
	const { items } = await runSequencer(sandbox, 'apollo', 'enrollment.enroll', run);
	return items[0]?.status;
}

/** As Ctrl-C and another npm start: the sandbox is new, and n8n's folder is as it was. */
async function startAgain(): Promise<void> {
	await stopProcess();
	sandbox.sandbox.reset();
}

describe('a quick start that is started again', () => {
	it('enrolls again whom it enrolled in the sandbox before, as the new sandbox knows nothing of it', async () => {
		expect(await enroll()).toBe('created');
		await startAgain();
		const memory = await beginAnew(folder, {});
		expect(memory).toEqual({
			kind: 'aside',
			folder: path.join(folder, '.n8n', 'gtm-mcp', 'earlier'),
		});
		expect(await enroll()).toBe('created');
	});

	it('would be told otherwise by what it remembers', async () => {
		expect(await enroll()).toBe('created');
		await startAgain();
		expect(await enroll()).not.toBe('created');
	});
});
