import { apollo } from '../../../../../../sandbox/vendors/apollo/apollo.ts';
import { apolloEnrichment } from '../../../../../../src/gtm/vendors/apollo/apollo';
import { openVendor } from '../sandbox-client';

const open = (key?: string) =>
	openVendor(apollo, apolloEnrichment, { header: 'x-api-key', ...(key !== undefined && { key }) });

let opened: ReturnType<typeof open>;

beforeEach(() => {
	opened = open();
});

const creditsLeft = () => opened.sandbox.vendor('apollo').credits.left;

describe('a person', () => {
	test('is found by email, with ids that cannot be mistaken for each other', async () => {
		const { person, account } = opened.examples;
		const before = creditsLeft();
		const outcome = await apolloEnrichment.enrichPerson(opened.client, { email: person.email }, {});
		expect(outcome).toMatchObject({
			status: 'found',
			cost: { amount: 1, unit: 'credit' },
			record: {
				email: person.email,
				emailStatus: 'deliverable',
				firstName: person.firstName,
				title: person.title,
				country: person.country,
				accountDomain: account.domain,
				externalIds: { 'apollo:person': expect.any(String), 'apollo:contact': expect.any(String) },
			},
		});
		const { id, externalIds = {} } = outcome.record ?? {};
		expect(id).toBeUndefined();
		expect(externalIds['apollo:person']).not.toBe(externalIds['apollo:contact']);
		expect(creditsLeft()).toBe(before - 1);
	});

	test('is asked for in the query, without a body, and without phone numbers', async () => {
		const { person } = opened.examples;
		const query = { email: person.email };
		const options = { fields: ['mobilePhone'] };
		const outcome = await apolloEnrichment.enrichPerson(opened.client, query, options);
		expect(opened.sent[0]).toMatchObject({
			query: { email: person.email, reveal_phone_number: false },
			body: undefined,
		});
		expect(outcome.notes?.join()).toMatch(/webhook/);
	});

	test('who changed jobs is found where they work now', async () => {
		const { jobChanged } = opened.examples;
		const moved = await apolloEnrichment.enrichPerson(
			opened.client,
			{ email: jobChanged.email },
			{},
		);
		expect(moved.record).toMatchObject({
			email: jobChanged.jobChange?.email,
			title: jobChanged.jobChange?.title,
		});
	});
});

describe('a company', () => {
	test('is found by domain in canonical words', async () => {
		const { account } = opened.examples;
		const query = { domain: account.domain };
		const options = { keepRaw: true } as const;
		const outcome = await apolloEnrichment.enrichCompany(opened.client, query, options);
		expect(outcome).toMatchObject({
			status: 'found',
			cost: { amount: 1 },
			record: {
				domain: account.domain,
				name: account.name,
				employees: account.employees,
				country: account.country,
				technologies: account.technologies,
				annualRevenue: { amount: account.annualRevenue },
				externalIds: { 'apollo:organization': expect.any(String) },
			},
			raw: { organization: { primary_domain: account.domain } },
		});
	});
});

describe('signals', () => {
	const companyWith = (kinds: readonly string[]) => {
		const { accounts, lookup } = opened.world;
		const found = accounts.slice(0, 40).find(({ key }) => {
			const signals = lookup.signalsOfAccount.get(key) ?? [];
			return kinds.every((kind) => signals.some((signal) => signal.kind === kind));
		});
		if (found === undefined) throw new Error('the world has no such company');
		return found.domain;
	};

	test('come newest first, and the credits are those that were taken', async () => {
		const before = creditsLeft();
		const domain = companyWith(['hiring']);
		const outcome = await apolloEnrichment.listSignals(opened.client, {
			domain,
			kinds: ['funding', 'hiring', 'news', 'intent'],
			limit: 10,
		});
		expect(outcome.status).toBe('found');
		expect(outcome.record?.map(({ kind }) => kind)).toContain('hiring');
		const times = outcome.record?.map(({ at }) => at ?? '') ?? [];
		expect(times).toEqual(times.toSorted().reverse());
		expect(outcome.cost).toEqual({ amount: 3, unit: 'credit' });
		expect(creditsLeft()).toBe(before - 3);
		expect(outcome.notes?.join()).toMatch(/intent/);
	});

	test('that were paid for are kept when the next source fails', async () => {
		const route = 'POST /api/v1/news_articles/search';
		opened.sandbox.setFault({ vendor: 'apollo', kind: 'server_error', route });
		const outcome = await apolloEnrichment.listSignals(opened.client, {
			domain: companyWith(['hiring']),
			kinds: ['hiring', 'news'],
			limit: 10,
		});
		expect(outcome).toMatchObject({
			status: 'partial',
			cost: { amount: 2 },
			reason: { code: 'source_failed' },
		});
		expect(outcome.record).not.toHaveLength(0);
	});

	test('of a kind that Apollo has not are not asked for', async () => {
		const query = { domain: 'a.example', kinds: ['intent'] as const, limit: 5 };
		const outcome = await apolloEnrichment.listSignals(opened.client, query);
		expect(outcome.status).toBe('invalid');
		expect(opened.sent).toHaveLength(0);
	});
});

test('without credits it says so, and does not go on', async () => {
	opened.sandbox.vendor('apollo').credits.set(0);
	const { email } = opened.examples.person;
	const outcome = await apolloEnrichment.enrichPerson(opened.client, { email }, {});
	expect(outcome).toMatchObject({
		status: 'quota_exhausted',
		reason: { code: 'out_of_credits' },
		retry: { advised: false },
	});
});

test('a key without access to an endpoint says which key to make', async () => {
	opened = open('sandbox-apollo-enrichment');
	const outcome = await apolloEnrichment.creditBalance(opened.client);
	expect(outcome).toMatchObject({ status: 'forbidden', reason: { code: 'API_INACCESSIBLE' } });
	expect(outcome.reason?.message).toMatch(/master key/);
});

test('a wrong key is told from a right one that may not', async () => {
	opened = open('nonsense');
	const outcome = await apolloEnrichment.creditBalance(opened.client);
	expect(outcome).toMatchObject({ status: 'forbidden', reason: { code: 'invalid_key' } });
});

describe('limits', () => {
	const enrichPerson = () =>
		apolloEnrichment.enrichPerson(opened.client, { email: opened.examples.person.email }, {});

	test('of one endpoint are learnt from its answers, and do not hold up another', async () => {
		opened.sandbox.settings.limits = 0.001;
		const { account } = opened.examples;
		const ask = () => apolloEnrichment.enrichCompany(opened.client, { domain: account.domain }, {});
		expect((await ask()).status).toBe('found');
		const from = opened.clock.now();
		expect((await enrichPerson()).status).toBe('found');
		expect(opened.clock.now()).toBe(from);
		expect((await ask()).status).toBe('found');
		expect(opened.clock.now() - from).toBeGreaterThanOrEqual(60_000);
	});

	test('of a minute are waited for, and the answer comes', async () => {
		await opened.clock.advance(25_000);
		opened.sandbox.setFault({ vendor: 'apollo', kind: 'rate_limit_burst', times: 1 });
		const from = opened.clock.now();
		expect((await enrichPerson()).status).toBe('found');
		const waited = opened.clock.now() - from;
		expect(waited).toBeGreaterThanOrEqual(35_000);
		expect(waited).toBeLessThan(60_000);
	});

	test('of an hour are not waited for', async () => {
		opened.sandbox.setFault({ vendor: 'apollo', kind: 'rate_limit_quota', times: 1 });
		expect(await enrichPerson()).toMatchObject({
			status: 'quota_exhausted',
			reason: { code: 'limit_per_hour' },
			retry: { advised: false, afterMs: 3_600_000 },
		});
		expect(opened.sent).toHaveLength(1);
	});
});
