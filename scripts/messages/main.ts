import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { productTexts } from './product-texts.ts';

const FILE = '.artefacts/messages.md';

/** Writes every error, hint, notice and description of the product into one file, to be read in one go. */
async function main(): Promise<void> {
	const files = await productTexts();
	const count = files.reduce((sum, { texts }) => sum + texts.length, 0);
	const sections = files.map(({ file, texts }) => {
		const lines = texts.map(({ line, text }) => `- ${line}: ${text}`);
		return `## ${file}\n\n${lines.join('\n')}\n`;
	});
	await mkdir(path.dirname(FILE), { recursive: true });
	await writeFile(FILE, `# ${count} texts\n\n${sections.join('\n')}`);
	process.stdout.write(`${count} texts: ${FILE}\n`);
}

await main();
