import { createHmac, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

/**
 * The secret that signs sessions and request states, the same in every process of an n8n and after
 * a restart: derived from n8n's encryption key, which all of them share. Where that cannot be found
 * the secret is random, and what was signed ends with the process.
 */
export function signingSecret(environment: NodeJS.ProcessEnv): Buffer {
	const key = encryptionKey(environment);
	if (key === undefined) return randomBytes(32);
	return createHmac('sha256', key).update('n8n-nodes-gtm-mcp signed tokens').digest();
}

/** Whether what is sealed or signed with the secret can be read after a restart. */
export function hasLastingSecret(environment: NodeJS.ProcessEnv): boolean {
	return encryptionKey(environment) !== undefined;
}

function encryptionKey(environment: NodeJS.ProcessEnv): string | undefined {
	const { N8N_ENCRYPTION_KEY, N8N_ENCRYPTION_KEY_FILE, N8N_USER_FOLDER } = environment;
	if (N8N_ENCRYPTION_KEY) return N8N_ENCRYPTION_KEY;
	// An empty key would make a secret that everyone knows.
	if (N8N_ENCRYPTION_KEY_FILE) return readText(N8N_ENCRYPTION_KEY_FILE)?.trim() || undefined;
	const settings = readText(path.join(N8N_USER_FOLDER ?? homedir(), '.n8n', 'config'));
	if (settings === undefined) return undefined;
	const { encryptionKey: key } = JSON.parse(settings) as { encryptionKey?: unknown };
	return typeof key === 'string' && key !== '' ? key : undefined;
}

/** @returns undefined if there is no such file, or it is not for us to read */
function readText(file: string): string | undefined {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return undefined; // The caller has a fallback, and says what it costs.
	}
}
