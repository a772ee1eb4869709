import { html, raw } from './html.ts';
import type { Html } from './html.ts';

const STYLE = `
	:root { color-scheme: light dark; --back: #fff; --card: #f6f7f9; --text: #1c2024; --soft: #60646c; --line: #e0e3e8; --bad: #c62a2f; --good: #18794e; --link: #4b55d6; }
	@media (prefers-color-scheme: dark) {
		:root { --back: #16181c; --card: #1f2228; --text: #edeef0; --soft: #a0a5ae; --line: #32363e; --bad: #ff9592; --good: #6fd9a6; --link: #9eaaff; }
	}
	body { background: var(--back); color: var(--text); font: 14px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 72rem; padding: 1.5rem 1rem 4rem; }
	a { color: var(--link); text-decoration: none; } a:hover { text-decoration: underline; }
	h1 { font-size: 1.4rem; margin: 0; } h2 { font-size: 1.05rem; margin: 2rem 0 .5rem; }
	header { align-items: baseline; display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; margin-bottom: 1rem; }
	table { border-collapse: collapse; table-layout: fixed; width: 100%; }
	th, td { border-bottom: 1px solid var(--line); overflow-wrap: anywhere; padding: .3rem .5rem; text-align: left; vertical-align: top; }
	th { color: var(--soft); font-weight: 500; }
	code, pre { font: 12px/1.45 ui-monospace, monospace; }
	pre { background: var(--card); border-radius: 6px; margin: .25rem 0; padding: .5rem; white-space: pre-wrap; }
	.bad { color: var(--bad); } .good { color: var(--good); } .soft { color: var(--soft); }
	.cards { display: grid; gap: .75rem; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); }
	.card { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: .6rem .8rem; }
	.buttons { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; margin-top: .75rem; }
	form { display: inline-flex; flex-wrap: wrap; gap: .5rem; }
	button, select { background: var(--card); border: 1px solid var(--line); border-radius: 6px; color: inherit; font: inherit; padding: .25rem .7rem; }
	button { cursor: pointer; }
	details > summary { color: var(--soft); cursor: pointer; }
	table.facts th { width: 12rem; }
	@media (max-width: 45rem) {
		body { padding: 1rem .75rem 3rem; }
		thead { display: none; }
		table, tbody, tr, th, td { display: block; width: auto; }
		table.facts th { width: auto; }
		tr { border-bottom: 1px solid var(--line); padding: .4rem 0; }
		th, td { border: 0; padding: .05rem 0; }
		td[data-heading]::before { color: var(--soft); content: attr(data-heading) '\\00a0'; }
	}
`;

/** A whole page of the sandbox. */
export function renderDocument(title: string, content: Html): string {
	return html`<!DOCTYPE html>
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<title>${title}</title>
				<style>
					${raw(STYLE)}
				</style>
			</head>
			<body>
				${content}
			</body>
		</html>`.text;
}

/** What a column is called, and its share of the width if it must have one. */
export type Column = string | { heading: string; width: string };

export function table(columns: readonly Column[], rows: readonly Html[], empty: string): Html {
	if (rows.length === 0) return html`<p class="soft">${empty}</p>`;
	const head = columns.map((column) =>
		typeof column === 'string'
			? html`<th>${column}</th>`
			: html`<th style="width: ${column.width}">${column.heading}</th>`,
	);
	return html`<table>
		<thead>
			<tr>
				${head}
			</tr>
		</thead>
		<tbody>
			${rows}
		</tbody>
	</table>`;
}

/** What is known of one thing, a line each; what is not known is left out. */
export function factTable(
	facts: ReadonlyArray<readonly [label: string, value: string | number | undefined]>,
): Html {
	const rows = facts
		.filter(([, value]) => value !== undefined && value !== '')
		.map(
			([label, value = '']) =>
				html`<tr>
					<th>${label}</th>
					<td>${value}</td>
				</tr>`,
		);
	return html`<table class="facts">
		${rows}
	</table>`;
}

/** `1 credit`, `3 credits`, `12,000 credits`. */
export function counted(count: number, noun: string): string {
	const plural = /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`;
	return `${count.toLocaleString('en-US')} ${count === 1 ? noun : plural}`;
}

/** The day of an ISO time. */
export function dayOf(at: string): string {
	return at.slice(0, 10);
}

export const NOTHING: Html = raw('');
