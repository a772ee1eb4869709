import type { IDataObject } from 'n8n-workflow';

import { FROM_ITEMS, by, statusesOf, useCrm, values, where } from './crm-node';
import { keyOf } from '../../../sandbox/vendors/pipedrive/fields.ts';

const crm = useCrm('pipedrive');
const { run } = crm;

const PERSONS = '/api/v2/persons';
const CREATE = `POST ${PERSONS}`;

const goOn = { onError: 'continueRegularOutput' } as const;
const reader = { credentials: { gtmPipedriveApi: { apiToken: 'sandbox-pipedrive-reader' } } };

const recordOf = ({ items }: { items: IDataObject[] }) => items[0]?.record as IDataObject;
const askedFor = (route: string) => crm.routes().filter((each) => each === route);
const persons = () => crm.opened().sandbox.vendor('pipedrive').counts().persons ?? 0;

const PERSON = { email: 'noa@northwind.example', firstName: 'Noa', lastName: 'Dam' };

/** Pipedrive takes a person whatever address it has. */
async function createAnyway(email: string): Promise<void> {
	const response = await fetch(`${crm.opened().url}/pipedrive${PERSONS}`, {
		method: 'POST',
		headers: { 'x-api-token': 'sandbox-pipedrive', 'content-type': 'application/json' },
		body: JSON.stringify({ name: 'Second', emails: [{ value: email, primary: true }] }),
	});
	expect(response.status).toBe(200);
}

it('version 1 is asked for what version 2 does not have, and for nothing else', async () => {
	const { contactId, companyId, dealId } = await crm.exampleIds();
	const associations = { contactIds: contactId, companyIds: companyId, dealIds: dealId };
	await run('activity.note', { body: 'a < b & c', associations });
	await run('activity.call', { subject: 'Intro', associations });
	await run('contact.upsert', values(PERSON));
	await run('deal.history', by('id', dealId));
	await run('owner.list', {});
	const ofVersion1 = new Set(crm.routes().filter((route) => route?.includes(' /v1/')));
	expect([...ofVersion1].toSorted()).toEqual([
		'GET /v1/deals/{id}/flow',
		'GET /v1/notes/{id}',
		'GET /v1/users',
		// Whose account it is, once: ids of Pipedrive are unique within one only.
		'GET /v1/users/me',
		'POST /v1/notes',
	]);
	expect(crm.bodiesOf('POST /v1/notes')).toMatchObject([{ content: 'a &lt; b &amp; c' }]);
});

describe('an upsert, which Pipedrive does not have', () => {
	it('looks first, and writes nothing if nothing differs', async () => {
		const outcomes = [
			await run('contact.upsert', values(PERSON)),
			await run('contact.upsert', values(PERSON)),
			await run('contact.upsert', values({ ...PERSON, lastName: 'Vos' })),
		];
		expect(outcomes.flatMap(({ items }) => statusesOf(items))).toEqual([
			'created',
			'unchanged',
			'updated',
		]);
		expect(crm.routes().filter((route) => !route?.startsWith('GET'))).toEqual([
			CREATE,
			`PATCH ${PERSONS}/{id}`,
		]);
		const searches = crm.calls().filter(({ route }) => route === `GET ${PERSONS}/search`);
		expect(searches.every(({ url }) => url.includes('exact_match=true'))).toBe(true);
	});

	it('makes one person of two items, although the search runs behind', async () => {
		crm.opened().sandbox.settings.indexLagMs = 60_000;
		const before = persons();
		const items = [PERSON, { ...PERSON, email: PERSON.email.toUpperCase() }];
		const finished = await run('contact.upsert', FROM_ITEMS, { items });
		expect(statusesOf(finished.items)).toEqual(['created', 'unchanged']);
		expect(persons()).toBe(before + 1);
	});

	it('writes nothing if two persons have the address', async () => {
		const { email } = crm.examples().person;
		await createAnyway(email);
		const { items } = await run('contact.upsert', values({ email, lastName: 'Changed' }));
		expect(items).toMatchObject([{ status: 'duplicate', reason: { code: 'ambiguous_match' } }]);
		const got = await run('contact.get', by('email', email));
		expect(got.items).toMatchObject([
			{
				record: { lastName: crm.examples().person.lastName },
				notes: [expect.stringContaining('Several persons match')],
			},
		]);
	});

	it('whose answer was lost is not repeated, and says to look', async () => {
		const fault = { kind: 'reset', when: 'after', times: 1 } as const;
		crm.opened().sandbox.setFault({ vendor: 'pipedrive', route: CREATE, ...fault });
		const before = persons();
		const { items } = await run('contact.upsert', values(PERSON), goOn);
		expect(items).toMatchObject([{ status: 'upstream_error', retry: { advised: false } }]);
		expect(persons()).toBe(before + 1);
		expect(await run('contact.upsert', values(PERSON))).toMatchObject({
			items: [{ status: 'unchanged' }],
		});
	});

	it('links to one company, reads it back, and refuses what it has no room for', async () => {
		const { companyId, dealId } = await crm.exampleIds();
		const linked = { associations: { companyIds: companyId } };
		const first = await run('contact.upsert', values(PERSON, linked));
		const second = await run('contact.upsert', values(PERSON, linked));
		expect([first, second].map(recordOf)).toMatchObject(Array(2).fill({ accountId: companyId }));
		expect(statusesOf([...first.items, ...second.items])).toEqual(['created', 'unchanged']);
		const written = askedFor(CREATE).length;
		for (const associations of [{ dealIds: dealId }, { companyIds: `${companyId}, 7` }]) {
			const draft = values({ email: 'other@northwind.example' }, { associations });
			const { error } = await run('contact.upsert', draft);
			expect(error?.description).toContain('unsupported_association');
		}
		expect(askedFor(CREATE)).toHaveLength(written);
	});

	it('adds an address and keeps the others, for Pipedrive replaces them as a whole', async () => {
		await run('contact.upsert', values({ ...PERSON, otherEmails: ['b@northwind.example'] }));
		const draft = values({ email: PERSON.email, otherEmails: ['c@northwind.example'] });
		expect(recordOf(await run('contact.upsert', draft))).toMatchObject({
			email: PERSON.email,
			otherEmails: ['b@northwind.example', 'c@northwind.example'],
		});
	});
});

describe('a field of the company’s own', () => {
	const LINKEDIN = keyOf('LinkedIn');

	it('goes by 40 digits, which the list of properties tells with its label', async () => {
		const { items } = await run('property.list', { entity: 'contact' });
		const own = items
			.map(({ record }) => record as { name: string; isCustom: boolean })
			.filter(({ isCustom }) => isCustom);
		expect(own).toContainEqual(expect.objectContaining({ name: LINKEDIN, label: 'LinkedIn' }));
		expect(own.every(({ name }) => /^[0-9a-f]{40}$/.test(name))).toBe(true);
	});

	it('is written and read by its digits', async () => {
		const custom = { [LINKEDIN]: 'https://www.linkedin.com/in/noa' };
		const options = { fields: `email, ${LINKEDIN}` };
		const { items } = await run('contact.upsert', values({ ...PERSON, custom }, { options }));
		expect(statusesOf(items)).toEqual(['created']);
		expect(crm.bodiesOf(CREATE)).toMatchObject([{ custom_fields: custom }]);
		const got = await run('contact.get', { ...by('email', PERSON.email), options });
		expect(recordOf(got)).toEqual({ email: PERSON.email, custom });
		const again = await run('contact.upsert', values({ ...PERSON, custom }));
		expect(statusesOf(again.items)).toEqual(['unchanged']);
	});

	it('is not known by its label: the rest is written, and the outcome names it', async () => {
		const draft = values({ ...PERSON, custom: { LinkedIn: 'https://…' } });
		const { items } = await run('contact.upsert', draft);
		expect(items).toMatchObject([
			{
				status: 'partial',
				reason: { message: expect.stringContaining('custom.LinkedIn') as string },
			},
		]);
	});

	it('holds the domain of a company, also one that was typed in as an address', async () => {
		const typed = crm.world().accounts.slice(0, 2);
		const { items } = await run('company.upsert', FROM_ITEMS, {
			items: typed.map(({ domain, name }) => ({ domain, name })),
		});
		expect(items).toMatchObject(
			typed.map(({ domain }) => ({ status: 'unchanged', record: { domain } })),
		);
	});
});

describe('a 429 of Pipedrive', () => {
	it('of two seconds is waited for', async () => {
		crm.opened().sandbox.setFault({ vendor: 'pipedrive', kind: 'rate_limit_burst', times: 1 });
		const { email } = crm.examples().person;
		const { items, hints } = await run('contact.get', by('email', email));
		expect(items).toMatchObject([{ status: 'found', record: { email } }]);
		expect(hints.join()).toMatch(/1 rejected by a rate limit/);
	}, 15_000);

	it('of the day is not: the budget is the whole company’s, and each call more is in vain', async () => {
		crm.opened().sandbox.setFault({ vendor: 'pipedrive', kind: 'rate_limit_quota' });
		const items = Array.from({ length: 20 }, () => ({ email: crm.examples().person.email }));
		const form = by('email', '={{ $json.email }}');
		const finished = await run('contact.get', form, { items, ...goOn });
		expect(new Set(statusesOf(finished.items))).toEqual(new Set(['quota_exhausted']));
		expect(finished.items[0]).toMatchObject({
			reason: { code: 'daily_budget', message: expect.stringContaining('midnight') },
		});
		// Those that were under way together.
		expect(crm.calls().length).toBeLessThanOrEqual(5);
	});

	it('that was ignored too often becomes a web page with 403: stop for some minutes', async () => {
		crm.opened().sandbox.setFault({ vendor: 'pipedrive', kind: 'blocked' });
		const { error } = await run('contact.get', by('email', crm.examples().person.email));
		expect(error?.message).toMatch(/Stop for a few minutes, then process fewer items at once/);
		expect(error?.description).toContain('Status forbidden, code blocked');
		expect(crm.calls()).toHaveLength(1);
	});
});

it('a key that may only read is told which scope writing needs', async () => {
	const { email } = crm.examples().person;
	const got = await run('contact.get', by('email', email), reader);
	expect(got.items).toMatchObject([{ status: 'found', record: { email } }]);
	const { error } = await run('contact.upsert', values(PERSON), reader);
	expect(error?.message).toMatch(/needs the scope contacts:full.*check the API key, its scopes/);
});

it('a condition that Pipedrive cannot search by is refused with those that it can', async () => {
	const { error } = await run('contact.search', where(['title', 'eq', 'CRO']));
	expect(error?.message).toMatch(/cannot search a contact by title eq.*accountId, email/);
	expect(crm.calls()).toEqual([]);
});

describe('an automation of Pipedrive', () => {
	const move = async (entity: string, recordId: string, stage: string) =>
		await run('workflow.trigger', { workflow: stage, entity, recordId, inputs: '{}' });

	it('starts on a stage, once: a deal that is there is not moved', async () => {
		const { dealId } = await crm.exampleIds();
		const { stage } = recordOf(await run('deal.get', by('id', dealId)));
		const next = stage === '4' ? '3' : '4';
		const moved = [await move('deal', dealId, next), await move('deal', dealId, next)];
		expect(moved.flatMap(({ items }) => statusesOf(items))).toEqual(['updated', 'unchanged']);
		expect(askedFor('PATCH /api/v2/deals/{id}')).toHaveLength(1);
	});

	it('does not start for a contact', async () => {
		const { contactId } = await crm.exampleIds();
		const { error } = await move('contact', contactId, '4');
		expect(error?.message).toMatch(/when a deal moves to a stage/);
	});
});
