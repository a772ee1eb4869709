import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { sentencesOf } from './sentences.ts';

const ROOMS = ['nodes', 'credentials', 'src'];
const FILE = '.artefacts/messages.md';

async function sourcesIn(room: string): Promise<string[]> {
	const names = await readdir(room, { recursive: true });
	return names
		.filter((name) => name.endsWith('.ts'))
		.map((name) => path.posix.join(room, name.replaceAll(path.sep, '/')))
		.sort();
}

/** Writes every error, hint, notice and description of the product into one file, to be read in one go. */
async function main(): Promise<void> {
	const sections = [];
	let count = 0;
	for (const file of (await Promise.all(ROOMS.map(sourcesIn))).flat()) {
		const sentences = sentencesOf(file, await readFile(file, 'utf8'));
		if (sentences.length === 0) continue;
		count += sentences.length;
		const lines = sentences.map(({ line, text }) => `- ${line}: ${text}`);
		sections.push(`## ${file}\n\n${lines.join('\n')}\n`);
	}
	await mkdir(path.dirname(FILE), { recursive: true });
	await writeFile(FILE, `# ${count} texts\n\n${sections.join('\n')}`);
	process.stdout.write(`${count} texts: ${FILE}\n`);
}

await main();
