import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createProgress } from '../../../scripts/install/progress.cjs';
import { freePort } from '../../../scripts/n8n/free-port.ts';
import { installTarball } from '../../../scripts/n8n/install-tarball.ts';
import { PRIVATE_MODE, writeJsonFile } from '../../../scripts/n8n/json-file.ts';
import { nodeRuntime } from '../../../scripts/n8n/node-runtime.ts';
import { prepareHost } from '../../../scripts/n8n/prepare-host.ts';
import { N8nRestClient } from '../../../scripts/n8n/rest-client.ts';
import type { OwnerLogin } from '../../../scripts/n8n/rest-types.ts';
import { stopWithProcess } from '../../../scripts/n8n/shutdown.ts';
import { startN8n } from '../../../scripts/n8n/start-n8n.ts';
import { CONTEXT_VARIABLE, contextFileOf } from './n8n-context.ts';
import type { N8nContext } from './n8n-context.ts';
import { rememberStarted } from './started-n8n.ts';

function newOwner(): OwnerLogin {
	return { email: 'owner@example.com', password: `E2e-${randomBytes(12).toString('base64url')}` };
}

/**
 * jest's globalSetup of the e2e project: an n8n for each worker, with the packed package in a temporary
 * folder on a free port, its owner set up; tests find theirs by n8nContext().
 */
export default async function startN8nForEachWorker({
	maxWorkers,
}: {
	maxWorkers: number;
}): Promise<void> {
	const root = process.cwd();
	const progress = createProgress({ stream: process.stderr });
	const { install, tarball } = await prepareHost({ root, progress });
	const artefactFolder = join(root, '.artefacts', 'e2e');
	await rm(artefactFolder, { recursive: true, force: true });
	await mkdir(artefactFolder, { recursive: true });
	const contexts = await mkdtemp(join(tmpdir(), 'gtm-mcp-e2e-contexts-'));
	stopWithProcess({
		stop: () => Promise.resolve(),
		kill: () => rmSync(contexts, { recursive: true, force: true }),
	});
	process.env[CONTEXT_VARIABLE] = contexts;
	const installFolder = install.folder;
	const given = { root, installFolder, tarball, artefactFolder };
	const workers = Array.from({ length: maxWorkers }, (_, index) => index + 1);
	await progress.step(`starting n8n ${install.version}, ${maxWorkers} of it`, async () => {
		for (const worker of workers) {
			const file = contextFileOf(contexts, worker);
			await writeJsonFile(file, await startFor(worker, given), PRIVATE_MODE);
		}
	});
}

type Given = Pick<N8nContext, 'root' | 'installFolder' | 'tarball' | 'artefactFolder'>;

async function startFor(worker: number, given: Given): Promise<N8nContext> {
	const { root, installFolder, tarball, artefactFolder } = given;
	const temporaryFolder = await mkdtemp(join(tmpdir(), 'gtm-mcp-e2e-'));
	const userFolder = join(temporaryFolder, 'n8n');
	const logFile = join(artefactFolder, `n8n-${worker}.log`);
	const npmLog = join(artefactFolder, `npm-${worker}.log`);
	await installTarball({ tarball, userFolder, runtime: nodeRuntime(root), logFile: npmLog });
	const port = await freePort();
	const n8n = await startN8n({ root, installFolder, userFolder, port, logFile });
	rememberStarted({ n8n, temporaryFolder });
	// After a signal jest runs no globalTeardown.
	const removeData = () => rmSync(temporaryFolder, { recursive: true, force: true });
	stopWithProcess({ stop: () => Promise.resolve(), kill: removeData });
	const owner = newOwner();
	const client = new N8nRestClient(n8n.url);
	await client.setUpOwner(owner);
	const { browserId, cookie = '' } = client.connection;
	return { ...given, url: n8n.url, owner, session: { browserId, cookie }, userFolder, logFile };
}
