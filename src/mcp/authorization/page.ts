import { createHash } from 'node:crypto';

import { escapeHtml } from '../../base/html';
import type { OAuthAnswer } from './oauth-exchange';
import { destinationOf } from './redirect-uri';

/** Light and dark as the system is, wide enough to touch, and readable at any size. */
const STYLE = `
:root{color-scheme:light dark;--ink:#1c1f23;--soft:#5a6270;--paper:#fff;--wall:#f2f4f7;--line:#c9cfd8;--act:#0a5cd6;--on-act:#fff;--bad:#b3261e}
@media(prefers-color-scheme:dark){:root{--ink:#e8eaee;--soft:#a7afbd;--paper:#1e2228;--wall:#14171b;--line:#424a57;--act:#7ab0ff;--on-act:#0b1a30;--bad:#ff8a80}}
*{box-sizing:border-box}
body{margin:0;padding:1rem;background:var(--wall);color:var(--ink);font:1rem/1.5 system-ui,sans-serif}
main{max-width:30rem;margin:1rem auto;padding:1.5rem;background:var(--paper);border:1px solid var(--line);border-radius:.75rem;overflow-wrap:anywhere}
h1{font-size:1.3rem;line-height:1.3;margin:0 0 1rem}
dl{margin:0 0 1rem;padding:.75rem 1rem;border:1px solid var(--line);border-radius:.5rem}
dt{color:var(--soft);font-size:.875rem}
dd{margin:0 0 .5rem}
label.key{display:block;font-weight:600;margin-top:1rem}
input[type=password]{width:100%;margin:.25rem 0;padding:.7rem;border:1px solid var(--line);border-radius:.5rem;background:var(--wall);color:var(--ink);font:inherit}
fieldset{margin:1rem 0;padding:.5rem 1rem;border:1px solid var(--line);border-radius:.5rem}
fieldset label{display:block;padding:.35rem 0}
small{color:var(--soft)}
a{color:var(--act)}
.problem{color:var(--bad);font-weight:600}
.buttons{display:flex;flex-wrap:wrap;gap:.75rem;margin-top:1.25rem}
button{flex:1;min-height:2.9rem;padding:.6rem 1rem;border:1px solid var(--line);border-radius:.5rem;background:var(--paper);color:var(--ink);font:inherit;cursor:pointer}
button[value=allow]{background:var(--act);border-color:var(--act);color:var(--on-act);font-weight:600}
:focus-visible{outline:3px solid var(--act);outline-offset:2px}
`;

/**
 * No scripts, nothing from elsewhere, in nobody's frame. There is no `form-action`: browsers hold it
 * against the redirect after the form too, and where a client sends the person on is its own affair.
 */
const PAGE_HEADERS = {
	'Content-Type': 'text/html; charset=utf-8',
	'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${sha256(STYLE)}'; base-uri 'none'; frame-ancestors 'none'`,
	'X-Frame-Options': 'DENY',
	'X-Content-Type-Options': 'nosniff',
	// Not `no-referrer`: with it browsers hide from us that the form came from our own page.
	'Referrer-Policy': 'same-origin',
	'Cross-Origin-Opener-Policy': 'same-origin',
	'Cache-Control': 'no-store',
} as const;

/** @param body HTML */
export function pageAnswer(
	status: number,
	title: string,
	body: string,
	headers: Readonly<Record<string, string>> = {},
): OAuthAnswer {
	const name = escapeHtml(title);
	return {
		status,
		headers: { ...PAGE_HEADERS, ...headers },
		body:
			`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${name}</title>` +
			'<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">' +
			`<style>${STYLE}</style></head><body><main><h1>${name}</h1>${body}</main></body></html>`,
	};
}

/** What a person is told when there is no client to send the person back to. */
export function problemPage(
	status: number,
	problem: string,
	headers: Readonly<Record<string, string>> = {},
): OAuthAnswer {
	return pageAnswer(
		status,
		'This sign-in cannot go on',
		`<p class="problem" role="alert">${escapeHtml(problem)}</p>` +
			'<p>Nothing was allowed to anyone. You can close this page.</p>',
		headers,
	);
}

/**
 * What a person is told when the client asked for something that it cannot have. The person decides
 * whether to go back to the client, which learns why.
 *
 * @param back where the client waits for the answer
 */
export function refusedPage(problem: string, back: string): OAuthAnswer {
	return pageAnswer(
		400,
		'This sign-in cannot go on',
		`<p class="problem" role="alert">${escapeHtml(problem)}.</p>` +
			'<p>Nothing was allowed to anyone. The program that sent you here asked for something that this server does not do.</p>' +
			`<p><a href="${escapeHtml(back)}" rel="noreferrer">Go back to ${escapeHtml(destinationOf(back))}</a></p>`,
	);
}

function sha256(text: string): string {
	return createHash('sha256').update(text).digest('base64');
}
