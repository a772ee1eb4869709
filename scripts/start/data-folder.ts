import { existsSync, rmSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { takeLock } from '../install/file-lock.cjs';
import { SetupError } from '../n8n/setup-error.ts';
import { stopWithProcess } from '../n8n/shutdown.ts';

/** Marks a folder as made by the quick start; only such a folder is ever deleted. */
const MARKER = '.n8n-nodes-gtm-mcp-data';
const LOCK = '.lock';
const MARKER_TEXT = 'Made by npm start of n8n-nodes-gtm-mcp; npm start -- --clean deletes it.\n';

async function isEmpty(folder: string): Promise<boolean> {
	return (await readdir(folder)).length === 0;
}

/**
 * Makes the data folder, readable for its owner only, or takes the one of an earlier start.
 * Throws SetupError for a folder that holds anything else.
 */
export async function openDataFolder(folder: string): Promise<void> {
	const ours = existsSync(join(folder, MARKER));
	if (!ours && existsSync(folder) && !(await isEmpty(folder))) {
		throw new SetupError(
			`${folder} holds files that npm start did not make: choose another folder with --data`,
		);
	}
	await mkdir(folder, { recursive: true, mode: 0o700 });
	await writeFile(join(folder, MARKER), MARKER_TEXT);
}

/**
 * Claims an opened data folder for this process until it ends: two n8n's on one SQLite file would
 * destroy it. Throws SetupError when another start uses it.
 */
export async function claimDataFolder(folder: string): Promise<void> {
	const lockFile = join(folder, LOCK);
	const release = await takeLock(lockFile);
	if (!release) {
		throw new SetupError(
			`another npm start uses ${folder}: stop it, or choose another folder with --data`,
		);
	}
	stopWithProcess({ stop: release, kill: () => rmSync(lockFile, { force: true }) });
}

/** Deletes what earlier starts left in a data folder that this process has claimed. */
export async function emptyDataFolder(folder: string): Promise<void> {
	const names = (await readdir(folder)).filter((name) => name !== MARKER && name !== LOCK);
	await Promise.all(names.map((name) => rm(join(folder, name), { recursive: true, force: true })));
}
