import { describeOperations } from '../gtm/describe-operations';
import { openSkippingSandbox } from '../gtm/skipping-clock';
import { enrichmentNode } from './enrichment-node';

const START = 'POST /api/v2/contact/enrich/bulk';
const RESULT = 'GET /api/v2/contact/enrich/bulk/{id}';
const REVERSE = 'POST /api/v2/contact/reverse/email/bulk';
const REVERSED = 'GET /api/v2/contact/reverse/email/bulk/{id}';
const PROFILE = 'POST /api/v2/people/lookup';
const COMPANY = 'POST /api/v2/company/lookup';

describeOperations(
	'enrichment',
	'fullenrich',
	{
		'company.enrich': ({ sandbox: { world } }) => {
			const { domain, name, employees, linkedinUrl, foundedYear } = world.examples.account;
			return {
				parameters: { domain: '={{ $json.domain }}' },
				items: [{ domain: `www.${domain}` }, { domain: world.examples.unknownDomain }],
				outputs: [
					{
						status: 'found',
						provider: 'fullenrich',
						record: {
							domain,
							name,
							employees,
							industry: 'industrial_automation',
							linkedinUrl,
							foundedYear,
						},
						cost: { amount: 0.25, unit: 'credit' },
					},
					{ status: 'not_found', reason: { code: 'no_match' }, cost: { amount: 0 } },
				],
				asked: [COMPANY, COMPANY],
			};
		},
		'person.enrich': ({ sandbox: { world } }) => {
			const { person, account } = world.examples;
			const { firstName, lastName } = person;
			return {
				parameters: {
					known: {
						firstName: '={{ $json.firstName }}',
						lastName: '={{ $json.lastName }}',
						domain: account.domain,
					},
				},
				items: [
					{ firstName, lastName },
					{ firstName: 'Nobody', lastName: 'Known' },
				],
				outputs: [
					{
						status: 'found',
						provider: 'fullenrich',
						record: { email: person.email, emailStatus: 'deliverable' },
						cost: { amount: 1, unit: 'credit' },
					},
					{ status: 'not_found', reason: { code: 'no_match' }, cost: { amount: 0 } },
				],
				asked: [START, START, RESULT, RESULT],
			};
		},
		'job.finished': () => ({
			parameters: {},
			outputs: [{ status: 'found', record: { cursor: expect.any(String), more: false } }],
			asked: [],
		}),
		'credit.balance': () => ({
			parameters: {},
			outputs: [
				{
					status: 'found',
					record: { balance: 500 },
					cost: { amount: 0, unit: 'credit', remaining: 500 },
				},
			],
			asked: ['GET /api/v2/account/credits'],
		}),
	},
	{ open: openSkippingSandbox },
);

describe('FullEnrich in the enrichment node', () => {
	const node = enrichmentNode('fullenrich');

	const asked = () =>
		node
			.calls()
			.filter(({ route }) => route === START)
			.flatMap(({ requestBody }) => (JSON.parse(requestBody ?? '{}') as { data: object[] }).data);

	it('follows a 400 that means not ready to its end, at its own pace and at no cost', async () => {
		const { linkedinUrl, email } = node.examples.person;
		const { items } = await node.run('person.enrich', {
			known: { linkedinUrl },
			options: { followSeconds: 60 },
		});
		expect(items).toMatchObject([{ status: 'found', record: { email } }]);
		expect(node.calls().map(({ route, status }) => [route, status])).toEqual([
			[START, 200],
			[RESULT, 400],
			[RESULT, 200],
		]);
		const times = node.calls().map(({ at }) => Date.parse(at));
		expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(30_000);
		expect(node.spent()).toBe(1);
	});

	it('knows a person by LinkedIn page, and by name with the company, and who is behind an email', async () => {
		const { person, account } = node.examples;
		const { firstName, lastName, linkedinUrl, title } = person;
		const page = await node.run('person.enrich', { known: { linkedinUrl } });
		expect(page.items[0]).toMatchObject({ record: { email: person.email, title } });
		const named = { firstName, lastName, companyName: account.name };
		const name = await node.run('person.enrich', { known: named });
		expect(name.items[0]).toMatchObject({ record: { email: person.email } });
		const email = await node.run('person.enrich', { email: person.email });
		expect(email.items[0]).toMatchObject({
			status: 'found',
			record: { firstName, lastName, title, linkedinUrl },
			cost: { amount: 1 },
		});
		expect(node.routes().filter((route) => route === REVERSE)).toHaveLength(1);
		expect(node.routes()).toContain(REVERSED);
	});

	it('looks only for the fields that are wanted, and costs by them', async () => {
		const { linkedinUrl, mobilePhone, personalEmail } = node.examples.person;
		const ask = async (fields: string) =>
			(await node.run('person.enrich', { known: { linkedinUrl }, options: { fields } })).items[0];
		expect(await ask('email')).toMatchObject({ cost: { amount: 1 } });
		expect(await ask('mobilePhone')).toMatchObject({
			record: { mobilePhone },
			cost: { amount: 10 },
		});
		expect(await ask('otherEmails')).toMatchObject({
			record: { otherEmails: [personalEmail] },
			cost: { amount: 3 },
		});
		expect(asked()).toMatchObject([
			{ enrich_fields: ['contact.work_emails'] },
			{ enrich_fields: ['contact.phones'] },
			{ enrich_fields: ['contact.personal_emails'] },
		]);
		expect(node.spent()).toBe(14);
	});

	it('reads the profile at once where nothing is wanted to reach a person by', async () => {
		const { linkedinUrl, title } = node.examples.person;
		const { items } = await node.run('person.enrich', {
			known: { linkedinUrl },
			options: { fields: 'title' },
		});
		expect(items).toMatchObject([
			{ status: 'found', record: { title }, cost: { amount: 0.25, unit: 'credit' } },
		]);
		expect(node.routes()).toEqual([PROFILE]);
	});

	it('is free for the same person again', async () => {
		const { linkedinUrl } = node.examples.person;
		await node.run('person.enrich', { known: { linkedinUrl } });
		const { items } = await node.run('person.enrich', { known: { linkedinUrl } });
		expect(items).toMatchObject([{ status: 'found', cost: { amount: 0 } }]);
		expect(node.spent()).toBe(1);
	});

	it('takes a credit for an address behind a catch-all domain, which is risky', async () => {
		const { linkedinUrl, email } = node.examples.catchAll;
		const { items } = await node.run('person.enrich', { known: { linkedinUrl } });
		expect(items).toMatchObject([
			{ status: 'found', record: { email, emailStatus: 'risky_catch_all' }, cost: { amount: 1 } },
		]);
	});

	it('does not know who asked to be forgotten, and takes nothing for it', async () => {
		const { linkedinUrl } = node.examples.claimedRemoval;
		const { items } = await node.run('person.enrich', { known: { linkedinUrl } });
		expect(items).toMatchObject([{ status: 'not_found', cost: { amount: 0 } }]);
		expect(node.spent()).toBe(0);
	});

	it('that runs out of credits on the way says so in a 402 with the result', async () => {
		node.sandbox.vendor('fullenrich').credits.set(0);
		const { linkedinUrl } = node.examples.person;
		const { items } = await node.run('person.enrich', { known: { linkedinUrl } });
		expect(items).toMatchObject([
			{
				status: 'quota_exhausted',
				reason: { code: 'credits_insufficient', message: expect.stringContaining('Buy credits') },
				retry: { advised: false },
				cost: { amount: 0 },
			},
		]);
		expect(node.calls().at(-1)?.status).toBe(402);
	});

	it('without credits for a lookup says so at once', async () => {
		node.sandbox.vendor('fullenrich').credits.set(0);
		const { items } = await node.run('company.enrich', { domain: node.examples.account.domain });
		expect(items).toMatchObject([{ status: 'quota_exhausted', retry: { advised: false } }]);
	});

	it('has its whole answer where that is asked for, although it came later', async () => {
		const { linkedinUrl, email } = node.examples.person;
		const { items } = await node.run('person.enrich', {
			known: { linkedinUrl },
			options: { output: 'raw' },
		});
		expect(items).toMatchObject([
			{
				raw: {
					status: 'FINISHED',
					data: [{ contact_info: { most_probable_work_email: { email } } }],
				},
			},
		]);
	});

	it('counts questions and results towards one limit, which it keeps', async () => {
		const items = node.sandbox.world.people
			.slice(0, 35)
			.map(({ linkedinUrl }) => ({ linkedinUrl }));
		const finished = await node.run(
			'person.enrich',
			{ known: { linkedinUrl: '={{ $json.linkedinUrl }}' }, options: { followSeconds: 300 } },
			{ items },
		);
		const told = new Set(finished.items.map(({ status }) => status));
		expect([...told].toSorted()).toEqual(['found', 'not_found']);
		const times = node.calls().map(({ at }) => Date.parse(at));
		expect(times.length).toBeGreaterThan(60);
		expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(60_000);
	});

	it('that takes no more calls is asked again in a minute, as it says', async () => {
		node.sandbox.setFault({ vendor: 'fullenrich', kind: 'rate_limit_burst', times: 1 });
		const { items } = await node.run('credit.balance');
		expect(items).toMatchObject([{ status: 'found', cost: { remaining: 500 } }]);
		const [refused = 0, answered = 0] = node.calls().map(({ at }) => Date.parse(at));
		expect(answered - refused).toBeGreaterThanOrEqual(60_000);
	});

	it('starts no second enrichment where the first may have been started', async () => {
		node.sandbox.setFault({ vendor: 'fullenrich', kind: 'reset', when: 'after', route: START });
		const { linkedinUrl } = node.examples.person;
		const { items } = await node.run('person.enrich', { known: { linkedinUrl } });
		expect(items).toMatchObject([{ status: 'upstream_error' }]);
		expect(node.routes()).toEqual([START]);
	});

	it('is not asked for a company by its name alone', async () => {
		const { items } = await node.run('company.enrich', { companyName: node.examples.account.name });
		expect(items).toMatchObject([
			{ status: 'invalid', reason: { message: expect.stringContaining('domain or LinkedIn URL') } },
		]);
		expect(node.calls()).toEqual([]);
	});

	it('says of a wrong key to copy it again, and shows none', async () => {
		const credentials = { gtmFullenrichApi: { apiKey: 'wrong-fullenrich-key' } };
		const { items } = await node.run('credit.balance', {}, { credentials });
		expect(items).toMatchObject([
			{
				status: 'forbidden',
				reason: {
					code: 'error.api.key',
					message: expect.stringContaining('Copy the API key again'),
				},
			},
		]);
		expect(JSON.stringify(items)).not.toContain('wrong-fullenrich-key');
	});
});
