import { homedir } from 'node:os';
import path from 'node:path';

import type { StorePlace } from '../../base/database/open-store';
import { chosenStore } from './chosen-store';
import { postgresFromUrl } from '../../base/database/postgres/postgres-connection';

/** Names the PostgreSQL database in which the GTM nodes of an n8n keep what they remember. */
export const STORE_VARIABLE = 'GTM_MCP_STORE';

/**
 * Where the GTM nodes of this n8n keep what they remember: the PostgreSQL database that the environment
 * names, or that somebody chose in GTM Context; else a file beside n8n's own database.
 *
 * @throws Error if the variable names none, without its value: it holds a password; or if the chosen one cannot be read
 */
export function storePlace(env: NodeJS.ProcessEnv): StorePlace {
	const url = env[STORE_VARIABLE];
	if (!url) {
		const postgres = chosenStore(storeFolder(env), env);
		return postgres === undefined ? { sqlite: storeFile(env) } : { postgres };
	}
	try {
		return { postgres: postgresFromUrl(url) };
	} catch (error) {
		throw new Error(`The environment variable ${STORE_VARIABLE} ${(error as Error).message}`);
	}
}

export function storeFile(env: NodeJS.ProcessEnv): string {
	return path.join(storeFolder(env), 'store.sqlite');
}

/** Where versions before the store kept the ledger. */
export function formerLedgerFile(env: NodeJS.ProcessEnv): string {
	return path.join(storeFolder(env), 'ledger.sqlite');
}

export function storeFolder({ N8N_USER_FOLDER }: NodeJS.ProcessEnv): string {
	return path.join(N8N_USER_FOLDER ?? homedir(), '.n8n', 'gtm-mcp');
}
