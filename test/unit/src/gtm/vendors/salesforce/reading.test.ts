import { salesforce } from '../../../../../../src/gtm/vendors/salesforce/salesforce';
import type { SearchCondition } from '../../../../../../src/gtm/crm/crm-vendor';
import { type Org, openOrg, queriesOf, scriptedClient } from './org';

const { contact, company, deal } = salesforce;

let org: Org;

beforeEach(() => {
	org = openOrg();
});

async function idOf(email: string): Promise<string> {
	const { record } = await contact.get(org.client, { email }, { fields: ['id'] });
	return record?.id ?? '';
}

describe('reading a record', () => {
	test('by email gives its canonical fields, its company and owner, and nothing else', async () => {
		const { person, account } = org.examples;
		const { status, record, notes } = await contact.get(
			org.client,
			{ email: person.email.toUpperCase() },
			{},
		);
		expect(status).toBe('found');
		expect(notes).toBeUndefined();
		expect(record).toMatchObject({
			email: person.email,
			firstName: person.firstName,
			fullName: `${person.firstName} ${person.lastName}`,
			title: person.title,
			accountName: account.name,
			accountDomain: account.domain,
			ownerEmail: expect.stringContaining('@') as string,
			optedOut: false,
			updatedAt: expect.stringMatching(/Z$/) as string,
		});
		expect(record).not.toHaveProperty('custom');
	});

	test('by the short id finds the one with the long id', async () => {
		const id = await idOf(org.examples.person.email);
		const { record } = await contact.get(org.client, { id: id.slice(0, 15) }, {});
		expect(record?.id).toBe(id);
	});

	test('by domain finds the account, however its website is written, and not one that ends alike', async () => {
		const wanted = org.world.accounts.slice(0, 8);
		await company.upsert(org.client, {
			values: { name: 'Lookalike', domain: `not${wanted[0]?.domain}` },
		});
		for (const account of wanted) {
			const { record, notes } = await company.get(org.client, { domain: account.domain }, {});
			expect(record).toMatchObject({ name: account.name, domain: account.domain });
			expect(notes).toBeUndefined();
		}
	});

	test('gives named fields only, the org’s own among them', async () => {
		const account = org.examples.account;
		const { record } = await company.get(
			org.client,
			{ domain: account.domain },
			{ fields: ['name', 'Tier__c'] },
		);
		expect(record).toEqual({
			id: expect.any(String) as string,
			name: account.name,
			custom: { Tier__c: account.tier },
		});
	});

	test('leaves out a canonical field that Salesforce does not have, and says so', async () => {
		const { email } = org.examples.person;
		const { status, notes } = await contact.get(
			org.client,
			{ email },
			{ fields: ['email', 'linkedinUrl'] },
		);
		expect(status).toBe('found');
		expect(notes?.join()).toMatch(/linkedinUrl was left out.*__c/);
	});

	test('that several records have in common shows the oldest and names the others', async () => {
		const { email } = org.examples.person;
		const made = await org.client.send({
			method: 'POST',
			path: '/services/data/v64.0/sobjects/Contact',
			headers: { 'Sforce-Duplicate-Rule-Header': 'allowSave=true' },
			body: { LastName: 'Second', Email: email },
			effect: 'unsafe',
		});
		const { record, notes } = await contact.get(org.client, { email }, {});
		expect(record?.lastName).toBe(org.examples.person.lastName);
		expect(notes?.join()).toContain((made.body as { id: string }).id);
	});

	test('tells open, won and lost deals', async () => {
		for (const status of ['open', 'won', 'lost'] as const) {
			const { records } = await deal.search(org.client, {
				conditions: [{ field: 'status', operator: 'eq', value: status }],
				limit: 3,
			});
			expect(records.map((record) => record.status)).toEqual([status, status, status]);
		}
	});

	test('keeps the answer if asked to', async () => {
		const { raw } = await contact.get(
			org.client,
			{ email: org.examples.person.email },
			{ keepRaw: true },
		);
		expect(raw).toMatchObject({ attributes: { type: 'Contact' } });
	});

	test.each([
		[{ id: '0035g00000AbCdEAAV' }, 'not_found'],
		[{ email: 'nobody@nowhere.example' }, 'not_found'],
		[{ id: "003' OR Name != '" }, 'invalid'],
		[{ domain: 'acme.example' }, 'invalid'],
	])('%j is %s', async (reference, status) => {
		expect(await contact.get(org.client, reference, {})).toMatchObject({
			status,
			reason: { code: expect.any(String) as string },
		});
	});

	test.each(['Id, Name FROM User', "Title' ", '(SELECT Id FROM Contacts)'])(
		'a field named %j is never sent',
		async (field) => {
			const outcome = await contact.get(org.client, { email: 'a@b.example' }, { fields: [field] });
			expect(outcome).toMatchObject({ status: 'invalid', reason: { code: 'invalid_field_name' } });
			expect(org.sent).toEqual([]);
		},
	);

	test('a page of some proxy is no answer that there is no such record', async () => {
		org.sandbox.setFault({ vendor: 'salesforce', kind: 'garbage' });
		expect(await contact.get(org.client, { email: org.examples.person.email }, {})).toMatchObject({
			status: 'upstream_error',
			reason: { code: 'unreadable_answer' },
		});
	});

	test('is not tried again when the requests of the day are used up', async () => {
		org.sandbox.setFault({ vendor: 'salesforce', kind: 'rate_limit_quota' });
		const outcome = await contact.get(org.client, { email: org.examples.person.email }, {});
		expect(outcome).toMatchObject({
			status: 'quota_exhausted',
			reason: { code: 'REQUEST_LIMIT_EXCEEDED' },
			retry: { advised: false },
		});
		expect(org.sent).toHaveLength(1);
	});

	test('waits until too many long requests have passed', async () => {
		org.sandbox.setFault({ vendor: 'salesforce', kind: 'rate_limit_burst', times: 1 });
		expect(await contact.get(org.client, { email: org.examples.person.email }, {})).toMatchObject({
			status: 'found',
		});
		expect(org.sent).toHaveLength(2);
	});
});

describe('searching', () => {
	const found = async (...conditions: SearchCondition[]) =>
		await contact.search(org.client, { conditions, limit: 50 });

	test('finds what all conditions hold for, and says how many there are', async () => {
		const { person } = org.examples;
		const { outcome, records, total } = await found(
			{ field: 'title', operator: 'eq', value: person.title },
			{ field: 'lastName', operator: 'eq', value: person.lastName },
			{ field: 'optedOut', operator: 'eq', value: false },
		);
		expect(outcome.status).toBe('found');
		expect(records.map(({ email }) => email)).toContain(person.email);
		expect(total).toBe(records.length);
	});

	test('a value with quotes finds nothing but itself', async () => {
		const { outcome, records } = await found({
			field: 'lastName',
			operator: 'eq',
			value: "' OR Id != '",
		});
		expect(records).toEqual([]);
		expect(outcome.status).toBe('not_found');
		await contact.upsert(org.client, {
			values: { email: 'tim@obrien.example', lastName: "O'Brien" },
		});
		const again = await found({ field: 'lastName', operator: 'contains', value: "o'b" });
		expect(again.records).toMatchObject([{ lastName: "O'Brien" }]);
	});

	test('wildcards in a value are no wildcards', async () => {
		expect((await found({ field: 'email', operator: 'contains', value: '%' })).records).toEqual([]);
		expect((await found({ field: 'title', operator: 'contains', value: '_' })).records).toEqual([]);
	});

	test('writes the value of a field of the org’s own as its type wants it', async () => {
		const { email } = org.examples.person;
		await contact.upsert(org.client, {
			values: { email, custom: { Score__c: 42, Renewal__c: '2027-01-31' } },
		});
		const { records } = await found(
			{ field: 'Score__c', operator: 'gte', value: '42' },
			{ field: 'Renewal__c', operator: 'lt', value: '2027-02-01' },
			{ field: 'Interests__c', operator: 'unknown' },
		);
		expect(records).toMatchObject([{ email }]);
	});

	test('compares times, numbers and percentages in the canonical way', async () => {
		const { records } = await deal.search(org.client, {
			conditions: [
				{ field: 'probability', operator: 'gt', value: 0.5 },
				{ field: 'probability', operator: 'lt', value: 1 },
				{ field: 'amount', operator: 'gte', value: 10_000 },
				{ field: 'createdAt', operator: 'gt', value: '2020-01-01' },
			],
			sort: { field: 'amount', direction: 'descending' },
			limit: 10,
		});
		const amounts = records.map(({ amount }) => amount?.amount ?? 0);
		expect(amounts.length).toBeGreaterThan(1);
		expect(amounts).toEqual(amounts.toSorted((a, b) => b - a));
		for (const { probability } of records) expect([0.6, 0.8]).toContain(probability);
	});

	test('by domain leaves out accounts whose website only looks like it', async () => {
		const { domain } = org.examples.account;
		await company.upsert(org.client, { values: { name: 'Lookalike', domain: `not${domain}` } });
		const { records, total } = await company.search(org.client, {
			conditions: [{ field: 'domain', operator: 'in', value: [`https://www.${domain}`] }],
			limit: 10,
		});
		expect(records.map((record) => record.domain)).toEqual([domain]);
		expect(total).toBeUndefined();
	});

	test('looks for free text in names', async () => {
		const { account } = org.examples;
		const { records } = await company.search(org.client, {
			conditions: [],
			text: account.name.slice(1),
			limit: 5,
		});
		expect(records.map(({ name }) => name)).toContain(account.name);
	});

	test.each([
		['an empty list', { field: 'title', operator: 'in', value: [] }, /list for title is empty/],
		[
			'a field that there is not',
			{ field: 'Nonsense__c', operator: 'eq', value: 1 },
			/no field Nonsense__c/,
		],
		[
			'a canonical field that Salesforce lacks',
			{ field: 'linkedinUrl', operator: 'known' },
			/linkedinUrl cannot be searched/,
		],
		[
			'text in a truth value',
			{ field: 'optedOut', operator: 'contains', value: 't' },
			/optedOut is not a text field/,
		],
		[
			'a value of another type',
			{ field: 'createdAt', operator: 'gt', value: 'yesterday' },
			/createdAt/,
		],
	] as const)('%s is refused with the reason', async (_what, condition, message) => {
		const { outcome, records } = await found(condition);
		expect(outcome).toMatchObject({
			status: 'invalid',
			reason: { message: expect.stringMatching(message) as string },
		});
		expect(records).toEqual([]);
		expect(queriesOf(org)).toEqual([]);
	});

	test('follows pages by their name only, wherever their path leads', async () => {
		const record = (Id: string) => ({ attributes: { type: 'Contact' }, Id, LastName: Id });
		const { client, requests } = scriptedClient([
			{
				body: {
					totalSize: 3,
					done: false,
					nextRecordsUrl: '/services/data/v64.0/query/01g-2',
					records: [record('a'), record('b')],
				},
			},
			{ body: { totalSize: 3, done: true, records: [record('c')] } },
		]);
		const { records } = await contact.search(client, { conditions: [], limit: 3 });
		expect(records.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
		expect(requests[1]?.url).toBe('https://acme.my.salesforce.com/services/data/v64.0/query/01g-2');
	});
});

describe('the history', () => {
	test('of a deal is that of its stages, newest first, with what it was before', async () => {
		const { deal: example } = org.examples;
		const { records } = await deal.search(org.client, {
			conditions: [{ field: 'name', operator: 'eq', value: example.name }],
			limit: 1,
		});
		const id = records[0]?.id ?? '';
		await deal.upsert(org.client, {
			match: { id },
			values: { stage: 'Closed Lost', custom: { Loss_Reason__c: 'No budget' } },
		});
		const { record = [] } = await deal.history(org.client, { id }, {});
		const stages = record.filter(({ field }) => field === 'stage');
		expect(stages).toHaveLength(example.history.length + 1);
		expect(stages[0]).toMatchObject({
			to: 'Closed Lost',
			from: records[0]?.stage,
			by: 'Integration User',
		});
		expect(stages.at(-1)).not.toHaveProperty('from');
		expect(record).toContainEqual(
			expect.objectContaining({ field: 'Loss_Reason__c', to: 'No budget' }),
		);
		expect(record.find(({ field }) => field === 'probability')?.to).toBe(0);
	});

	test('of a contact is that of the named fields', async () => {
		const { email } = org.examples.person;
		await contact.upsert(org.client, {
			values: { email, title: 'Chief of Staff', department: 'Office' },
		});
		const { record } = await contact.history(org.client, { email }, { fields: ['title'] });
		expect(record).toMatchObject([
			{ field: 'title', to: 'Chief of Staff', from: org.examples.person.title },
		]);
	});

	test('that nobody keeps says where it is switched on', async () => {
		const { domain } = org.examples.account;
		const outcome = await company.history(org.client, { domain }, {});
		expect(outcome).toMatchObject({
			status: 'found',
			record: [],
			notes: [expect.stringMatching(/Setup/)],
		});
	});
});
