import { readFile, rename, writeFile } from 'node:fs/promises';

import { SetupError } from './setup-error.ts';

/** Owner may read and write, nobody else: for files that hold a password or a key. */
export const PRIVATE_MODE = 0o600;

/** The parsed file, or undefined when it does not exist. Throws SetupError when it is no JSON. */
export async function readJsonFile(file: string): Promise<unknown> {
	const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') return undefined;
		throw error;
	});
	if (text === undefined) return undefined;
	try {
		return JSON.parse(text) as unknown;
	} catch (error) {
		throw new SetupError(`${file} is not valid JSON: correct or delete it`, { cause: error });
	}
}

/** Writes the file in one step, so that a reader never sees half of it. */
export async function writeJsonFile(file: string, value: unknown, mode = 0o644): Promise<void> {
	const partial = `${file}.${process.pid}.partial`;
	await writeFile(partial, `${JSON.stringify(value, null, '\t')}\n`, { mode });
	await rename(partial, file);
}
