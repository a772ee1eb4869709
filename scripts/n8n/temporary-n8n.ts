import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Progress } from '../install/progress.cjs';
import { freePort } from './free-port.ts';
import { installTarball } from './install-tarball.ts';
import { nodeRuntime } from './node-runtime.ts';
import { prepareHost } from './prepare-host.ts';
import { N8nRestClient } from './rest-client.ts';
import type { NewWorkflow, Workflow } from './rest-types.ts';
import { stopWithProcess } from './shutdown.ts';
import { startN8n } from './start-n8n.ts';
import type { RunningN8n } from './start-n8n.ts';

/** An n8n with the packed package, its data in a temporary folder, its owner logged in. */
export interface TemporaryN8n {
	n8n: RunningN8n;
	client: N8nRestClient;
	/** n8n's N8N_USER_FOLDER. */
	userFolder: string;
	/** Ends n8n and deletes its data; the log stays. */
	stop(this: void): Promise<void>;
}

export interface TemporaryN8nOptions {
	/** The repository. */
	root: string;
	progress: Progress;
	/** Of n8n's and npm's logs. */
	artefactFolder: string;
	/** Added to n8n's environment. */
	env?: NodeJS.ProcessEnv;
}

/** n8n wants a digit and an upper-case letter in it, whatever chance gives. */
const newPassword = () => `Tmp1-${randomBytes(12).toString('base64url')}`;

/** Builds what is missing, starts n8n on a free port of this machine. Throws SetupError. */
export async function startTemporaryN8n(options: TemporaryN8nOptions): Promise<TemporaryN8n> {
	const { root, progress, artefactFolder, env } = options;
	const { install, tarball } = await prepareHost({ root, progress });
	await mkdir(artefactFolder, { recursive: true });
	const logFile = join(artefactFolder, 'n8n.log');
	await rm(logFile, { force: true });
	const temporaryFolder = await mkdtemp(join(tmpdir(), 'gtm-mcp-'));
	const userFolder = join(temporaryFolder, 'n8n');
	const removeData = () => rmSync(temporaryFolder, { recursive: true, force: true });
	stopWithProcess({ stop: () => Promise.resolve(), kill: removeData });
	const npmLog = join(artefactFolder, 'npm.log');
	await installTarball({ tarball, userFolder, runtime: nodeRuntime(root), logFile: npmLog });
	const port = await freePort();
	const n8n = await progress.step(`starting n8n ${install.version}`, () =>
		startN8n({
			root,
			installFolder: install.folder,
			userFolder,
			port,
			logFile,
			...(env ? { env } : {}),
		}),
	);
	const client = new N8nRestClient(n8n.url);
	await client.setUpOwner({ email: 'owner@example.com', password: newPassword() });
	const stop = async () => {
		await n8n.stop();
		removeData();
	};
	return { n8n, client, userFolder, stop };
}

/** Creates and publishes a workflow. Throws N8nRestError or PublicationError. */
export async function publishNew(client: N8nRestClient, workflow: NewWorkflow): Promise<Workflow> {
	const { id, versionId } = await client.createWorkflow(workflow);
	return await client.publishWorkflow(id, versionId);
}
