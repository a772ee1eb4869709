import { escapeHtml } from '../../base/html';
import { STYLE } from './style';

/**
 * A card as one file. Who runs no script in it, or shows it without a result, still reads a sentence:
 * that tells a card that was not started from one that is broken.
 *
 * @param script its program, bundled
 */
export function cardHtml(title: string, script: string): string {
	const name = escapeHtml(title);
	return (
		`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${name}</title>` +
		'<meta name="viewport" content="width=device-width,initial-scale=1">' +
		`<style>${STYLE}</style></head><body>` +
		`<main id="card"><div class="card"><p class="soft">${name}: the result comes here. If it does not, read it in the chat.</p></div></main>` +
		// A script ends where this stands, whatever is around it.
		`<script>${script.replace(/<\/script/gi, '<\\/script')}</script></body></html>`
	);
}
