import path from 'node:path';

import { cardScript, LARGEST_CARD } from '../../../../../scripts/build/build-cards';
import { cardHtml } from '../../../../../src/mcp/cards/card-html';
import { CARDS } from '../../../../../src/mcp/cards/cards';

const root = path.join(__dirname, '../../../../..');

describe.each(Object.entries(CARDS))('the card %s', (card, { name }) => {
	it('is one file of 60 kB at most that loads nothing', async () => {
		const html = cardHtml(name, await cardScript(root, card));
		const bytes = Buffer.byteLength(html);
		process.stdout.write(`card ${card}: ${bytes} bytes\n`);
		expect(bytes).toBeLessThanOrEqual(LARGEST_CARD);
		expect(html).not.toMatch(/<(?:link|img|iframe|script) [^>]*(?:src|href)=/i);
		expect(html).not.toMatch(/@import|url\(|fetch\(|XMLHttpRequest|WebSocket|eval\(/);
		expect(html.match(/<\/script/gi)).toHaveLength(1);
	});
});
