import { describeOperations } from '../gtm/describe-operations';
import { openSkippingSandbox } from '../gtm/skipping-clock';
import { enrichmentNode } from './enrichment-node';

const FINDER = 'GET /v2/email-finder';
const VERIFIER = 'GET /v2/email-verifier';
const PERSON = 'GET /v2/people/find';
const COMPANY = 'GET /v2/companies/find';

const email = '={{ $json.email }}';

describeOperations(
	'enrichment',
	'hunter',
	{
		'company.enrich': ({ sandbox: { world } }) => {
			const { domain, name, employees, technologies, country, linkedinUrl, phone } =
				world.examples.account;
			return {
				parameters: { domain: '={{ $json.domain }}' },
				items: [{ domain: `https://www.${domain}` }, { domain: world.examples.unknownDomain }],
				outputs: [
					{
						status: 'found',
						provider: 'hunter',
						record: { domain, name, employees, technologies, country, linkedinUrl, phone },
					},
					{ status: 'not_found', retry: { advised: false } },
				],
				asked: [COMPANY, COMPANY],
			};
		},
		'person.enrich': ({ sandbox: { world } }) => {
			const { person, unknownEmail, account } = world.examples;
			const { firstName, lastName, title, seniority, linkedinUrl, phone } = person;
			return {
				parameters: { email },
				items: [{ email: person.email }, { email: unknownEmail }],
				outputs: [
					{
						status: 'found',
						provider: 'hunter',
						record: {
							email: person.email,
							firstName,
							lastName,
							title,
							seniority,
							linkedinUrl,
							phone,
							accountDomain: account.domain,
						},
					},
					{ status: 'not_found', retry: { advised: false } },
				],
				asked: [PERSON, PERSON],
			};
		},
		'email.verify': ({ sandbox: { world } }) => {
			const { person, catchAll, undeliverable, unknownEmail } = world.examples;
			const verdicts = [
				[person.email, 'deliverable', 0.97],
				[catchAll.email, 'risky_catch_all', 0.6],
				[undeliverable.email, 'undeliverable', 0],
				[unknownEmail, 'undeliverable', 0],
			] as const;
			return {
				parameters: { email },
				items: verdicts.map(([address]) => ({ email: address })),
				outputs: verdicts.map(([address, status, score]) => ({
					status: 'found',
					record: { email: address, status, score },
				})),
				asked: [VERIFIER, VERIFIER, VERIFIER, VERIFIER],
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
					record: { plan: 'Starter', requests: { credits: { used: 0, available: 2_000 } } },
					cost: { amount: 0, unit: 'credit', remaining: 2_000 },
				},
			],
			asked: ['GET /v2/account'],
		}),
	},
	{ open: openSkippingSandbox },
);

describe('Hunter in the enrichment node', () => {
	const node = enrichmentNode('hunter');

	const queries = () =>
		node.calls().map(({ url }) => Object.fromEntries(new URL(url, 'http://sandbox').searchParams));

	it('looks for the email of a LinkedIn page, and of a name at a company or domain', async () => {
		const { person, account } = node.examples;
		const { firstName, lastName, linkedinUrl } = person;
		const named = { firstName, lastName };
		for (const question of [
			{ linkedinUrl },
			{ ...named, domain: account.domain },
			{ ...named, companyName: account.name },
		]) {
			const { items } = await node.run('person.enrich', { known: question });
			expect(items).toMatchObject([
				{
					status: 'found',
					record: { email: person.email, emailStatus: 'deliverable', title: person.title },
				},
			]);
		}
		expect(node.routes()).toEqual([FINDER, FINDER, FINDER]);
		expect(queries()[1]).toEqual({
			domain: account.domain,
			first_name: firstName,
			last_name: lastName,
		});
		expect(node.spent()).toBe(3);
	});

	it('reads the profile of a LinkedIn page where no email is wanted', async () => {
		const { linkedinUrl, title } = node.examples.person;
		const { items } = await node.run('person.enrich', {
			known: { linkedinUrl },
			options: { fields: 'title, city' },
		});
		expect(items[0]?.record).toEqual({ title, city: node.examples.person.city });
		expect(node.routes()).toEqual([PERSON]);
	});

	it('is sent the key in a header: in no URL', async () => {
		await node.run('email.verify', { email: node.examples.person.email });
		await node.run('credit.balance');
		for (const { url } of node.calls()) expect(url).not.toMatch(/key|sandbox-hunter/);
	});

	it('takes nothing for a name that it does not know: a 200 without an email', async () => {
		const { items } = await node.run('person.enrich', {
			known: {
				firstName: 'Nobody',
				lastName: 'Known',
				domain: node.examples.account.domain,
			},
		});
		expect(node.calls()).toMatchObject([{ status: 200 }]);
		expect(items).toMatchObject([
			{ status: 'not_found', reason: { code: 'no_match' }, cost: { amount: 0 } },
		]);
		expect(node.spent()).toBe(0);
	});

	it('finds who has moved at the new company, with a fresh address', async () => {
		const { jobChanged } = node.examples;
		const { items } = await node.run('person.enrich', {
			known: { linkedinUrl: jobChanged.linkedinUrl },
		});
		expect(items[0]?.record).toMatchObject({
			email: jobChanged.jobChange?.email,
			emailStatus: 'deliverable',
			title: jobChanged.jobChange?.title,
		});
	});

	it('is told that someone asked to be forgotten, however they are asked for', async () => {
		const { claimedRemoval: person } = node.examples;
		const { firstName, lastName, linkedinUrl } = person;
		const questions = [
			await node.run('person.enrich', { email: person.email }),
			await node.run('person.enrich', { known: { linkedinUrl } }),
			await node.run('person.enrich', {
				known: { firstName, lastName, domain: person.email.split('@')[1] ?? '' },
			}),
			await node.run('email.verify', { email: person.email }),
		];
		for (const { items } of questions) {
			expect(items).toMatchObject([
				{
					status: 'legal_block',
					reason: { message: expect.stringContaining('Do not request or contact this person') },
					retry: { advised: false },
				},
			]);
			expect(JSON.stringify(items)).not.toContain(lastName);
		}
		expect(node.calls().map(({ status }) => status)).toEqual([451, 451, 451, 451]);
		expect(node.spent()).toBe(0);
	});

	it('that needs longer (202) is asked the same once more, and takes one credit', async () => {
		const { catchAll } = node.examples;
		const { items } = await node.run('email.verify', { email: catchAll.email });
		expect(items).toMatchObject([{ status: 'found', record: { status: 'risky_catch_all' } }]);
		expect(node.calls().map(({ status }) => status)).toEqual([202, 200]);
		expect(queries()[1]).toEqual(queries()[0]);
		expect(node.spent()).toBe(1);
		const { firstName, lastName } = catchAll;
		const domain = catchAll.email.split('@')[1] ?? '';
		const found = await node.run('person.enrich', {
			known: { firstName, lastName, domain },
		});
		expect(found.items).toMatchObject([
			{ status: 'found', record: { email: catchAll.email, emailStatus: 'risky_catch_all' } },
		]);
	});

	it('has its whole answer where that is asked for, also one that came later', async () => {
		const { person, catchAll } = node.examples;
		const { items } = await node.run(
			'email.verify',
			{ email, options: { output: 'raw' } },
			{ items: [{ email: person.email }, { email: catchAll.email }] },
		);
		expect(items).toMatchObject([
			{ raw: { data: { status: 'valid', smtp_check: true } } },
			{ raw: { data: { status: 'accept_all', accept_all: true } } },
		]);
	});

	it('has no verdict where the mail server answers nonsense (222), and says when to ask again', async () => {
		const { items } = await node.run('email.verify', { email: 'smtp-failure@acme.com' });
		expect(items).toMatchObject([
			{
				status: 'upstream_error',
				reason: { code: 'unexpected_smtp_response' },
				retry: { advised: true, afterMs: 3_600_000 },
			},
		]);
		expect(node.routes()).toEqual([VERIFIER]);
	});

	it('takes nothing for an address of which it cannot tell', async () => {
		const unsure = node.sandbox.world.people
			.slice(0, 40)
			.find(({ emailVerdict, jobChange }) => emailVerdict === 'unknown' && !jobChange);
		const { items } = await node.run('email.verify', { email: unsure?.email ?? '' });
		expect(items).toMatchObject([{ status: 'found', record: { status: 'unknown' } }]);
		expect(node.spent()).toBe(0);
	});

	it('means too many calls by 403, which is waited for, and no credits by 429', async () => {
		const { person } = node.examples;
		node.sandbox.setFault({
			vendor: 'hunter',
			kind: 'rate_limit_burst',
			times: 1,
			route: VERIFIER,
		});
		const waited = await node.run('email.verify', { email: person.email });
		expect(waited.items).toMatchObject([{ status: 'found' }]);
		expect(node.calls().map(({ status }) => status)).toEqual([403, 200]);
		node.sandbox.vendor('hunter').credits.set(0);
		const spent = await node.run('email.verify', {
			email: person.email,
			options: { lifetimeDays: 0 },
		});
		expect(spent.items).toMatchObject([
			{
				status: 'quota_exhausted',
				reason: { code: 'usage_limit_reached', message: expect.stringContaining('upgrade') },
				retry: { advised: false },
			},
		]);
		expect(node.calls().map(({ status }) => status)).toEqual([403, 200, 429]);
	});

	it('verifies ten addresses in a second, and keeps the others for later', async () => {
		const items = node.sandbox.world.people.slice(0, 35).map((one) => ({ email: one.email }));
		const finished = await node.run('email.verify', { email }, { items });
		const told = new Set(finished.items.map(({ status }) => status));
		expect([...told].toSorted()).toEqual(['found', 'legal_block']);
		const times = node.calls().map(({ at }) => Date.parse(at));
		expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(3_000);
	});

	it.each(['reset', 'server_error'] as const)(
		'is not asked again by itself after "%s": it may have been charged',
		async (kind) => {
			node.sandbox.setFault({ vendor: 'hunter', kind, when: 'after', route: VERIFIER });
			const { items } = await node.run('email.verify', { email: node.examples.person.email });
			expect(items).toMatchObject([{ status: 'upstream_error' }]);
			expect(node.routes()).toEqual([VERIFIER]);
		},
	);

	it('is not asked for a company without its domain, nor about what is no address', async () => {
		const company = await node.run('company.enrich', { companyName: 'Acme' });
		expect(company.items).toMatchObject([
			{ status: 'invalid', reason: { message: expect.stringContaining('Fill in Domain') } },
		]);
		const address = await node.run('email.verify', { email: 'dana at acme' });
		expect(address.items).toMatchObject([
			{ error: expect.stringContaining('is not an email address') },
		]);
		expect(node.calls()).toEqual([]);
	});

	it('says of a wrong key to copy it again, and shows none', async () => {
		const credentials = { gtmHunterApi: { apiKey: 'wrong-hunter-key' } };
		const { items } = await node.run('email.verify', { email: 'dana@acme.com' }, { credentials });
		expect(items).toMatchObject([
			{
				status: 'forbidden',
				reason: {
					code: 'authentication_failed',
					message: expect.stringContaining('Copy it again'),
				},
			},
		]);
		expect(JSON.stringify(items)).not.toContain('wrong-hunter-key');
	});
});
