import { salesforce } from '../../../../../../src/gtm/vendors/salesforce/salesforce';
import { API, type Org, openOrg, scriptedClient } from './org';

const { contact, company } = salesforce;
const upsertMany: NonNullable<typeof contact.upsertMany> = async (...input) =>
	(await contact.upsertMany?.(...input)) ?? [];

let org: Org;

beforeEach(() => {
	org = openOrg();
});

const fresh = (count: number) =>
	Array.from({ length: count }, (_, index) => ({
		values: { email: `person${index}@many.example`, lastName: `Person ${index}` },
	}));

describe('many contacts', () => {
	test('of every kind have their outcomes in the order of the drafts', async () => {
		const { person, colleague } = org.examples;
		const outcomes = await upsertMany(org.client, [
			{ values: { email: 'one@many.example', lastName: 'One' } },
			{ values: { email: person.email.toUpperCase(), title: 'Chief of Staff' } },
			{ values: { email: 'nameless@many.example' } },
			{ values: { email: colleague.email, firstName: colleague.firstName } },
			{
				values: {
					email: `other.${person.email}`,
					firstName: person.firstName,
					lastName: person.lastName,
				},
			},
			{ values: { lastName: 'No email' } },
		]);
		expect(outcomes.map(({ status }) => status)).toEqual([
			'created',
			'updated',
			'invalid',
			'unchanged',
			'duplicate',
			'invalid',
		]);
		expect(outcomes[1]?.record).toMatchObject({
			title: 'Chief of Staff',
			lastName: person.lastName,
		});
		expect(outcomes[2]?.reason).toMatchObject({ code: 'REQUIRED_FIELD_MISSING' });
		expect(outcomes[4]).toMatchObject({ record: { id: expect.stringMatching(/^003/) as string } });
	});

	test('450 new ones take nine queries and writes, and all are there', async () => {
		const outcomes = await upsertMany(org.client, fresh(450));
		expect(outcomes.map(({ status }) => status)).toEqual(
			Array.from({ length: 450 }, () => 'created'),
		);
		expect(outcomes.map(({ record }) => record?.email)).toEqual(
			fresh(450).map(({ values }) => values.email),
		);
		expect(org.sent).toHaveLength(9);
		const sizes = org.sent
			.filter(({ method }) => method === 'POST')
			.map(({ body }) => (body as { records: unknown[] }).records.length);
		expect(sizes).toEqual([200, 200, 50]);
		for (const { query } of org.sent) {
			expect(encodeURIComponent(String(query?.q ?? '')).length).toBeLessThanOrEqual(12_000);
		}
	});

	test('two drafts of one email are written one after the other', async () => {
		const outcomes = await upsertMany(org.client, [
			{ values: { email: 'twice@many.example', lastName: 'Twice', title: 'First' } },
			{ values: { email: 'Twice@many.example', title: 'Second' } },
		]);
		expect(outcomes).toMatchObject([
			{ status: 'created' },
			{ status: 'updated', record: { title: 'Second', lastName: 'Twice' } },
		]);
	});

	test('several records of one email are left alone', async () => {
		const { email } = org.examples.person;
		await org.client.send({
			method: 'POST',
			path: `${API}/sobjects/Contact`,
			headers: { 'Sforce-Duplicate-Rule-Header': 'allowSave=true' },
			body: { LastName: 'Second', Email: email },
			effect: 'unsafe',
		});
		expect(await upsertMany(org.client, [{ values: { email, title: 'Other' } }])).toMatchObject([
			{ status: 'duplicate', reason: { code: 'ambiguous_match' } },
		]);
	});

	test('drafts with links go one by one', async () => {
		const { account } = org.examples;
		const { record } = await company.get(org.client, { domain: account.domain }, {});
		const outcomes = await upsertMany(org.client, [
			{
				...fresh(1)[0],
				values: { email: 'linked@many.example', lastName: 'L' },
				associations: { companyIds: [record?.id ?? ''] },
			},
		]);
		expect(outcomes).toMatchObject([{ status: 'created', record: { accountName: account.name } }]);
	});

	test('whose answer got lost are looked for, and not sent again', async () => {
		org.sandbox.setFault({
			vendor: 'salesforce',
			kind: 'reset',
			route: `POST ${API}/composite/sobjects`,
			when: 'after',
			times: 1,
		});
		const outcomes = await upsertMany(org.client, [
			...fresh(2),
			{ values: { email: 'nameless@many.example' } },
		]);
		expect(outcomes.map(({ status }) => status)).toEqual(['created', 'created', 'upstream_error']);
		expect(org.sent.filter(({ method }) => method === 'POST')).toHaveLength(1);
	});

	test('that were written but not read back say so', async () => {
		const nothing = { body: { totalSize: 0, done: true, records: [] } };
		const saved = {
			body: [
				{ id: '0035g00000AbCdEAAV', success: true, errors: [] },
				{
					success: false,
					errors: [{ statusCode: 'UNABLE_TO_LOCK_ROW', message: 'locked', fields: [] }],
				},
			],
		};
		const refused = {
			status: 403,
			body: [{ errorCode: 'REQUEST_LIMIT_EXCEEDED', message: 'TotalRequests Limit exceeded.' }],
		};
		const { client } = scriptedClient([nothing, saved, refused]);
		const outcomes = await upsertMany(client, fresh(2));
		expect(outcomes).toMatchObject([
			{
				status: 'partial',
				record: { id: '0035g00000AbCdEAAV' },
				reason: { code: 'not_read_back' },
				retry: { advised: false },
			},
			{
				status: 'upstream_error',
				reason: { code: 'UNABLE_TO_LOCK_ROW' },
				retry: { advised: true },
			},
		]);
	});

	test('of which the answer has too few results are not taken for written', async () => {
		const nothing = { body: { totalSize: 0, done: true, records: [] } };
		const { client } = scriptedClient([nothing, { body: [] }, nothing]);
		expect(await upsertMany(client, fresh(1))).toMatchObject([
			{ status: 'upstream_error', reason: { code: 'no_result' } },
		]);
	});

	test('all fail alike if the first query does', async () => {
		org.sandbox.setFault({ vendor: 'salesforce', kind: 'rate_limit_quota' });
		const outcomes = await upsertMany(org.client, fresh(3));
		expect(outcomes.map(({ status }) => status)).toEqual([
			'quota_exhausted',
			'quota_exhausted',
			'quota_exhausted',
		]);
	});
});

test('companies have no batch: they are recognized by their websites, one by one', async () => {
	const { domain } = org.examples.account;
	expect(company.upsertMany).toBeUndefined();
	const known = await company.upsert(org.client, { values: { domain, industry: 'Finance' } });
	const fresh = await company.upsert(org.client, {
		values: { domain: 'fresh.example', name: 'Fresh' },
	});
	expect([known, fresh]).toMatchObject([{ status: 'updated' }, { status: 'created' }]);
});
