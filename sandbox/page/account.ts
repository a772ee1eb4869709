import type { Sandbox } from '../frame/sandbox.ts';
import { html } from './html.ts';
import { counted, dayOf, factTable, renderDocument, table } from './layout.ts';
import { personLink } from './links.ts';
import { marksOf } from './marks.ts';
import { renderRecords } from './records.ts';

/** In the order in which a person asks. */
const FACTS = [
	['Domain', 'domain'],
	['Industry', 'industry'],
	['Employees', 'employees'],
	['Annual revenue', 'annualRevenue'],
	['City', 'city'],
	['Country', 'country'],
	['Founded', 'foundedYear'],
	['Tier', 'tier'],
	['Lifecycle', 'lifecycle'],
	['Funding stage', 'fundingStage'],
	['Description', 'description'],
] as const;

/** One company: its people, deals and signals. Undefined if none has the domain. */
export function renderAccount(sandbox: Sandbox, domain: string): string | undefined {
	const { world } = sandbox;
	const account = world.lookup.accountByDomain.get(domain.toLowerCase());
	if (account === undefined) return undefined;
	const people = (world.lookup.peopleOfAccount.get(account.key) ?? []).map(
		(person) =>
			html`<tr>
				<td>${personLink(person)}</td>
				<td>${person.title}</td>
				<td><code>${person.email}</code></td>
				<td class="bad">${marksOf(person).join(', ')}</td>
			</tr>`,
	);
	const deals = (world.lookup.dealsOfAccount.get(account.key) ?? []).map(
		({ name, stage, status, amount, currency, closeDate }) =>
			html`<tr>
				<td>${name}</td>
				<td>${stage}</td>
				<td>${status}</td>
				<td>${amount.toLocaleString('en-US')} ${currency}</td>
				<td>${closeDate}</td>
			</tr>`,
	);
	const signals = (world.lookup.signalsOfAccount.get(account.key) ?? []).map(
		({ at, kind, title }) =>
			html`<tr>
				<td>${dayOf(at)}</td>
				<td>${kind}</td>
				<td>${title}</td>
			</tr>`,
	);
	return renderDocument(
		`${account.name} in the GTM sandbox`,
		html`<header>
				<h1>${account.name}</h1>
				<a href="/">All calls</a>
			</header>
			${factTable([
				...FACTS.map(([label, field]) => [label, account[field]] as const),
				['Technologies', account.technologies.join(', ')],
			])}
			${renderRecords(sandbox, account.domain)}
			<h2>${counted(people.length, 'contact')}</h2>
			${table(['Name', 'Title', 'Email', 'Note'], people, 'Nobody is known.')}
			<h2>${counted(deals.length, 'deal')}</h2>
			${table(['Deal', 'Stage', 'Status', 'Amount', 'Close date'], deals, 'There is none.')}
			<h2>${counted(signals.length, 'signal')}</h2>
			${table(['Day', 'Kind', 'What'], signals, 'There is none.')}`,
	);
}
