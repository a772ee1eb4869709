import { organizationId, personId } from '../../../sandbox/vendors/apollo/state.ts';
import { describeOperations } from '../gtm/describe-operations';
import { enrichmentNode } from './enrichment-node';

const MATCH = 'POST /api/v1/people/match';
const ORGANIZATION = 'GET /api/v1/organizations/enrich';
const JOBS = 'GET /api/v1/organizations/{id}/job_postings';
const NEWS = 'POST /api/v1/news_articles/search';

const email = '={{ $json.email }}';

describeOperations('enrichment', 'apollo', {
	'company.enrich': ({ sandbox: { world } }) => {
		const { name, employees, technologies, country, city } = world.examples.account;
		const { domain, key } = world.examples.account;
		return {
			parameters: { domain: '={{ $json.domain }}' },
			items: [{ domain: `https://www.${domain}/about` }, { domain: world.examples.unknownDomain }],
			outputs: [
				{
					status: 'found',
					provider: 'apollo',
					record: {
						domain,
						name,
						employees,
						technologies,
						country,
						city,
						externalIds: { 'apollo:organization': organizationId(key) },
					},
					cost: { amount: 1, unit: 'credit' },
				},
				{ status: 'not_found', reason: { code: 'no_match' }, cost: { amount: 0 } },
			],
			asked: [ORGANIZATION, ORGANIZATION],
		};
	},
	'person.enrich': ({ sandbox: { world } }) => {
		const { person, unknownEmail, account } = world.examples;
		const { firstName, lastName, title, seniority, linkedinUrl } = person;
		return {
			parameters: { email },
			items: [{ email: person.email }, { email: unknownEmail }],
			outputs: [
				{
					status: 'found',
					provider: 'apollo',
					record: {
						email: person.email,
						emailStatus: 'deliverable',
						firstName,
						lastName,
						title,
						seniority,
						linkedinUrl,
						accountDomain: account.domain,
					},
					cost: { amount: 1, unit: 'credit' },
				},
				{ status: 'not_found', reason: { code: 'no_match' }, cost: { amount: 0 } },
			],
			asked: [MATCH, MATCH],
		};
	},
	'signal.list': ({ sandbox: { world } }) => {
		const { domain, key } = world.examples.account;
		const jobs = (world.lookup.signalsOfAccount.get(key) ?? [])
			.filter(({ kind }) => kind === 'hiring')
			.toSorted((a, b) => (a.at < b.at ? 1 : -1));
		return {
			parameters: { domain, kinds: ['hiring'] },
			outputs: jobs.map(({ title, at, url }) => ({
				status: 'found',
				record: { kind: 'hiring', title, at, url, accountDomain: domain, source: 'apollo' },
				cost: { amount: 2, unit: 'credit' },
			})),
			asked: [ORGANIZATION, JOBS],
		};
	},
	'credit.balance': ({ sandbox }) => ({
		parameters: {},
		outputs: [
			{
				status: 'found',
				record: { credits: { lead_credit: { left_over: sandbox.vendor('apollo').credits.left } } },
				cost: { amount: 0, unit: 'credit', remaining: sandbox.vendor('apollo').credits.left },
			},
		],
		asked: ['POST /api/v1/usage_stats/credit_usage_stats'],
	}),
});

describe('Apollo in the enrichment node', () => {
	const node = enrichmentNode('apollo');

	it('knows a person by LinkedIn page, and by name with the company or its domain', async () => {
		const { person, account } = node.examples;
		const { firstName, lastName, linkedinUrl } = person;
		const named = { firstName, lastName };
		for (const question of [
			{ linkedinUrl },
			{ ...named, domain: account.domain },
			{ ...named, companyName: account.name },
		]) {
			const { items } = await node.run('person.enrich', { known: question });
			expect(items).toMatchObject([{ status: 'found', record: { email: person.email } }]);
		}
		expect(node.spent()).toBe(3);
	});

	it('is asked in the query, without a body and without phone numbers, which go to webhooks', async () => {
		const { person } = node.examples;
		const { items } = await node.run('person.enrich', {
			email: person.email,
			options: { fields: 'email, mobilePhone' },
		});
		const [call] = node.calls();
		expect(call).not.toHaveProperty('requestBody');
		expect(new URL(call?.url ?? '', 'http://sandbox').searchParams.get('email')).toBe(person.email);
		expect(call?.url).toContain('reveal_phone_number=false');
		expect(items[0]?.notes).toEqual([expect.stringContaining('webhook')]);
	});

	it('gives the id of a person under a name that no contact of a sequence has', async () => {
		const { items } = await node.run('person.enrich', { email: node.examples.person.email });
		expect(items[0]?.record).toMatchObject({
			externalIds: { 'apollo:person': personId(node.examples.person.key) },
		});
		expect(items[0]?.record).not.toHaveProperty('id');
	});

	it('shows who has moved where they are now', async () => {
		const { jobChanged } = node.examples;
		const { items } = await node.run('person.enrich', { email: jobChanged.email });
		const next = node.sandbox.world.lookup.account.get(jobChanged.jobChange?.accountKey ?? '');
		expect(items[0]?.record).toMatchObject({
			email: jobChanged.jobChange?.email,
			title: jobChanged.jobChange?.title,
			accountDomain: next?.domain,
		});
	});

	it('does not know who asked to be forgotten, and takes nothing for it', async () => {
		const { claimedRemoval } = node.examples;
		const { items } = await node.run('person.enrich', { email: claimedRemoval.email });
		expect(items).toMatchObject([{ status: 'not_found', cost: { amount: 0 } }]);
		expect(node.spent()).toBe(0);
	});

	it('lists funding, jobs and news newest first, and says what they took', async () => {
		const { world } = node.sandbox;
		const funded = world.accounts
			.slice(0, 40)
			.find(({ key }) =>
				world.lookup.signalsOfAccount.get(key)?.some(({ kind }) => kind === 'funding'),
			);
		const { items } = await node.run('signal.list', { domain: funded?.domain ?? '' });
		const records = items.map(({ record }) => record as { kind: string; at: string });
		const expected = (world.lookup.signalsOfAccount.get(funded?.key ?? '') ?? []).filter(
			({ kind }) => ['funding', 'hiring', 'news'].includes(kind),
		);
		expect(records.map(({ kind }) => kind).toSorted()).toEqual(
			expected.map(({ kind }) => kind).toSorted(),
		);
		expect(records.map(({ at }) => at)).toEqual(
			records.map(({ at }) => at).toSorted((a, b) => (a < b ? 1 : -1)),
		);
		expect(items[0]?.cost).toEqual({ amount: 3, unit: 'credit' });
		expect(node.spent()).toBe(3);
		expect(node.routes()).toEqual([ORGANIZATION, JOBS, NEWS]);
	});

	it('keeps the signals that were paid for when the next source fails', async () => {
		const { domain } = node.examples.account;
		node.sandbox.setFault({ vendor: 'apollo', kind: 'server_error', route: NEWS });
		const { items } = await node.run('signal.list', { domain, kinds: ['hiring', 'news'] });
		expect(items.length).toBeGreaterThan(0);
		for (const item of items) {
			expect(item).toMatchObject({
				status: 'partial',
				record: { kind: 'hiring' },
				reason: { code: 'source_failed' },
				cost: { amount: 2 },
			});
		}
	});

	it('says which kinds of signals it has not', async () => {
		const { domain } = node.examples.account;
		const { items } = await node.run('signal.list', { domain, kinds: ['hiring', 'intent'] });
		expect(items[0]?.notes).toEqual([expect.stringContaining('intent')]);
		const none = await node.run('signal.list', { domain, kinds: ['intent'] });
		expect(none.items).toMatchObject([{ status: 'invalid', reason: { code: 'unusable_query' } }]);
	});

	it('without credits asks for nothing more, and every item says so', async () => {
		node.sandbox.vendor('apollo').credits.set(0);
		const items = Array.from({ length: 8 }, () => ({ email: node.examples.person.email }));
		const finished = await node.run('person.enrich', { email }, { items });
		expect(finished.items.map(({ status }) => status)).toEqual(items.map(() => 'quota_exhausted'));
		expect(node.calls().length).toBeLessThanOrEqual(5);
	});

	it('waits for a limit of the minute, and not for one of an hour or day', async () => {
		const { person } = node.examples;
		const [route, lifetimeDays] = [MATCH, 0];
		node.sandbox.setFault({ vendor: 'apollo', kind: 'rate_limit_burst', times: 1, route });
		const waited = await node.run('person.enrich', { email: person.email });
		expect(waited.items).toMatchObject([{ status: 'found' }]);
		expect(node.routes()).toEqual([MATCH, MATCH]);
		node.sandbox.setFault({ vendor: 'apollo', kind: 'rate_limit_quota', route });
		const refused = await node.run('person.enrich', {
			email: person.email,
			options: { lifetimeDays },
		});
		expect(refused.items).toMatchObject([
			{ status: 'quota_exhausted', reason: { code: 'limit_per_hour' } },
		]);
		expect(node.routes()).toHaveLength(3);
	});

	it.each(['reset', 'server_error'] as const)(
		'is not asked again by itself after "%s": it may have been charged',
		async (kind) => {
			node.sandbox.setFault({ vendor: 'apollo', kind, when: 'after', route: MATCH });
			const { items } = await node.run('person.enrich', { email: node.examples.person.email });
			expect(items).toMatchObject([{ status: 'upstream_error' }]);
			expect(node.routes()).toEqual([MATCH]);
		},
	);

	it('says which key to make for an endpoint that the key may not use', async () => {
		const credentials = { gtmApolloApi: { apiKey: 'sandbox-apollo-enrichment' } };
		const { items } = await node.run('credit.balance', {}, { credentials });
		expect(items).toMatchObject([
			{
				status: 'forbidden',
				reason: { code: 'API_INACCESSIBLE', message: expect.stringContaining('master key') },
			},
		]);
		expect(JSON.stringify(items)).not.toContain('sandbox-apollo');
	});

	it('says of a wrong key where to look, and shows none', async () => {
		const credentials = { gtmApolloApi: { apiKey: 'wrong-apollo-key' } };
		const { items } = await node.run('person.enrich', { email: 'dana@acme.com' }, { credentials });
		expect(items).toMatchObject([
			{
				status: 'forbidden',
				reason: { code: 'invalid_key', message: expect.stringContaining('Check the key') },
			},
		]);
		expect(JSON.stringify(items)).not.toContain('wrong-apollo-key');
		expect(node.spent()).toBe(0);
	});

	it('is not asked about someone who cannot be told apart', async () => {
		const { items } = await node.run('person.enrich', {
			known: { firstName: 'Dana', lastName: 'Reed' },
		});
		expect(items).toMatchObject([{ error: expect.stringContaining('a name with a company') }]);
		expect(node.calls()).toEqual([]);
	});
});
