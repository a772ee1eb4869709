import { isDeepStrictEqual } from 'node:util';

import { dayAt, daysAfter } from '../../src/gtm/model/zoned-time';
import { failureOf, jsonOf } from './setup/client-step';
import { runJourney } from './setup/gtm-journey';
import {
	type OpenSandbox,
	createJobCredentials,
	hubspotRecord,
	importJob,
} from './setup/import-job';
import { openSandbox } from '../contract/gtm/sandbox-port';
import { sequenceId } from '../../sandbox/vendors/apollo/state';
import { buildWorld } from '../../sandbox/world/build-world.ts';
import type { Person, World } from '../../sandbox/world/world.ts';
import type { Execution } from '../../scripts/n8n/rest-types';

/** Whole jobs on a busy machine, each run twice. */
jest.setTimeout(180_000);

/** Of the workflows with times in them. */
const ZONE = 'America/New_York';
const DAY_MS = 86_400_000;

let sandbox: OpenSandbox;
let world: World;
let credentials: ReadonlyMap<string, string>;

beforeAll(async () => {
	// The product is used up to now, so that there is a last week.
	// People of its own: n8n has one store for all files, which remembers whom another one has enrolled or
	// suppressed, whichever of them runs first.
	world = buildWorld({ seed: 3, asOf: Date.now() });
	sandbox = await openSandbox({ world });
	credentials = await createJobCredentials(sandbox.url);
});

afterAll(async () => {
	await sandbox?.close();
});

/** What an outcome tells, of the person or deal. */
interface Told {
	record?: Record<string, unknown>;
	notes?: string[];
}

/** Of a waterfall, beside the fields. */
const TOLD_BESIDE = ['sources', 'missing', 'steps', 'spent'];

const counts = (vendor: string) => sandbox.sandbox.vendor(vendor).counts();

/** What enrichment vendors have left, and what they were asked of people: whose key it is costs nothing. */
const spent = () => ({
	credits: ['apollo', 'pdl'].map((vendor) => sandbox.sandbox.vendor(vendor).credits.left),
	asked: sandbox.sandbox.log
		.list()
		.filter(({ url }) => /\/people\/match|\/person\/enrich/.test(url)).length,
});

async function run(id: string): Promise<Execution> {
	const execution = await runJourney(id);
	expect(failureOf(execution)).toBeUndefined();
	return execution;
}

const statuses = (execution: Execution, node: string) =>
	jsonOf(execution, node).map(
		({ status, error }) => status ?? (error === undefined ? '' : 'error'),
	);

describe('an inbound lead is enriched, kept in the CRM and followed up', () => {
	let leads: Array<Record<string, unknown>>;
	let first: Execution;
	let second: Execution;
	let before: Readonly<Record<string, number>>;
	let after: Readonly<Record<string, number>>;
	let asked: ReturnType<typeof spent>;

	beforeAll(async () => {
		const { newcomer } = world.examples;
		leads = [
			{
				leadId: 'lead-1',
				email: newcomer.email.toUpperCase(),
				company: 'Newcomer Inc.',
				amount: 12_000,
				message: 'A <b>demo</b>\n& a price',
			},
			{ leadId: 'lead-2', email: 'dana.private@gmail.com', firstName: 'Dana', lastName: 'Private' },
			{ leadId: 'lead-3', email: 'garbage@', lastName: 'Garbage' },
		];
		const id = await importJob('lead-to-deal.json', credentials, leads);
		before = counts('hubspot');
		first = await run(id);
		asked = spent();
		after = counts('hubspot');
		second = await run(id);
	});

	it('with an outcome for each lead, of which a malformed address stops no other', () => {
		expect(statuses(first, 'Enrich')).toEqual(['found', 'not_found', 'error']);
		expect(statuses(first, 'Contact')).toEqual(['created', 'created', 'invalid']);
		expect(statuses(first, 'Company')).toEqual(['updated']);
		expect(statuses(first, 'Deal')).toEqual(['created']);
		expect(statuses(first, 'Call Back')).toEqual(['created']);
		expect(statuses(first, 'Find the Company')).toEqual(['created', 'error']);
		expect(JSON.stringify(jsonOf(first, 'Contact')[2])).toContain('email');
	});

	it('so that nothing that was found is lost without a word', () => {
		const [{ record: found = {} } = {}] = jsonOf(first, 'Enrich') as Told[];
		const [{ record: kept = {}, notes = [] } = {}] = jsonOf(first, 'Contact') as Told[];
		const fields = Object.keys(found).filter((field) => !TOLD_BESIDE.includes(field));
		expect(fields.length).toBeGreaterThan(8);
		const unlike = fields.filter((field) => !isDeepStrictEqual(kept[field], found[field]));
		expect(unlike.filter((field) => !notes.join().includes(field))).toEqual([]);
	});

	it('so that HubSpot has all that is known of the person', async () => {
		const { newcomer } = world.examples;
		const contact = await hubspotRecord(
			sandbox,
			'contacts',
			newcomer.email,
			['email', 'firstname', 'lastname', 'jobtitle', 'hs_linkedin_url', 'country', 'city'],
			'email',
		);
		expect(contact.properties).toMatchObject({
			email: newcomer.email,
			firstname: newcomer.firstName,
			lastname: newcomer.lastName,
			jobtitle: newcomer.title,
			hs_linkedin_url: newcomer.linkedinUrl,
			city: newcomer.city,
		});
		const gmail = await hubspotRecord(
			sandbox,
			'contacts',
			'dana.private@gmail.com',
			['firstname', 'lastname'],
			'email',
		);
		expect(gmail.properties).toMatchObject({ firstname: 'Dana', lastname: 'Private' });
		// A mail provider is nobody's company.
		expect(gmail.links.companies ?? []).toEqual([]);
	});

	it('so that the deal has its stage, money, day and links', async () => {
		const [{ record } = {}] = jsonOf(first, 'Deal') as Array<{ record: { id: string } }>;
		const deal = await hubspotRecord(sandbox, 'deals', record?.id ?? '', [
			'dealname',
			'dealstage',
			'amount',
			'closedate',
		]);
		const closing = daysAfter(dayAt(Date.parse(first.startedAt), ZONE), 30);
		expect(deal.properties).toMatchObject({
			dealname: 'Inbound: Newcomer Inc.',
			// As HubSpot calls it; the workflow names it by its title.
			dealstage: 'appointmentscheduled',
			amount: '12000',
		});
		expect(dayAt(Date.parse(deal.properties.closedate ?? ''), ZONE)).toBe(closing);
		const { account } = { account: world.lookup.account.get(world.examples.newcomer.accountKey) };
		const [companyId = ''] = deal.links.companies ?? [];
		const company = await hubspotRecord(sandbox, 'companies', companyId, ['domain']);
		expect(company.properties.domain).toBe(account?.domain);
		expect(deal.links.contacts).toEqual([
			(jsonOf(first, 'Contact')[0]?.record as { id: string }).id,
		]);
	});

	it('so that the task is due in three days, with its text as it was written', async () => {
		const [{ record } = {}] = jsonOf(first, 'Call Back') as Array<{ record: { id: string } }>;
		const task = await hubspotRecord(sandbox, 'tasks', record?.id ?? '', [
			'hs_timestamp',
			'hs_task_subject',
			'hs_task_body',
		]);
		expect(task.properties.hs_task_subject).toBe('Call back');
		expect(task.properties.hs_task_body).toBe(
			'Asked for: A &lt;b&gt;demo&lt;/b&gt;<br>&amp; a price',
		);
		const due = Date.parse(task.properties.hs_timestamp ?? '') - Date.parse(first.startedAt);
		expect(Math.round(due / DAY_MS)).toBe(3);
		expect(task.links.contacts).toHaveLength(1);
		expect(task.links.deals).toHaveLength(1);
	});

	it('and once: a second run asks nobody, pays nothing and changes nothing', () => {
		expect(after.contacts).toBe((before.contacts ?? 0) + 2);
		expect(after.deals).toBe((before.deals ?? 0) + 1);
		expect(after.companies).toBe(before.companies);
		expect(statuses(second, 'Contact')).toEqual(['unchanged', 'unchanged', 'invalid']);
		expect(statuses(second, 'Company')).toEqual(['unchanged']);
		expect(statuses(second, 'Deal')).toEqual(['unchanged']);
		expect(statuses(second, 'Call Back')).toEqual(['unchanged']);
		expect(asked.asked).toBeGreaterThan(0);
		expect(spent()).toEqual(asked);
		expect(counts('hubspot')).toEqual(after);
	});
});

describe('a list is verified, and who may be written to is enrolled', () => {
	const SEQUENCE = 'sequence-1';
	let people: readonly Person[];
	let customer: string;
	let first: Execution;
	let second: Execution;
	let credits: number;

	const hunterCredits = () => sandbox.sandbox.vendor('hunter').credits.left;
	const enrolledAt = (execution: Execution) =>
		jsonOf(execution, 'Enroll').filter(({ status }) => status === 'created');

	beforeAll(async () => {
		people = world.people.slice(0, 40);
		const domainOf = (person: Person | undefined) => person?.email.split('@')[1] ?? '';
		customer = domainOf(people[12]);
		const items = people.map(({ firstName, lastName, email, title, accountKey }) => ({
			firstName,
			lastName,
			email,
			title,
			company: world.lookup.account.get(accountKey)?.name,
			apolloSequence: sequenceId(SEQUENCE),
			doNotContact: `domain,reason\n${customer},customer of a partner`,
		}));
		const id = await importJob('enroll-list.json', credentials, items);
		first = await run(id);
		credits = hunterCredits();
		second = await run(id);
	});

	it('with an outcome for each person', () => {
		expect(jsonOf(first, 'Verify')).toHaveLength(people.length);
		expect(jsonOf(first, 'Do Not Contact')).toMatchObject([
			{ status: 'updated', record: { created: 1 } },
		]);
		expect(enrolledAt(first).length).toBeGreaterThan(5);
		const ends = new Set(statuses(first, 'Enroll'));
		expect([...ends].toSorted()).toEqual(['created', 'skipped', 'suppressed']);
	});

	it('so that nobody is enrolled who is bounced, opted out or on the suppression list', () => {
		const enrolled = enrolledAt(first).map(({ record }) => (record as { email: string }).email);
		const known = new Map(people.map((person) => [person.email, person]));
		for (const email of enrolled) {
			expect(known.get(email)).toMatchObject({
				emailVerdict: 'valid',
				optedOut: false,
				claimedRemoval: false,
			});
			expect(email).not.toContain(customer);
		}
		const suppressed = jsonOf(first, 'Enroll').filter(({ status }) => status === 'suppressed');
		const reasons = suppressed.map(({ reason }) => JSON.stringify(reason)).join();
		expect(reasons).toContain('customer of a partner');
	});

	it('so that Apollo has each of them in the sequence once, with name and company', async () => {
		for (const { record } of enrolledAt(first)) {
			const { email } = record as { email: string };
			const response = await fetch(`${sandbox.url}/apollo/api/v1/contacts/search`, {
				method: 'POST',
				headers: { 'x-api-key': 'sandbox-apollo-master', 'content-type': 'application/json' },
				body: JSON.stringify({ q_keywords: email }),
			});
			const { contacts } = (await response.json()) as {
				contacts: Array<{
					email: string;
					first_name: string;
					contact_campaign_statuses: Array<{ emailer_campaign_id: string; status: string }>;
				}>;
			};
			const own = contacts.filter((contact) => contact.email === email);
			const entries = own.flatMap((contact) => contact.contact_campaign_statuses);
			const here = entries.filter((entry) => entry.emailer_campaign_id === sequenceId(SEQUENCE));
			expect(here).toMatchObject([{ status: 'active' }]);
			expect(own[0]?.first_name).toBe(people.find((person) => person.email === email)?.firstName);
		}
	});

	it('and paid for once: the second run verifies from memory', () => {
		const verified = jsonOf(second, 'Verify');
		expect(verified).toHaveLength(people.length);
		expect(verified.filter(({ remembered }) => remembered === undefined)).toEqual([]);
	});

	it('and once: a second run enrolls nobody and pays for nothing again', () => {
		expect(enrolledAt(second)).toEqual([]);
		const again = new Set(statuses(second, 'Enroll'));
		expect([...again].toSorted()).toEqual(['skipped', 'suppressed', 'unchanged']);
		expect(hunterCredits()).toBe(credits);
	});
});

describe('a weekly report', () => {
	let execution: Execution;
	let again: Execution;

	beforeAll(async () => {
		const id = await importJob('weekly-report.json', credentials, [{ percent: 5 }]);
		execution = await run(id);
		again = await run(id);
	});

	/** What happened in the seven full days that ended so many weeks ago, on this calendar. */
	function usage(event: string, timeZone: string, weeksAgo = 0) {
		const today = dayAt(Date.parse(execution.startedAt), ZONE);
		const end = daysAfter(today, -7 * weeksAgo);
		const days = Array.from({ length: 7 }, (_, index) => daysAfter(end, index - 7));
		return world.usage.filter(
			({ name, at }) =>
				(event === '' || name === event) && days.includes(dayAt(Date.parse(at), timeZone)),
		);
	}

	const metric = (node: string, name: string) => {
		const [item] = jsonOf(execution, node) as Array<{
			record: { metrics: Array<{ name: string; value: number; previous: number }> };
		}>;
		return item?.record.metrics.find((one) => one.name === name);
	};

	it('counts the product on the calendar of the workflow', () => {
		expect(metric('Product', 'Runs')).toMatchObject({
			value: usage('workflow run', ZONE).length,
			previous: usage('workflow run', ZONE, 1).length,
		});
		const people = (weeksAgo: number) =>
			new Set(usage('workflow run', ZONE, weeksAgo).map(({ personKey }) => personKey)).size;
		expect(metric('Product', 'People')).toMatchObject({ value: people(0), previous: people(1) });
	});

	it('counts the website by the same days, on the calendar of the property', () => {
		expect(metric('Website', 'Sign-ins')).toMatchObject({
			value: usage('signed in', 'UTC').length,
			previous: usage('signed in', 'UTC', 1).length,
		});
	});

	it('has both in one message', () => {
		const texts = jsonOf(execution, 'Message').map(({ text }) => text);
		expect(texts).toEqual([
			expect.stringMatching(/^Product: Runs \d+ \(before: \d+\), People \d+/),
			expect.stringMatching(/^Website: Sign-ins \d+ \(before: \d+\), Sessions \d+/),
		]);
	});

	it('fires its alert just when the week fell by that much', () => {
		const [now, before] = [0, 1].map((weeks) => usage('workflow run', ZONE, weeks).length);
		const [item] = jsonOf(execution, 'Runs Fall') as Array<{ record: { fires: boolean } }>;
		expect(item?.record.fires).toBe((now ?? 0) <= (before ?? 0) * 0.95);
	});

	it('says the same again', () => {
		expect(jsonOf(again, 'Message')).toEqual(jsonOf(execution, 'Message'));
	});
});
