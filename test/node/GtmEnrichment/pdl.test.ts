import { describeOperations } from '../gtm/describe-operations';
import { enrichmentNode } from './enrichment-node';

const PERSON = 'GET /v5/person/enrich';
const COMPANY = 'GET /v5/company/enrich';

const email = '={{ $json.email }}';

describeOperations('enrichment', 'pdl', {
	'company.enrich': ({ sandbox: { world } }) => {
		const { domain, name, employees, foundedYear, country, city } = world.examples.account;
		return {
			parameters: { domain: '={{ $json.domain }}' },
			items: [{ domain }, { domain: world.examples.unknownDomain }],
			outputs: [
				{
					status: 'found',
					provider: 'pdl',
					record: { domain, name, employees, foundedYear, country, city, employeeRange: '11-50' },
					cost: { amount: 1, unit: 'credit', remaining: 999 },
				},
				{ status: 'not_found', reason: { code: 'no_match' }, cost: { amount: 0 } },
			],
			asked: [COMPANY, COMPANY],
		};
	},
	'person.enrich': ({ sandbox: { world } }) => {
		const { person, unknownEmail, account } = world.examples;
		const { firstName, lastName, title, linkedinUrl, mobilePhone } = person;
		return {
			parameters: { email },
			items: [{ email: person.email }, { email: unknownEmail }],
			outputs: [
				{
					status: 'found',
					provider: 'pdl',
					record: {
						email: person.email,
						firstName,
						lastName,
						title,
						linkedinUrl,
						mobilePhone,
						accountDomain: account.domain,
					},
					cost: { amount: 1, unit: 'credit', remaining: 999 },
				},
				{ status: 'not_found', reason: { code: 'no_match' }, cost: { amount: 0 } },
			],
			asked: [PERSON, PERSON],
		};
	},
	'credit.balance': () => ({
		parameters: {},
		outputs: [
			{
				status: 'found',
				record: { personCredits: 1_000 },
				cost: { amount: 0, unit: 'credit', remaining: 1_000 },
			},
		],
		asked: [PERSON],
	}),
});

describe('People Data Labs in the enrichment node', () => {
	const node = enrichmentNode('pdl');

	const asked = (index = 0) =>
		new URL(node.calls()[index]?.url ?? '', 'http://sandbox').searchParams;

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

	it('takes nothing for a 404, which is an answer and stops no node', async () => {
		const { status, items } = await node.run(
			'person.enrich',
			{ email: node.examples.unknownEmail },
			{ onError: 'stopWorkflow' },
		);
		expect(status).toBe('success');
		expect(items).toMatchObject([{ status: 'not_found', cost: { amount: 0, remaining: 1_000 } }]);
		expect(node.calls()).toMatchObject([{ status: 404 }]);
		expect(node.spent()).toBe(0);
	});

	it('takes no match that is only likely: a company by its name alone', async () => {
		const { items } = await node.run('company.enrich', { companyName: node.examples.account.name });
		expect(asked().get('min_likelihood')).toBe('6');
		expect(items).toMatchObject([
			{ status: 'not_found', reason: { message: expect.stringContaining('not sure enough') } },
		]);
		expect(node.spent()).toBe(0);
	});

	it('says how likely a match is, where that is asked for', async () => {
		const { items } = await node.run('person.enrich', {
			email: node.examples.person.email,
			options: { fields: 'email, likelihood' },
		});
		expect(items[0]?.record).toMatchObject({ custom: { likelihood: 9 } });
	});

	it('takes nothing for a person who has none of what is wanted', async () => {
		const { colleague } = node.examples;
		const question = { email: colleague.email };
		const { items } = await node.run('person.enrich', {
			...question,
			options: { fields: 'mobilePhone' },
		});
		expect(asked().get('required')).toBe('mobile_phone');
		expect(items).toMatchObject([{ status: 'not_found', cost: { amount: 0 } }]);
		const all = await node.run('person.enrich', question);
		expect(all.items).toMatchObject([{ status: 'found', cost: { amount: 1 } }]);
	});

	it('does not take the word true of a free plan for an email or phone', async () => {
		const credentials = { gtmPeopleDataLabsApi: { apiKey: 'sandbox-pdl-free' } };
		const { items } = await node.run(
			'person.enrich',
			{ email: node.examples.person.email },
			{ credentials },
		);
		expect(items).toMatchObject([
			{ status: 'found', record: { title: node.examples.person.title }, cost: { amount: 1 } },
		]);
		for (const field of ['email', 'otherEmails', 'mobilePhone', 'phone', 'city']) {
			expect(items[0]?.record).not.toHaveProperty(field);
		}
		expect(items[0]?.notes).toEqual(
			expect.arrayContaining([expect.stringContaining('the plan does not include it')]),
		);
	});

	it('does not know who asked to be forgotten, and takes nothing for it', async () => {
		const { items } = await node.run('person.enrich', {
			email: node.examples.claimedRemoval.email,
		});
		expect(items).toMatchObject([{ status: 'not_found', cost: { amount: 0 } }]);
	});

	it('without credits asks for nothing more, and every item says what to do', async () => {
		node.sandbox.vendor('pdl').credits.set(1);
		const { person, colleague, duplicated } = node.examples;
		const items = [person, colleague, duplicated].map((one) => ({ email: one.email }));
		const finished = await node.run('person.enrich', { email }, { items });
		const by = Map.groupBy(finished.items, ({ status }) => status);
		expect(by.get('found')).toHaveLength(1);
		expect(by.get('quota_exhausted')).toHaveLength(2);
		expect(JSON.stringify(by.get('quota_exhausted')?.[0])).toContain('Upgrade the plan');
		expect(node.sandbox.vendor('pdl').credits.left).toBe(0);
	});

	it('reads the balance without a question that costs, also when nothing is left', async () => {
		node.sandbox.vendor('pdl').credits.set(0);
		const { items } = await node.run('credit.balance');
		expect(items).toMatchObject([
			{ status: 'found', record: { personCredits: 0 }, cost: { amount: 0, remaining: 0 } },
		]);
		expect(asked().size).toBe(0);
	});

	it('waits for the end of the minute, as the vendor tells it', async () => {
		node.sandbox.setFault({ vendor: 'pdl', kind: 'rate_limit_burst', times: 1 });
		const { items } = await node.run('person.enrich', { email: node.examples.person.email });
		expect(items).toMatchObject([{ status: 'found' }]);
		const [refused, answered] = node.calls().map(({ at }) => Math.floor(Date.parse(at) / 60_000));
		expect(answered).toBe((refused ?? 0) + 1);
	});

	it('asks no more in a minute than it takes, however many items there are', async () => {
		const { people } = node.sandbox.world;
		const items = people.slice(0, 120).map((one) => ({ email: one.email }));
		const finished = await node.run('person.enrich', { email }, { items });
		const told = new Set(finished.items.map(({ status }) => status));
		expect([...told].toSorted()).toEqual(['found', 'not_found']);
		const minutes = Map.groupBy(node.calls(), ({ at }) => at.slice(0, 16));
		expect(node.calls()).toHaveLength(120);
		expect(Math.max(...[...minutes.values()].map(({ length }) => length))).toBeLessThanOrEqual(100);
	});

	it.each(['reset', 'server_error'] as const)(
		'is not asked again by itself after "%s": it would be charged twice',
		async (kind) => {
			node.sandbox.setFault({ vendor: 'pdl', kind, when: 'after' });
			const { items } = await node.run('person.enrich', { email: node.examples.person.email });
			expect(items).toMatchObject([{ status: 'upstream_error' }]);
			expect(node.routes()).toEqual([PERSON]);
			expect(node.spent()).toBe(1);
		},
	);

	it('says of a wrong key where to look, and shows none', async () => {
		const credentials = { gtmPeopleDataLabsApi: { apiKey: 'wrong-pdl-key' } };
		const { items } = await node.run('person.enrich', { email: 'dana@acme.com' }, { credentials });
		expect(items).toMatchObject([
			{
				status: 'forbidden',
				reason: {
					code: 'authentication_error',
					message: expect.stringContaining('Check the API key in the credential'),
				},
			},
		]);
		expect(JSON.stringify(items)).not.toContain('wrong-pdl-key');
	});
});
