import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

import { build } from 'esbuild';

/** Of one card, in bytes: hosts keep it with every conversation that shows it. */
export const LARGEST_CARD = 60_000;

/** The program of a card, with all that it needs. */
export async function cardScript(root: string, name: string): Promise<string> {
	const { outputFiles } = await build({
		entryPoints: [path.join(root, 'src/mcp/cards/view', `${name}.ts`)],
		bundle: true,
		minify: true,
		write: false,
		format: 'iife',
		platform: 'browser',
		target: ['chrome111', 'safari16.4', 'firefox115'],
		charset: 'utf8',
		logLevel: 'warning',
	});
	return outputFiles[0]?.text.trim() ?? '';
}

interface Compiled {
	CARDS: Record<string, { name: string }>;
	cardHtml: (title: string, script: string) => string;
}

/**
 * Puts the cards where the server reads them, each one file. What makes a file of a program was
 * compiled before.
 *
 * @throws Error naming a card that is too large
 */
export async function buildCards(root: string): Promise<void> {
	const from = createRequire(path.join(root, 'package.json'));
	const { CARDS } = from('./dist/src/mcp/cards/cards.js') as Compiled;
	const { cardHtml } = from('./dist/src/mcp/cards/card-html.js') as Compiled;
	const folder = path.join(root, 'dist', 'cards');
	await mkdir(folder, { recursive: true });
	for (const [card, { name }] of Object.entries(CARDS)) {
		const html = cardHtml(name, await cardScript(root, card));
		const bytes = Buffer.byteLength(html);
		if (bytes > LARGEST_CARD) throw new Error(`The card ${card} has ${bytes} bytes`);
		await writeFile(path.join(folder, `${card}.html`), html);
	}
}
