import type { LoggedCall } from '../frame/request-log.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { NOTHING, table } from './layout.ts';
import { executionLink } from './links.ts';

const COLUMNS = [
	{ heading: 'Time', width: '6.5rem' },
	{ heading: 'Vendor', width: '7rem' },
	'Call',
	{ heading: 'Status', width: '6rem' },
	{ heading: 'Took', width: '5rem' },
	{ heading: 'Execution', width: '6rem' },
];

function body(title: string, text: string | undefined): Html {
	if (text === undefined || text === '') return NOTHING;
	return html`<details>
		<summary>${title}</summary>
		<pre>${text}</pre>
	</details>`;
}

function callRow(call: LoggedCall): Html {
	const { at, vendor, method, url, route, status, milliseconds, fault, execution } = call;
	const bad = status === undefined || status >= 400;
	const path = url.slice(vendor.length + 1);
	return html`<tr>
		<td>${at.slice(11, 19)}</td>
		<td>${vendor}</td>
		<td>
			<code>${method} ${path}</code>
			${route === undefined ? html`<div class="bad">The vendor has no such route.</div>` : NOTHING}
			${body('Request', call.requestBody)}${body('Answer', call.answerBody)}
		</td>
		<td class="${bad ? 'bad' : 'good'}">
			${status ?? 'no answer'}${fault === undefined ? '' : ` (${fault})`}
		</td>
		<td data-heading="Took">${milliseconds} ms</td>
		<td>${execution === undefined ? NOTHING : executionLink(execution)}</td>
	</tr>`;
}

/** Newest first. */
export function callTable(calls: readonly LoggedCall[], empty: string): Html {
	return table(COLUMNS, [...calls].reverse().map(callRow), empty);
}
