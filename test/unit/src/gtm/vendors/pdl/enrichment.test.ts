import { pdl as emulator } from '../../../../../../sandbox/vendors/pdl/pdl.ts';
import { pdl } from '../../../../../../src/gtm/vendors/pdl/pdl';
import { openVendor } from '../sandbox-client';

const open = (key?: string) =>
	openVendor(emulator, pdl, { header: 'x-api-key', ...(key !== undefined && { key }) });

let opened: ReturnType<typeof open>;

beforeEach(() => {
	opened = open();
});

const creditsLeft = () => opened.sandbox.vendor('pdl').credits.left;

describe('a person', () => {
	test('is found by email, with what it took and what is left', async () => {
		const { person, account } = opened.examples;
		const before = creditsLeft();
		const outcome = await pdl.enrichPerson(opened.client, { email: person.email }, {});
		expect(outcome).toMatchObject({
			status: 'found',
			cost: { amount: 1, unit: 'credit', remaining: before - 1 },
			record: {
				email: person.email,
				otherEmails: [person.personalEmail],
				firstName: person.firstName,
				seniority: person.seniority,
				phone: person.phone,
				mobilePhone: person.mobilePhone,
				country: person.country,
				accountDomain: account.domain,
				externalIds: { 'pdl:person': expect.any(String) },
				custom: { likelihood: 9 },
			},
		});
		expect(creditsLeft()).toBe(before - 1);
	});

	test('who is not there is a 404, which is an answer and says what is left', async () => {
		const query = { email: opened.examples.unknownEmail };
		const outcome = await pdl.enrichPerson(opened.client, query, {});
		expect(outcome).toMatchObject({
			status: 'not_found',
			cost: { amount: 0, remaining: creditsLeft() },
		});
	});

	test('without any of what is wanted is not paid for', async () => {
		const { people } = opened.world;
		const without = people.find(({ key }) => key === 'person-11');
		const query = { email: without?.email ?? '' };
		const before = creditsLeft();
		const options = { fields: ['mobilePhone'] };
		const outcome = await pdl.enrichPerson(opened.client, query, options);
		expect(opened.sent[0]?.query).toMatchObject({ required: 'mobile_phone' });
		expect(outcome.status).toBe('not_found');
		expect(creditsLeft()).toBe(before);
		const either = { fields: ['mobilePhone', 'phone'] };
		expect((await pdl.enrichPerson(opened.client, query, either)).status).toBe('found');
	});

	test('is asked for without a requirement if something wanted cannot be required', async () => {
		const query = { email: opened.examples.person.email };
		await pdl.enrichPerson(opened.client, query, { fields: ['mobilePhone', 'city'] });
		expect(opened.sent[0]?.query?.required).toBeUndefined();
	});

	test('whose contact data the plan withholds has none, not the word true', async () => {
		opened = open('sandbox-pdl-free');
		const query = { email: opened.examples.person.email };
		const { record, notes } = await pdl.enrichPerson(opened.client, query, {});
		expect(record).not.toHaveProperty('email');
		expect(record).not.toHaveProperty('mobilePhone');
		expect(record).not.toHaveProperty('phone');
		expect(record).not.toHaveProperty('city');
		expect(notes?.join()).toMatch(/work_email.*plan does not include it/);
		const without = opened.world.people.find(({ key }) => key === 'person-11');
		const other = await pdl.enrichPerson(opened.client, { email: without?.email ?? '' }, {});
		expect(other.record).not.toHaveProperty('mobilePhone');
		expect(other.notes?.join()).not.toMatch(/mobile_phone/);
	});
});

describe('a company', () => {
	test('is found by domain in canonical words', async () => {
		const { account } = opened.examples;
		const outcome = await pdl.enrichCompany(opened.client, { domain: account.domain }, {});
		expect(outcome).toMatchObject({
			status: 'found',
			cost: { amount: 1 },
			record: {
				domain: account.domain,
				employees: account.employees,
				country: account.country,
				foundedYear: account.foundedYear,
				linkedinUrl: account.linkedinUrl,
				externalIds: { 'pdl:company': expect.any(String) },
			},
		});
		expect(outcome.record?.custom).not.toHaveProperty('status');
	});

	test('that is only likely to be the one is none', async () => {
		const { account } = opened.examples;
		const outcome = await pdl.enrichCompany(opened.client, { name: account.name }, {});
		expect(outcome).toMatchObject({ status: 'not_found', cost: { amount: 0 } });
	});
});

test('the balance is read without a question that costs', async () => {
	const before = creditsLeft();
	const outcome = await pdl.creditBalance(opened.client);
	expect(outcome).toMatchObject({
		status: 'found',
		record: { personCredits: before },
		cost: { amount: 0, remaining: before },
	});
	expect(creditsLeft()).toBe(before);
});

test('without credits it says so, and advises no retry', async () => {
	opened.sandbox.vendor('pdl').credits.set(0);
	const query = { email: opened.examples.person.email };
	expect(await pdl.enrichPerson(opened.client, query, {})).toMatchObject({
		status: 'quota_exhausted',
		reason: { code: 'payment_required' },
		retry: { advised: false },
	});
	expect(opened.sent).toHaveLength(1);
});

test('a wrong key is refused with the next step', async () => {
	opened = open('nonsense');
	const outcome = await pdl.creditBalance(opened.client);
	expect(outcome).toMatchObject({ status: 'forbidden', reason: { code: 'authentication_error' } });
	expect(outcome.reason?.message).toMatch(/Check the API key/);
});

test('the end of the minute is waited for, as the header tells it', async () => {
	await opened.clock.advance(40_000);
	opened.sandbox.setFault({ vendor: 'pdl', kind: 'rate_limit_burst', times: 1 });
	const from = opened.clock.now();
	const query = { email: opened.examples.person.email };
	expect((await pdl.enrichPerson(opened.client, query, {})).status).toBe('found');
	expect(opened.clock.now() - from).toBeGreaterThanOrEqual(20_000);
	expect(opened.clock.now() - from).toBeLessThan(40_000);
});

test('a limit that is used up is waited for before the vendor refuses', async () => {
	await opened.clock.advance(40_000);
	opened.sandbox.settings.limits = 0.02;
	const query = { email: opened.examples.person.email };
	for (let count = 0; count < 3; count += 1) {
		expect((await pdl.enrichPerson(opened.client, query, {})).status).toBe('found');
	}
	expect(opened.sent).toHaveLength(3);
});
