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
import { CONTEXT_VARIABLE } from './n8n-context.ts';
import type { N8nContext } from './n8n-context.ts';
import { rememberStarted } from './started-n8n.ts';

function newOwner(): OwnerLogin {
	return { email: 'owner@example.com', password: `E2e-${randomBytes(12).toString('base64url')}` };
}

/**
 * jest's globalSetup of the e2e project: an n8n with the packed package in a temporary folder on
 * a free port, its owner set up; tests find it by n8nContext().
 */
export default async function startSharedN8n(): Promise<void> {
	const root = process.cwd();
	const progress = createProgress({ stream: process.stderr });
	const { install, tarball } = await prepareHost({ root, progress });
	const artefactFolder = join(root, '.artefacts', 'e2e');
	await rm(artefactFolder, { recursive: true, force: true });
	await mkdir(artefactFolder, { recursive: true });
	const temporaryFolder = await mkdtemp(join(tmpdir(), 'gtm-mcp-e2e-'));
	const userFolder = join(temporaryFolder, 'n8n');
	const logFile = join(artefactFolder, 'n8n.log');
	const npmLog = join(artefactFolder, 'npm.log');
	await installTarball({ tarball, userFolder, runtime: nodeRuntime(root), logFile: npmLog });
	const port = await freePort();
	const n8n = await progress.step(`starting n8n ${install.version}`, () =>
		startN8n({ root, installFolder: install.folder, userFolder, port, logFile }),
	);
	rememberStarted({ n8n, temporaryFolder });
	// After a signal jest runs no globalTeardown.
	const removeData = () => rmSync(temporaryFolder, { recursive: true, force: true });
	stopWithProcess({ stop: () => Promise.resolve(), kill: removeData });
	const owner = newOwner();
	const client = new N8nRestClient(n8n.url);
	await client.setUpOwner(owner);
	const { browserId, cookie = '' } = client.connection;
	const { url } = n8n;
	const installFolder = install.folder;
	const context: N8nContext = {
		root,
		url,
		owner,
		session: { browserId, cookie },
		userFolder,
		logFile,
		artefactFolder,
		installFolder,
		tarball,
	};
	const contextFile = join(temporaryFolder, 'context.json');
	await writeJsonFile(contextFile, context, PRIVATE_MODE);
	process.env[CONTEXT_VARIABLE] = contextFile;
}
