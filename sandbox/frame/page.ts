import { describeVendor } from './control.ts';
import { html, raw } from './html.ts';
import type { Html } from './html.ts';
import type { LoggedCall } from './request-log.ts';
import type { RunningVendor } from './running-vendor.ts';
import type { Sandbox } from './sandbox.ts';

const SHOWN_CALLS = 100;
const SHOWN_ROWS = 25;

const STYLE = `
	body { font: 14px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem; }
	table { border-collapse: collapse; width: 100%; }
	th, td { border-bottom: 1px solid #ddd; padding: .25rem .5rem; text-align: left; vertical-align: top; }
	code, pre { font: 12px/1.4 ui-monospace, monospace; }
	pre { margin: .25rem 0; white-space: pre-wrap; overflow-wrap: anywhere; }
	.bad { color: #a00; }
`;

function table(headings: readonly string[], rows: readonly Html[]): Html {
	const head = headings.map((heading) => html`<th>${heading}</th>`);
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

function vendorRow(vendor: RunningVendor, url: string): Html {
	const { name, baseUrl, authentication, keys, credits } = describeVendor(vendor, url);
	const shown = keys.map(
		({ value, note }) => html`<code>${value}</code>${note === undefined ? '' : ` (${note})`}<br />`,
	);
	const counts = Object.entries(vendor.counts()).map(([what, count]) => `${count} ${what}`);
	const left = credits === undefined ? '' : `${credits.left} ${credits.unit}`;
	return html`<tr>
		<td>${name}</td>
		<td><code>${baseUrl}</code><br />${authentication}</td>
		<td>${shown}</td>
		<td>${counts.join(', ')}</td>
		<td>${left}</td>
	</tr>`;
}

function body(title: string, text: string | undefined): Html {
	if (text === undefined || text === '') return raw('');
	return html`<details>
		<summary>${title}</summary>
		<pre>${text}</pre>
	</details>`;
}

function callRow(call: LoggedCall): Html {
	const { number, at, method, url, route, status, milliseconds, fault } = call;
	const bad = status === undefined || status >= 400;
	return html`<tr>
		<td>${number}</td>
		<td>${at.slice(11, 23)}</td>
		<td>
			<code>${method} ${url}</code><br />${route === undefined ? 'no such route' : ''}
			${body('request', call.requestBody)}${body('answer', call.answerBody)}
		</td>
		<td class="${bad ? 'bad' : ''}">${status ?? 'no answer'}</td>
		<td>${milliseconds} ms</td>
		<td>${fault ?? ''}</td>
	</tr>`;
}

function faults(sandbox: Sandbox): Html {
	const set = sandbox.faults.list();
	if (set.length === 0) return html`<p>None is set.</p>`;
	return table(
		['Vendor', 'Kind', 'Route', 'When', 'Share of calls', 'Times left'],
		set.map(
			({ vendor, kind, route = 'all', when = 'before', probability = 1, left }) =>
				html`<tr>
					<td>${vendor}</td>
					<td>${kind}</td>
					<td><code>${route}</code></td>
					<td>${when}</td>
					<td>${probability}</td>
					<td>${left}</td>
				</tr>`,
		),
	);
}

function people({ world }: Sandbox): Html {
	const rows = world.people.slice(0, SHOWN_ROWS).map((person) => {
		const account = world.lookup.account.get(person.accountKey);
		const marks = [
			person.emailVerdict === 'valid' ? '' : person.emailVerdict,
			person.optedOut ? 'opted out' : '',
			person.claimedRemoval ? 'claimed removal' : '',
			person.jobChange ? 'changed jobs' : '',
		];
		return html`<tr>
			<td>${person.firstName} ${person.lastName}</td>
			<td>${person.title}</td>
			<td>${account?.name ?? ''}</td>
			<td><code>${person.email}</code></td>
			<td>${marks.filter((mark) => mark !== '').join(', ')}</td>
		</tr>`;
	});
	return table(['Name', 'Title', 'Company', 'Email', 'Marks'], rows);
}

/** The sandbox's own page: where the vendors are, what was called, what is set, who is in the data. */
export function renderPage(sandbox: Sandbox, url: string): string {
	const { world, log, settings } = sandbox;
	const vendors = [...sandbox.vendors.values()].map((vendor) => vendorRow(vendor, url));
	const calls = log.list().slice(-SHOWN_CALLS).reverse().map(callRow);
	const page = html`<!DOCTYPE html>
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<title>GTM sandbox</title>
				<style>
					${raw(STYLE)}
				</style>
			</head>
			<body>
				<h1>GTM sandbox</h1>
				<p>
					Emulated vendors for the quick start and the tests. All people, companies and keys are
					invented.
				</p>
				<h2>Vendors</h2>
				${table(['Vendor', 'Base URL', 'Keys', 'Data', 'Credits'], vendors)}
				<h2>Faults</h2>
				${faults(sandbox)}
				<p>
					Limits: ${settings.limits}. Latency: ${settings.latencyMs} ms. Index lag:
					${settings.indexLagMs} ms.
				</p>
				<h2>Calls</h2>
				<p>${log.count} in all, the last ${calls.length} here, newest first.</p>
				${table(['#', 'Time', 'Call', 'Status', 'Took', 'Fault'], calls)}
				<h2>Data</h2>
				<p>
					Seed ${world.seed}: ${world.accounts.length} companies, ${world.people.length} people,
					${world.deals.length} deals, ${world.activities.length} activities,
					${world.enrollments.length} enrollments, ${world.usage.length} usage events,
					${world.signals.length} signals. The first people:
				</p>
				${people(sandbox)}
			</body>
		</html>`;
	return page.text;
}
