import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import type { CardName } from '../../mcp/cards/cards';

const cards = new Map<CardName, Promise<string>>();

/** A card as the build made it, read when the first host asks for it. */
export async function readCard(name: CardName): Promise<string> {
	const known = cards.get(name) ?? readFile(path.join(folder(), `${name}.html`), 'utf8');
	cards.set(name, known);
	try {
		return await known;
	} catch (error) {
		cards.delete(name);
		throw error;
	}
}

/** Code is in one file of the package, or in many of the repository: the root of both has a manifest. */
function folder(): string {
	let at = __dirname;
	while (!existsSync(path.join(at, 'package.json')) && at !== path.dirname(at)) {
		at = path.dirname(at);
	}
	return path.join(at, 'dist', 'cards');
}
