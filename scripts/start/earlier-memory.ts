import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** What became of what the GTM nodes remember from an earlier start. */
export type EarlierMemory =
	| { kind: 'none' }
	/** Put into this folder: the nodes begin anew, as the sandbox does. */
	| { kind: 'aside'; folder: string }
	/** Left where it is, for a reason that is told to the user. */
	| { kind: 'kept'; why: string };

/** The files of the store: SQLite adds two of its own while it is open. */
const STORE = /^store\.sqlite(-wal|-shm)?$/;

/**
 * Puts aside what the nodes remember, where all of it is of the sandbox: the sandbox starts with the
 * data that it always starts with, and ids and enrollments of its last run would be of nobody. Where a
 * credential of the user's own may have been used, all stays: it says who was written to already.
 *
 * To be called while no n8n runs on the folder. What was put aside by the start before is deleted.
 */
export async function beginAnew(
	dataFolder: string,
	env: NodeJS.ProcessEnv,
): Promise<EarlierMemory> {
	const n8n = join(dataFolder, '.n8n');
	const folder = join(n8n, 'gtm-mcp');
	const names = existsSync(folder)
		? (await readdir(folder)).filter((name) => STORE.test(name))
		: [];
	if (env.GTM_MCP_STORE) return { kind: 'kept', why: 'GTM_MCP_STORE names another store' };
	if (names.length === 0) return { kind: 'none' };
	const own = ownCredentials(join(n8n, 'database.sqlite'));
	if (own.length > 0) {
		return { kind: 'kept', why: `there are credentials of your own: ${own.join(', ')}` };
	}
	const aside = join(folder, 'earlier');
	await rm(aside, { recursive: true, force: true });
	await mkdir(aside, { mode: 0o700 });
	for (const name of names) await rename(join(folder, name), join(aside, name));
	return { kind: 'aside', folder: aside };
}

/** Names of the credentials for vendors that the quick start did not make. */
function ownCredentials(databaseFile: string): string[] {
	if (!existsSync(databaseFile)) return [];
	const database = new DatabaseSync(databaseFile, { readOnly: true });
	try {
		const rows = database
			.prepare(
				"SELECT name FROM credentials_entity WHERE type LIKE 'gtm%' AND type NOT LIKE 'gtmMcp%' ORDER BY name",
			)
			.all() as Array<{ name: string }>;
		return rows.map(({ name }) => name).filter((name) => !name.startsWith('Sandbox '));
	} finally {
		database.close();
	}
}
