import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

import { sentencesOf, type Sentence } from './sentences.ts';

const ROOMS = ['nodes', 'credentials', 'src'];

export interface FileTexts {
	/** Relative to the repository, with forward slashes. */
	file: string;
	texts: Sentence[];
}

async function sourcesIn(room: string): Promise<string[]> {
	const names = await readdir(room, { recursive: true });
	return names
		.filter((name) => name.endsWith('.ts'))
		.map((name) => path.posix.join(room, name.replaceAll(path.sep, '/')))
		.sort();
}

/** Every text of the product, file by file; the working directory is the repository. */
export async function productTexts(): Promise<FileTexts[]> {
	const files = (await Promise.all(ROOMS.map(sourcesIn))).flat();
	const all = files.map(async (file) => ({
		file,
		texts: sentencesOf(file, await readFile(file, 'utf8')),
	}));
	return (await Promise.all(all)).filter(({ texts }) => texts.length > 0);
}
