import path from 'node:path';

import { cardScript } from '../../../scripts/build/build-cards';
import { cardHtml } from '../../../src/mcp/cards/card-html';
import { CARDS, type CardName } from '../../../src/mcp/cards/cards';

export const ROOT = path.join(__dirname, '..', '..', '..');

/** A card as the build makes it. */
export async function builtCard(name: CardName): Promise<string> {
	return cardHtml(CARDS[name].name, await cardScript(ROOT, name));
}
