import { hunter as emulated } from '../../../../../../sandbox/vendors/hunter/hunter.ts';
import { isSuccess } from '../../../../../../src/gtm/model/outcome';
import { hunter } from '../../../../../../src/gtm/vendors/hunter/hunter';
import { openVendor } from '../sandbox-client';

const open = () => openVendor(emulated, hunter, { header: 'x-api-key' });

describe('a person', () => {
	test('is found by name and domain, with an email that was verified', async () => {
		const { client, examples, sent } = open();
		const { person, account } = examples;
		const outcome = await hunter.enrichPerson(
			client,
			{ fullName: `${person.firstName} ${person.lastName}`, domain: `www.${account.domain}` },
			{},
		);
		expect(outcome).toMatchObject({
			status: 'found',
			record: {
				email: person.email,
				emailStatus: 'deliverable',
				firstName: person.firstName,
				title: person.title,
				linkedinUrl: person.linkedinUrl,
				accountDomain: account.domain,
			},
		});
		expect(sent[0]?.query).toMatchObject({ domain: account.domain });
	});

	test('whose email is known is asked for by it, at the profiles', async () => {
		const { client, examples, sent } = open();
		const { email, city, country, seniority } = examples.person;
		const outcome = await hunter.enrichPerson(client, { email }, { keepRaw: true });
		expect(outcome).toMatchObject({
			status: 'found',
			record: { email, city, country, seniority },
			raw: { data: { email } },
		});
		expect(sent.map(({ url }) => new URL(url).pathname)).toEqual(['/hunter/v2/people/find']);
	});

	test('with a LinkedIn page alone is a profile where no email is wanted', async () => {
		const { client, examples, sent } = open();
		const { linkedinUrl, title } = examples.person;
		const outcome = await hunter.enrichPerson(client, { linkedinUrl }, { fields: ['title'] });
		expect(outcome).toMatchObject({ status: 'found', record: { title } });
		expect(sent[0]?.url).toContain('/people/find');
	});

	test('who changed jobs is found at the new company', async () => {
		const { client, examples } = open();
		const { linkedinUrl, jobChange } = examples.jobChanged;
		const outcome = await hunter.enrichPerson(client, { linkedinUrl }, {});
		expect(outcome).toMatchObject({
			record: { email: jobChange?.email, title: jobChange?.title },
		});
	});

	test('who claimed removal is a legal block, whatever is asked', async () => {
		const { client, examples } = open();
		const { email, linkedinUrl } = examples.claimedRemoval;
		const outcomes = [
			await hunter.enrichPerson(client, { email }, {}),
			await hunter.enrichPerson(client, { linkedinUrl }, {}),
			await hunter.verifyEmail(client, email, {}),
		];
		for (const outcome of outcomes) {
			expect(outcome).toMatchObject({
				status: 'legal_block',
				reason: { code: 'claimed_email' },
				retry: { advised: false },
			});
			expect(JSON.stringify(outcome)).not.toContain(email);
		}
	});

	test('is not asked for with a handle that is none', async () => {
		const { client, sent } = open();
		expect(await hunter.follow?.person?.(client, 'api_key=x', {})).toMatchObject({
			status: 'invalid',
			reason: { code: 'unknown_handle' },
		});
		expect(sent).toEqual([]);
	});
});

describe('a company', () => {
	test('is found by domain', async () => {
		const { client, examples } = open();
		const { account } = examples;
		const { domain, name, employees, linkedinUrl, foundedYear, technologies } = account;
		const outcome = await hunter.enrichCompany(client, { domain: `https://${domain}/about` }, {});
		expect(outcome).toMatchObject({
			status: 'found',
			record: {
				domain,
				name,
				employees,
				linkedinUrl,
				foundedYear,
				technologies,
				annualRevenue: { amount: account.annualRevenue },
			},
		});
	});

	test('is not asked for without a domain', async () => {
		const { client, examples, sent } = open();
		const nameless = await hunter.enrichCompany(client, { name: examples.account.name }, {});
		expect(nameless).toMatchObject({ status: 'invalid' });
		expect(nameless.reason?.message).toContain('domain');
		expect(sent).toEqual([]);
	});
});

describe('an email', () => {
	test.each([
		['person', 'deliverable', 0.97],
		['undeliverable', 'undeliverable', 0],
	] as const)('of the example %s is %s', async (example, status, score) => {
		const { client, examples } = open();
		const { email } = examples[example];
		expect(await hunter.verifyEmail(client, ` ${email.toUpperCase()} `, {})).toMatchObject({
			status: 'found',
			record: { email, status, score },
		});
	});

	test('behind a catch-all domain is pending first, then risky, and counted once', async () => {
		const { client, examples, sandbox } = open();
		const before = sandbox.vendor('hunter').credits.left;
		const first = await hunter.verifyEmail(client, examples.catchAll.email, {});
		expect(first.status).toBe('pending');
		const last = await hunter.follow?.email?.(client, first.handle ?? '', {});
		expect(last).toMatchObject({ record: { status: 'risky_catch_all' } });
		expect(sandbox.vendor('hunter').credits.left).toBe(before - 1);
	});

	test('whose mail server answers nonsense (222) has no verdict', async () => {
		const { client } = open();
		expect(await hunter.verifyEmail(client, 'smtp-failure@acme.example', {})).toMatchObject({
			status: 'upstream_error',
			reason: { code: 'unexpected_smtp_response' },
			retry: { advised: true },
		});
	});
});

describe('the account', () => {
	test('tells what is left of its credits', async () => {
		const { client, examples } = open();
		await hunter.enrichCompany(client, { domain: examples.account.domain }, {});
		expect(await hunter.creditBalance(client)).toMatchObject({
			status: 'found',
			record: { plan: 'Starter' },
			cost: { amount: 0, remaining: 1_999 },
		});
	});

	test('without credits is refused with 429, which is no rate limit here', async () => {
		const { client, examples, sandbox, sent } = open();
		sandbox.vendor('hunter').credits.set(0);
		const outcome = await hunter.enrichPerson(client, { email: examples.person.email }, {});
		expect(outcome).toMatchObject({ status: 'quota_exhausted', retry: { advised: false } });
		expect(sent).toHaveLength(1);
	});

	test('that asks too often is refused with 403, and asked again later', async () => {
		const { client, examples, sandbox, sent } = open();
		sandbox.setFault({ vendor: 'hunter', kind: 'rate_limit_burst', times: 1 });
		const outcome = await hunter.enrichPerson(client, { email: examples.person.email }, {});
		expect(isSuccess(outcome)).toBe(true);
		expect(sent).toHaveLength(2);
	});
});
