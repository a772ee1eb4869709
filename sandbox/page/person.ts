import type { LoggedCall } from '../frame/request-log.ts';
import type { Sandbox } from '../frame/sandbox.ts';
import type { Person, World } from '../world/world.ts';
import { callTable } from './calls.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { dayOf, factTable, NOTHING, renderDocument, table } from './layout.ts';
import { accountLink } from './links.ts';
import { marksOf } from './marks.ts';
import { renderRecords } from './records.ts';

interface Happening {
	at: string;
	what: string;
	detail: string;
}

/** Everything dated that the world knows of the person, newest first. */
function timelineOf(world: World, person: Person): Happening[] {
	const { key } = person;
	const happenings: Happening[] = [
		...world.activities
			.filter(({ personKey }) => personKey === key)
			.map(({ at, type, subject }) => ({ at, what: type, detail: subject })),
		...world.enrollments
			.filter(({ personKey }) => personKey === key)
			.flatMap(({ sequenceKey, engagement }) =>
				engagement.map(({ at, type, step }) => ({
					at,
					what: `email ${type}`,
					detail: `${sequenceName(world, sequenceKey)}, step ${step}`,
				})),
			),
		...(world.lookup.usageOfPerson.get(key) ?? []).map(({ at, name }) => ({
			at,
			what: 'used the product',
			detail: name,
		})),
		...(person.jobChange
			? [{ at: person.jobChange.at, what: 'changed jobs', detail: person.jobChange.title }]
			: []),
	];
	return happenings.sort((a, b) => b.at.localeCompare(a.at));
}

function sequenceName(world: World, key: string): string {
	return world.sequences.find((sequence) => sequence.key === key)?.name ?? key;
}

function sequenceRows(world: World, { key }: Person): Html[] {
	return world.enrollments
		.filter(({ personKey }) => personKey === key)
		.map(
			({ sequenceKey, status, step, enrolledAt }) =>
				html`<tr>
					<td>${sequenceName(world, sequenceKey)}</td>
					<td>${status}</td>
					<td>${step}</td>
					<td>${dayOf(enrolledAt)}</td>
				</tr>`,
		);
}

/** In the order in which a person asks. */
const FACTS = [
	['Email', 'email'],
	['Phone', 'phone'],
	['Mobile phone', 'mobilePhone'],
	['LinkedIn', 'linkedinUrl'],
	['City', 'city'],
	['Country', 'country'],
	['Lead status', 'leadStatus'],
] as const;

/**
 * One person: the truth that the vendors were filled from, and every call that spoke of her or him.
 * Somebody whom only a workflow has written shows with the records; undefined if nobody has the address.
 */
export function renderPerson(sandbox: Sandbox, email: string): string | undefined {
	const { world, log } = sandbox;
	const person = world.lookup.personByEmail.get(email.toLowerCase());
	if (person === undefined) return renderStranger(sandbox, email.toLowerCase());
	const account = world.lookup.account.get(person.accountKey);
	const name = `${person.firstName} ${person.lastName}`;
	const calls = log.list().filter((call) => speaksOf(call, person.email));
	const timeline = timelineOf(world, person).map(
		({ at, what, detail }) =>
			html`<tr>
				<td>${dayOf(at)}</td>
				<td>${what}</td>
				<td>${detail}</td>
			</tr>`,
	);
	const marks = marksOf(person);
	return renderDocument(
		`${name} in the GTM sandbox`,
		html`<header>
				<h1>${name}</h1>
				<a href="/">All calls</a>
			</header>
			<p>${person.title}, ${account === undefined ? NOTHING : accountLink(account)}</p>
			${marks.length === 0 ? NOTHING : html`<p class="bad">Note: ${marks.join('; ')}.</p>`}
			${renderRecords(sandbox, person.email)}
			<h2>What enrichment can find</h2>
			${factTable(FACTS.map(([label, field]) => [label, person[field]]))}
			<h2>Sequences</h2>
			${table(['Sequence', 'Status', 'Step', 'Since'], sequenceRows(world, person), 'In none at the start.')}
			<h2>Calls about ${person.firstName}</h2>
			${callTable(calls, 'No workflow has asked about this address yet.')}
			<h2>Timeline</h2>
			${table([{ heading: 'Day', width: '7rem' }, { heading: 'What', width: '10rem' }, 'Detail'], timeline, 'Nothing has happened yet.')}`,
	);
}

function renderStranger(sandbox: Sandbox, email: string): string | undefined {
	const known = [...sandbox.vendors.values()].some(
		(vendor) => (vendor.recordsOf(email) ?? []).length > 0,
	);
	if (!known) return undefined;
	const calls = sandbox.log.list().filter((call) => speaksOf(call, email));
	return renderDocument(
		`${email} in the GTM sandbox`,
		html`<header>
				<h1>${email}</h1>
				<a href="/">All calls</a>
			</header>
			<p>Not of the sandbox's data: a workflow has written this person.</p>
			${renderRecords(sandbox, email)}
			<h2>Calls about this address</h2>
			${callTable(calls, 'No workflow has asked about this address yet.')}`,
	);
}

/** Whether the address stands in what was sent or answered. */
function speaksOf({ url, requestBody = '', answerBody = '' }: LoggedCall, email: string): boolean {
	const spellings = [email, encodeURIComponent(email).toLowerCase()];
	const texts = [url, requestBody, answerBody].map((text) => text.toLowerCase());
	return texts.some((text) => spellings.some((spelling) => text.includes(spelling)));
}
