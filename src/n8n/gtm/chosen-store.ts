import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import type { PostgresConnection } from '../../base/database/postgres/postgres-connection';
import { createSeal } from '../../base/sealed-value';
import { hasLastingSecret, signingSecret } from '../server/signing-secret';

/** For what the connection is sealed. */
const PLACE = 'store of this n8n';

/**
 * The database that somebody chose for this n8n in GTM Context, kept beside n8n's own database and sealed
 * with n8n's key.
 *
 * @returns undefined if none was chosen
 * @throws Error if it cannot be read: another store in its place would know nothing of what was done
 */
export function chosenStore(
	folder: string,
	env: NodeJS.ProcessEnv,
): PostgresConnection | undefined {
	const text = readText(fileIn(folder));
	if (text === undefined) return undefined;
	const { sealed } = JSON.parse(text) as { sealed: string };
	const seal = createSeal(signingSecret(env));
	const connection = seal.open(Buffer.from(sealed, 'base64'), PLACE);
	if (connection === undefined) {
		throw new Error(
			`The database that was chosen for the GTM nodes (${fileIn(folder)}) cannot be read with the encryption key of this n8n. Restore the key, or delete the file and choose the database again with GTM Context > Store > Use Database.`,
		);
	}
	return connection as PostgresConnection;
}

/**
 * @param connection undefined for the file beside n8n's own database
 * @throws RangeError if this n8n has no encryption key that outlives its process
 */
export function chooseStore(
	folder: string,
	env: NodeJS.ProcessEnv,
	connection: PostgresConnection | undefined,
): void {
	const file = fileIn(folder);
	if (connection === undefined) {
		rmSync(file, { force: true });
		return;
	}
	if (!hasLastingSecret(env)) {
		throw new RangeError(
			'This n8n has no encryption key that the GTM nodes can read, so the password could not be kept. Set N8N_ENCRYPTION_KEY, or name the database in the environment variable GTM_MCP_STORE.',
		);
	}
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	const sealed = Buffer.from(createSeal(signingSecret(env)).close(connection, PLACE));
	const fresh = `${file}.${process.pid}`;
	writeFileSync(fresh, JSON.stringify({ sealed: sealed.toString('base64') }), { mode: 0o600 });
	renameSync(fresh, file);
}

function fileIn(folder: string): string {
	return path.join(folder, 'chosen-store.json');
}

function readText(file: string): string | undefined {
	try {
		return readFileSync(file, 'utf8');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
		throw error;
	}
}
