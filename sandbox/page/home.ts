import { describeVendor } from '../frame/control.ts';
import { FAULT_KINDS } from '../frame/faults.ts';
import type { RunningVendor } from '../frame/running-vendor.ts';
import type { Sandbox } from '../frame/sandbox.ts';
import type { Person, World } from '../world/world.ts';
import { callTable } from './calls.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { counted, renderDocument, table } from './layout.ts';
import { accountLink, personLink } from './links.ts';

const SHOWN_CALLS = 50;

function card(title: string, person: Person, world: World): Html {
	const account = world.lookup.account.get(person.accountKey);
	return html`<div class="card">
		<div class="soft">${title}</div>
		${personLink(person)}
		<div>${person.title}, ${account === undefined ? '' : accountLink(account)}</div>
		<code>${person.email}</code>
	</div>`;
}

/** People to try things with, by what is special about them. */
function worthTrying({ world }: Sandbox): Html {
	const { examples } = world;
	const cards = [
		card('A good lead: every vendor knows them', examples.person, world),
		card('New: enrichment knows them, HubSpot does not', examples.newcomer, world),
		card('Unsubscribed: enrolling is refused', examples.optedOut, world),
		card('Is or was in a sequence', examples.enrolled, world),
		card('Changed jobs: enrichment knows, the CRM does not', examples.jobChanged, world),
		card('Undeliverable address', examples.undeliverable, world),
		card('Mail server takes every address', examples.catchAll, world),
		card('Asked data vendors to be forgotten', examples.claimedRemoval, world),
		card('Stands twice in the CRMs', examples.duplicated, world),
	];
	return html`<div class="cards">${cards}</div>
		<p class="soft">
			Nobody knows <code>${examples.unknownEmail}</code>. Everyone and everything here is invented:
			${world.people.length.toLocaleString('en-US')} people at
			${world.accounts.length.toLocaleString('en-US')} companies, each with a page at
			<code>/person/ADDRESS</code> or <code>/account/DOMAIN</code>.
		</p>`;
}

function option(value: string, label = value): Html {
	return html`<option value="${value}">${label}</option>`;
}

function faults(sandbox: Sandbox): Html {
	const set = sandbox.faults.list();
	const rows = set.map(
		({ vendor, kind, route = 'all', probability = 1, left }) =>
			html`<tr>
				<td>${vendor}</td>
				<td>${kind}</td>
				<td><code>${route}</code></td>
				<td>${probability * 100} %</td>
				<td>${Number.isFinite(left) ? left : 'no end'}</td>
			</tr>`,
	);
	const vendors = [...sandbox.vendors.values()].map(({ emulator }) =>
		option(emulator.id, emulator.name),
	);
	return html`${table(
			['Vendor', 'Fault', 'Route', 'Calls hit', 'Times left'],
			rows,
			'No fault is set: every vendor answers.',
		)}
		<div class="buttons">
			<form method="post" action="/set-fault">
				<select name="vendor" aria-label="Vendor">
					${vendors}
				</select>
				<select name="kind" aria-label="Fault">
					${FAULT_KINDS.map((kind) => option(kind))}
				</select>
				<select name="times" aria-label="Times">
					${option('1', 'the next call')}${option('3', 'the next 3 calls')}${option('', 'until cleared')}
				</select>
				<button>Break it</button>
			</form>
			<form method="post" action="/clear-faults"><button>Clear faults</button></form>
			<form method="post" action="/reset"><button>Reset data and calls</button></form>
		</div>`;
}

function vendorRow(vendor: RunningVendor, url: string): Html {
	const { name, baseUrl, authentication, keys, credits } = describeVendor(vendor, url);
	const shown = keys.map(
		({ value, note }) => html`<code>${value}</code>${note === undefined ? '' : ` (${note})`}<br />`,
	);
	const left = credits === undefined ? '' : counted(credits.left, credits.unit);
	const counts = Object.entries(vendor.counts()).map(([what, count]) => `${count} ${what}`);
	return html`<tr>
		<td>${name}<br /><span class="soft">${left}</span></td>
		<td><code>${baseUrl}</code><br /><span class="soft">${authentication}</span></td>
		<td>${shown}</td>
		<td>${counts.join(', ')}</td>
	</tr>`;
}

/** The first page: what was called, whom to try things with, what to break, where the vendors are. */
export function renderHome(sandbox: Sandbox, url: string): string {
	const { world, log, settings } = sandbox;
	const calls = log.list().slice(-SHOWN_CALLS);
	const vendors = [...sandbox.vendors.values()].map((vendor) => vendorRow(vendor, url));
	return renderDocument(
		'GTM sandbox',
		html`<header>
				<h1>GTM sandbox</h1>
				<a href="/">Refresh</a>
				<span class="soft">Emulated vendors with invented data</span>
			</header>
			<h2>Calls</h2>
			${callTable(calls, 'No call yet. Run a workflow, and see here what each vendor was asked.')}
			<p class="soft">
				${counted(log.count, 'call')} since the start, the last ${calls.length} shown.
			</p>
			<h2>People worth trying</h2>
			${worthTrying(sandbox)}
			<h2>Break something</h2>
			${faults(sandbox)}
			<h2>Vendors</h2>
			${table(['Vendor', 'Base URL', 'Keys', 'Data'], vendors, 'There is no vendor.')}
			<p class="soft">
				Limits: ${settings.limits}. Latency: ${settings.latencyMs} ms. Index lag:
				${settings.indexLagMs} ms. Seed ${world.seed}: ${counted(world.accounts.length, 'company')},
				${counted(world.deals.length, 'deal')}, ${counted(world.activities.length, 'activity')},
				${counted(world.enrollments.length, 'enrollment')},
				${counted(world.usage.length, 'usage event')}, ${counted(world.signals.length, 'signal')}.
			</p>`,
	);
}
