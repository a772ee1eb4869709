import { createHash } from 'node:crypto';

import { escapeHtml } from '../../base/html';
import type { OAuthAnswer } from '../authorization/oauth-exchange';
import { h, type Child, type Element } from '../cards/tree/element';
import { renderHtml } from '../cards/tree/render-html';
import { DARK, STYLE } from '../cards/style';

/** The cards' look, light and dark as the system is, with a line of links above. */
const PAGE_STYLE = `${STYLE}
:root{color-scheme:light dark}
@media(prefers-color-scheme:dark){:root{${DARK}}}
html,body{background:var(--wall)}
body{padding:0 1rem 2rem}
.top{max-width:60rem;margin:0 auto;padding:.75rem 0;display:flex;flex-wrap:wrap;gap:.25rem .75rem;align-items:center}
.top nav{display:flex;flex-wrap:wrap;gap:.25rem;flex:1}
.top nav a{padding:.5rem .75rem;border-radius:.5rem;text-decoration:none;color:var(--ink)}
.top nav a[aria-current]{background:var(--paper);font-weight:600}
main>.card{background:var(--paper);border:1px solid var(--line);border-radius:.75rem;margin-bottom:1rem}
form.find{display:flex;gap:.5rem;margin-bottom:.75rem}
form.find button{white-space:nowrap}
.sign-in{max-width:26rem;margin:10vh auto}
svg a text{fill:var(--act);text-decoration:underline}
`;

/** No scripts, nothing from elsewhere, in nobody's frame; forms go to this page alone. */
const HEADERS = {
	'Content-Type': 'text/html; charset=utf-8',
	'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${sha256(PAGE_STYLE)}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
	'X-Frame-Options': 'DENY',
	'X-Content-Type-Options': 'nosniff',
	'Referrer-Policy': 'same-origin',
	'Cross-Origin-Opener-Policy': 'same-origin',
	'Cache-Control': 'no-store',
} as const;

/** A page of the dashboard. */
export function pageOf(
	title: string,
	content: Child,
	{ status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
): OAuthAnswer {
	const body = h('body', {}, content);
	return {
		status,
		headers: { ...HEADERS, ...headers },
		body:
			`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title>` +
			'<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">' +
			`<style>${PAGE_STYLE}</style></head>${renderHtml(body)}</html>`,
	};
}

/** Where a person can go, which of it is shown, and how to leave. */
export function topBar(
	views: ReadonlyArray<readonly [view: string, title: string]>,
	shown: string,
): Element {
	return h(
		'header',
		{ class: 'top' },
		h(
			'nav',
			{ 'aria-label': 'Dashboard' },
			views.map(([view, title]) =>
				h('a', { href: `?view=${view}`, 'aria-current': view === shown && 'page' }, title),
			),
		),
		h('form', { method: 'post' }, h('button', { name: 'leave', value: 'yes' }, 'Sign out')),
	);
}

/** An address within the dashboard. */
export function addressIn(view: string, parameters: Readonly<Record<string, string>>): string {
	return `?${new URLSearchParams({ view, ...parameters }).toString()}`;
}

function sha256(text: string): string {
	return createHash('sha256').update(text).digest('base64');
}
