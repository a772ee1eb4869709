import { readFileSync } from 'node:fs';
import path from 'node:path';

import { N8nRestClient } from '../../../scripts/n8n/rest-client.ts';
import type { RestSession } from '../../../scripts/n8n/rest-connection.ts';
import type { OwnerLogin } from '../../../scripts/n8n/rest-types.ts';

/** Environment variable with the folder of the context files; jest's workers inherit it. */
export const CONTEXT_VARIABLE = 'GTM_MCP_E2E_CONTEXT';

/** @param worker jest's number of the worker, from 1 */
export const contextFileOf = (folder: string, worker: number) =>
	path.join(folder, `context-${worker}.json`);

/** The n8n that globalSetup started for one of jest's workers, which runs one file at a time. */
export interface N8nContext {
	/** The repository. */
	root: string;
	/** Without a slash at the end; MCP servers are at `${url}/mcp/<path>`. */
	url: string;
	owner: OwnerLogin;
	/** The owner's login, shared by all tests: n8n allows few logins a minute. */
	session: RestSession;
	/** n8n's N8N_USER_FOLDER, temporary. */
	userFolder: string;
	logFile: string;
	/** For screenshots and other evidence; kept after the run. */
	artefactFolder: string;
	/** To start a further n8n: startN8n's `installFolder` and installTarball's `tarball`. */
	installFolder: string;
	tarball: string;
}

/** Reads the context that globalSetup wrote. Throws when a test runs outside the e2e project. */
export function n8nContext(): N8nContext {
	const folder = process.env[CONTEXT_VARIABLE];
	if (!folder) throw new Error('no n8n was started: run this test in the jest project e2e');
	const file = contextFileOf(folder, Number(process.env.JEST_WORKER_ID ?? 1));
	return JSON.parse(readFileSync(file, 'utf8')) as N8nContext;
}

/** A REST client of that n8n, logged in as its owner. */
export function loggedInClient(): N8nRestClient {
	const { url, session } = n8nContext();
	return new N8nRestClient(url, session);
}
