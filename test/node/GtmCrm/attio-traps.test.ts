import type { IDataObject } from 'n8n-workflow';

import { FROM_ITEMS, by, statusesOf, useCrm, values } from './crm-node';

const crm = useCrm('attio');
const { run } = crm;

const RECORDS = '/v2/objects/{object}/records';
const ASSERT = `PUT ${RECORDS}`;

const goOn = { onError: 'continueRegularOutput' } as const;
const reader = { credentials: { gtmAttioApi: { accessToken: 'sandbox-attio-reader' } } };

const recordOf = ({ items }: { items: IDataObject[] }) =>
	items[0]?.record as IDataObject & { id: string };
const askedFor = (route: string) => crm.routes().filter((each) => each === route);

const PERSON = { email: 'noa@northwind.example', firstName: 'Noa', lastName: 'Dam' };

describe('what is unique in Attio', () => {
	it('is no name: a company without a domain or id is not guessed, and nothing is sent', async () => {
		const { name } = crm.examples().account;
		const { error } = await run('company.upsert', values({ name }));
		expect(error?.message).toMatch(/cannot be identified. Set a domain, Record ID/);
		expect(crm.calls()).toEqual([]);
	});

	it('is nothing of a deal: each one without an id is new, and an id changes it', async () => {
		const [{ email = '' } = {}] = crm.world().users;
		const draft = { name: 'Pilot', stage: 'Discovery', ownerId: email };
		const [first, second] = [
			await run('deal.upsert', values(draft)),
			await run('deal.upsert', values(draft)),
		];
		expect(recordOf(first).id).not.toBe(recordOf(second).id);
		const more = { recordId: recordOf(first).id };
		const moved = await run('deal.upsert', values({ stage: 'Won 🎉' }, more));
		expect(moved.items).toMatchObject([
			{ status: 'updated', record: { id: recordOf(first).id, status: 'won' } },
		]);
		expect(askedFor(ASSERT)).toEqual([]);
	});

	it('is the email: a person that the query does not show yet is not made twice', async () => {
		crm.opened().sandbox.settings.indexLagMs = 60_000;
		const first = await run('contact.upsert', values(PERSON));
		const second = await run('contact.upsert', values({ ...PERSON, title: 'CRO' }));
		expect(recordOf(second)).toMatchObject({ id: recordOf(first).id, title: 'CRO' });
		expect(askedFor(ASSERT)).toHaveLength(2);
	});

	it('is not taken from another person: the message shows no address', async () => {
		const { email } = crm.examples().person;
		await run('contact.upsert', values(PERSON));
		const draft = values({ email: PERSON.email, otherEmails: [email] });
		const { items } = await run('contact.upsert', draft);
		expect(items).toMatchObject([{ status: 'duplicate', reason: { code: 'uniqueness_conflict' } }]);
		expect(JSON.stringify(items)).not.toContain(email);
	});

	it('may name two people at once: nothing is written, and both are to be merged', async () => {
		const { person, colleague } = crm.examples();
		const otherEmails = [person.email, colleague.email];
		const { items } = await run('contact.upsert', values({ ...PERSON, otherEmails }));
		expect(items).toMatchObject([
			{
				status: 'duplicate',
				reason: { code: 'multiple_match_results', message: expect.stringContaining('Merge') },
			},
		]);
		const unchanged = await run('contact.get', by('email', person.email));
		expect(recordOf(unchanged)).toMatchObject({ lastName: person.lastName });
	});
});

describe('an attribute of several values', () => {
	it('gets an address more and loses none, for Attio replaces the list as a whole', async () => {
		const [first, second, third] = ['a', 'b', 'c'].map((name) => `${name}@northwind.example`);
		await run('contact.upsert', values({ email: first, otherEmails: [second] }));
		const added = await run('contact.upsert', values({ email: first, otherEmails: [third] }));
		expect(added.items).toMatchObject([
			{ status: 'updated', record: { email: first, otherEmails: [second, third] } },
		]);
		const [body] = crm.bodiesOf(`PUT ${RECORDS}/{record_id}`);
		expect(body).toEqual({ data: { values: { email_addresses: [first, second, third] } } });
	});

	it('finds a person by any of its addresses, and takes none of them for a change', async () => {
		const second = 'second@northwind.example';
		await run('contact.upsert', values({ ...PERSON, otherEmails: [second] }));
		const { items } = await run('contact.upsert', values({ email: second }));
		expect(items).toMatchObject([{ status: 'unchanged', record: { email: PERSON.email } }]);
	});

	it('keeps the people of a deal when one more is linked', async () => {
		const { contactId, dealId } = await crm.exampleIds();
		const before = recordOf(await run('deal.get', by('id', dealId))).contactIds as string[];
		const newcomer = recordOf(await run('contact.upsert', values(PERSON))).id;
		const draft = values(
			{},
			{ recordId: dealId, associations: { contactIds: `${newcomer}, ${contactId}` } },
		);
		const linked = await run('deal.upsert', draft);
		const again = await run('deal.upsert', draft);
		expect([linked, again].flatMap(({ items }) => statusesOf(items))).toEqual([
			'updated',
			'unchanged',
		]);
		const contactIds = [...new Set([...before, newcomer, contactId])];
		expect(recordOf(again).contactIds).toHaveLength(contactIds.length);
		expect(recordOf(again).contactIds).toEqual(expect.arrayContaining(contactIds));
	});

	it('is none where Attio keeps one: the company that has no room is named', async () => {
		const { companyId } = await crm.exampleIds();
		const { domain } = crm.world().accounts[1] ?? { domain: '' };
		const other = recordOf(await run('company.get', by('domain', domain))).id;
		const associations = { companyIds: `${companyId}, ${other}` };
		const { items } = await run('contact.upsert', values(PERSON, { associations }));
		const [kept, lost] =
			recordOf({ items }).accountId === other ? [other, companyId] : [companyId, other];
		expect(items).toMatchObject([
			{
				status: 'partial',
				record: { accountId: kept },
				reason: { code: 'association_missing', message: expect.stringContaining(lost) },
			},
		]);
	});
});

it('a past name is no first name: it goes by its attribute, with all its parts', async () => {
	const { email, firstName, lastName } = crm.examples().person;
	await run('contact.upsert', values({ email, lastName: 'Renamed' }));
	const form = { ...by('email', email), options: { fields: 'lastName' } };
	const { items } = await run('contact.history', form);
	expect(items).toMatchObject([
		{
			record: {
				field: 'name',
				from: { first_name: firstName, last_name: lastName },
				to: { first_name: firstName, last_name: 'Renamed' },
			},
		},
		{ record: { field: 'name', to: { first_name: firstName, last_name: lastName } } },
	]);
});

describe('a value that Attio does not take', () => {
	it.each([
		['company', { domain: 'northwind.example', employeeRange: '12' }, 'employee_range'],
		['deal', { name: 'Pilot' }, 'stage'],
		['contact', { ...PERSON, phone: '0471 12 34 56' }, 'phone_numbers'],
	])('of a %s is invalid, and the attribute is named', async (kind, draft, attribute) => {
		const { items } = await run(`${kind}.upsert`, values(draft), goOn);
		expect(items).toMatchObject([{ status: 'invalid', error: expect.stringContaining(attribute) }]);
	});
});

it('a limit, whose time Attio tells as a date, is waited for', async () => {
	crm.opened().sandbox.setFault({ vendor: 'attio', kind: 'rate_limit_burst', times: 1 });
	const { email } = crm.examples().person;
	const { items, hints } = await run('contact.get', by('email', email));
	expect(items).toMatchObject([{ status: 'found', record: { email } }]);
	expect(hints.join()).toMatch(/1 rejected by a rate limit/);
}, 15_000);

describe('an answer that was lost', () => {
	it('of an assert is fetched by sending it again: one person', async () => {
		const fault = { kind: 'reset', when: 'after', times: 1 } as const;
		crm.opened().sandbox.setFault({ vendor: 'attio', route: ASSERT, ...fault });
		const before = crm.opened().sandbox.vendor('attio').counts().people ?? 0;
		const { items } = await run('contact.upsert', values(PERSON));
		expect(items).toMatchObject([{ status: 'created', record: PERSON }]);
		expect(askedFor(ASSERT)).toHaveLength(2);
		expect(crm.opened().sandbox.vendor('attio').counts().people).toBe(before + 1);
	});

	it('of a new deal is not: the outcome says that nobody knows', async () => {
		const create = `POST ${RECORDS}`;
		const fault = { kind: 'reset', when: 'after', times: 1 } as const;
		crm.opened().sandbox.setFault({ vendor: 'attio', route: create, ...fault });
		const [{ email = '' } = {}] = crm.world().users;
		const draft = values({ name: 'Pilot', stage: 'Discovery', ownerId: email });
		const { items } = await run('deal.upsert', draft, goOn);
		expect(items).toMatchObject([{ status: 'upstream_error', retry: { advised: false } }]);
		expect(askedFor(create)).toHaveLength(1);
	});
});

describe('a key that may only read', () => {
	it('reads, and is told which scope writing needs', async () => {
		const { email } = crm.examples().person;
		const got = await run('contact.get', by('email', email), reader);
		expect(got.items).toMatchObject([{ status: 'found', record: { email } }]);
		const { error } = await run('contact.upsert', values(PERSON), reader);
		expect(error?.message).toMatch(
			/scope record_permission:read-write.*check the API key, its scopes/,
		);
	});

	it('is an outcome of each item when the node goes on', async () => {
		const items = [PERSON, { email: crm.examples().person.email, title: 'CRO' }];
		const finished = await run('contact.upsert', FROM_ITEMS, { items, ...goOn, ...reader });
		expect(statusesOf(finished.items)).toEqual(['forbidden', 'forbidden']);
	});
});

describe('what Attio’s API has no room for', () => {
	it('is a note on two records, which is refused before it is sent', async () => {
		const { contactId, companyId } = await crm.exampleIds();
		const asked = crm.calls().length;
		const associations = { contactIds: contactId, companyIds: companyId };
		const { error } = await run('activity.note', { body: 'Hello', associations });
		expect(error?.message).toMatch(/belongs to exactly one record/);
		expect(crm.calls()).toHaveLength(asked);
	});

	it('is a task of more than 2,000 characters', async () => {
		const { contactId } = await crm.exampleIds();
		const { error } = await run('activity.task', {
			body: 'x'.repeat(2_001),
			associations: { contactIds: contactId },
		});
		expect(error?.message).toMatch(/1 to 2000 characters. Subject and body together have 2001/);
	});

	it('is starting a workflow: a record enters a list once', async () => {
		const { companyId } = await crm.exampleIds();
		const form = {
			workflow: 'target_accounts',
			entity: 'company',
			recordId: companyId,
			inputs: '{}',
		};
		const first = await run('workflow.trigger', form);
		const second = await run('workflow.trigger', form);
		expect(statusesOf([...first.items, ...second.items])).toEqual(['created', 'unchanged']);
	});
});
