import { salesforce } from '../../../../../../src/gtm/vendors/salesforce/salesforce';
import { API, type Org, openOrg, scriptedClient } from './org';

const { contact, company, deal } = salesforce;

let org: Org;

beforeEach(() => {
	org = openOrg();
});

const writes = () => org.sent.filter(({ method }) => method !== 'GET');

async function exampleIds() {
	const { person, account, deal: example } = org.examples;
	const [one, two, three] = await Promise.all([
		contact.get(org.client, { email: person.email }, {}),
		company.get(org.client, { domain: account.domain }, {}),
		deal.search(org.client, {
			conditions: [{ field: 'name', operator: 'eq', value: example.name }],
			limit: 1,
		}),
	]);
	return {
		contactId: one.record?.id ?? '',
		companyId: two.record?.id ?? '',
		dealId: three.records[0]?.id ?? '',
	};
}

describe('upserting', () => {
	test('creates what there is not, with its links, and reads it back', async () => {
		const { companyId, dealId } = await exampleIds();
		const outcome = await contact.upsert(org.client, {
			values: { email: 'new@person.example', firstName: 'New', lastName: 'Person' },
			associations: { companyIds: [companyId.slice(0, 15)], dealIds: [dealId] },
		});
		expect(outcome).toMatchObject({
			status: 'created',
			record: { lastName: 'Person', accountId: companyId },
		});
	});

	test('writes nothing if nothing differs, also if the website is written another way', async () => {
		for (const { domain, name } of org.world.accounts.slice(0, 4)) {
			expect(await company.upsert(org.client, { values: { domain, name } })).toMatchObject({
				status: 'unchanged',
			});
		}
		expect(writes()).toEqual([]);
	});

	test('writes nothing if several contacts have the email', async () => {
		const { email } = org.examples.person;
		await org.client.send({
			method: 'POST',
			path: `${API}/sobjects/Contact`,
			headers: { 'Sforce-Duplicate-Rule-Header': 'allowSave=true' },
			body: { LastName: 'Second', Email: email },
			effect: 'unsafe',
		});
		const before = writes().length;
		const outcome = await contact.upsert(org.client, { values: { email, title: 'Other' } });
		expect(outcome).toMatchObject({ status: 'duplicate', reason: { code: 'ambiguous_match' } });
		expect(writes()).toHaveLength(before);
	});

	test('gives the id of the record that a duplicate rule found', async () => {
		const { person } = org.examples;
		const { contactId } = await exampleIds();
		const { firstName, lastName, email } = person;
		const outcome = await contact.upsert(org.client, {
			values: { firstName, lastName, email: `other.${email}` },
		});
		expect(outcome).toMatchObject({
			status: 'duplicate',
			record: { id: contactId },
			reason: {
				code: 'DUPLICATES_DETECTED',
				message: expect.stringContaining(contactId) as string,
			},
			retry: { advised: false },
		});
		expect(writes()[0]?.headers).toMatchObject({
			'Sforce-Duplicate-Rule-Header': 'allowSave=false',
		});
	});

	test('says which fields a new record lacks', async () => {
		const outcome = await contact.upsert(org.client, { values: { email: 'no@name.example' } });
		expect(outcome).toMatchObject({
			status: 'invalid',
			reason: {
				code: 'REQUIRED_FIELD_MISSING',
				message: expect.stringContaining('LastName') as string,
			},
		});
	});

	test('of a deal without an id makes a new one, with its people', async () => {
		const { contactId, companyId } = await exampleIds();
		const values = {
			name: 'Pilot',
			stage: 'Discovery',
			closeDate: '2027-01-31',
			amount: { amount: 5_000 },
		};
		const outcome = await deal.upsert(org.client, {
			values,
			associations: { contactIds: [contactId], companyIds: [companyId] },
		});
		expect(outcome).toMatchObject({
			status: 'created',
			record: { name: 'Pilot', status: 'open', probability: 0.2, accountId: companyId },
		});
	});

	test('links an account to a contact and a deal that are there', async () => {
		const { contactId, dealId } = await exampleIds();
		const outcome = await company.upsert(org.client, {
			values: { name: 'Fresh', domain: 'fresh.example' },
			associations: { contactIds: [contactId], dealIds: [dealId] },
		});
		expect(outcome.status).toBe('created');
		expect(await contact.get(org.client, { id: contactId }, {})).toMatchObject({
			record: { accountName: 'Fresh' },
		});
	});

	test('makes no second role of a contact in a deal', async () => {
		const { contactId } = await exampleIds();
		const values = { name: 'Pilot', stage: 'Discovery', closeDate: '2027-01-31' };
		const { record } = await deal.upsert(org.client, {
			values,
			associations: { contactIds: [contactId] },
		});
		const again = await deal.upsert(org.client, {
			values: {},
			match: { id: record?.id ?? '' },
			associations: { contactIds: [contactId] },
		});
		expect(again.status).toBe('unchanged');
		expect(writes().filter(({ url }) => url.endsWith('/OpportunityContactRole'))).toHaveLength(1);
	});

	test('of a new record with a link to nothing says that the link is missing', async () => {
		const outcome = await deal.upsert(org.client, {
			values: { name: 'Pilot', stage: 'Discovery', closeDate: '2027-01-31' },
			associations: { contactIds: ['0035g00000AbCdEAAV'] },
		});
		expect(outcome).toMatchObject({
			status: 'partial',
			record: { name: 'Pilot' },
			reason: {
				code: 'association_missing',
				message: expect.stringContaining('0035g00000AbCdEAAV') as string,
			},
		});
	});

	test.each([{ match: { id: 'nonsense' } }, { associations: { companyIds: ["001' OR ''='"] } }])(
		'%j is refused before anything is sent',
		async (draft) => {
			const outcome = await contact.upsert(org.client, {
				values: { email: 'a@b.example' },
				...draft,
			});
			expect(outcome).toMatchObject({ status: 'invalid', reason: { code: 'malformed_id' } });
			expect(org.sent).toEqual([]);
		},
	);
});

describe('a create of which nobody knows whether it arrived', () => {
	const POST = `POST ${API}/sobjects/{object}`;

	test('is looked for, and not sent again: it did arrive', async () => {
		org.sandbox.setFault({
			vendor: 'salesforce',
			kind: 'server_error',
			route: POST,
			when: 'after',
			times: 1,
		});
		const outcome = await contact.upsert(org.client, {
			values: { email: 'new@person.example', lastName: 'Person' },
		});
		expect(outcome).toMatchObject({ status: 'created', record: { email: 'new@person.example' } });
		expect(writes()).toHaveLength(1);
	});

	test('is looked for, and not sent again: it did not arrive', async () => {
		org.sandbox.setFault({ vendor: 'salesforce', kind: 'reset', route: POST, times: 1 });
		const outcome = await company.upsert(org.client, {
			values: { name: 'Fresh', domain: 'fresh.example' },
		});
		expect(outcome).toMatchObject({ status: 'upstream_error' });
		expect(writes()).toHaveLength(1);
	});

	test('of an account is found by its domain', async () => {
		org.sandbox.setFault({
			vendor: 'salesforce',
			kind: 'garbage',
			route: POST,
			when: 'after',
			times: 1,
		});
		const outcome = await company.upsert(org.client, {
			values: { name: 'Fresh', domain: 'fresh.example' },
		});
		expect(outcome).toMatchObject({ status: 'created', record: { domain: 'fresh.example' } });
	});
});

describe('a row that somebody else writes', () => {
	const locked = {
		status: 400,
		body: [{ errorCode: 'UNABLE_TO_LOCK_ROW', message: 'unable to obtain exclusive access' }],
	};
	const found = {
		body: {
			totalSize: 1,
			done: true,
			records: [{ Id: '0035g00000AbCdEAAV', Email: 'a@b.example', Title: 'Old' }],
		},
	};
	const changed = {
		body: {
			totalSize: 1,
			done: true,
			records: [{ Id: '0035g00000AbCdEAAV', Email: 'a@b.example', Title: 'New' }],
		},
	};
	const nothing = { body: { totalSize: 0, done: true, records: [] } };

	test('is changed once the lock is gone', async () => {
		const { client, requests } = scriptedClient([found, locked, { status: 204 }, changed]);
		const outcome = await contact.upsert(client, {
			values: { email: 'a@b.example', title: 'New' },
		});
		expect(outcome.status).toBe('updated');
		expect(requests.map(({ method }) => method)).toEqual(['GET', 'PATCH', 'PATCH', 'GET']);
	});

	test('hinders a new record, which is not sent again', async () => {
		const { client, requests } = scriptedClient([nothing, locked]);
		const outcome = await contact.upsert(client, {
			values: { email: 'a@b.example', lastName: 'B' },
		});
		expect(outcome).toMatchObject({ status: 'upstream_error', retry: { advised: true } });
		expect(requests).toHaveLength(2);
	});
});
