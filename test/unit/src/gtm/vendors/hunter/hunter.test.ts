import { hunter as emulated } from '../../../../../../sandbox/vendors/hunter/hunter.ts';
import { isSuccess } from '../../../../../../src/gtm/model/outcome';
import { hunter } from '../../../../../../src/gtm/vendors/hunter/hunter';
import { openVendor } from '../sandbox-client';

const open = (key?: string) =>
	openVendor(emulated, hunter, { header: 'x-api-key', ...(key !== undefined && { key }) });

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

	test('is found by company name, or by LinkedIn page', async () => {
		const { client, examples } = open();
		const { firstName, lastName, linkedinUrl, email } = examples.person;
		const companyName = examples.account.name;
		for (const query of [{ firstName, lastName, companyName }, { linkedinUrl }]) {
			const outcome = await hunter.enrichPerson(client, query, {});
			expect(outcome).toMatchObject({ status: 'found', record: { email } });
		}
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

	test('who is not known is a miss: a 200 of the finder, a 404 of the profiles; nothing is charged', async () => {
		const { client, examples, sandbox } = open();
		const before = sandbox.vendor('hunter').credits.left;
		const stranger = { fullName: 'Nobody Known', domain: examples.account.domain };
		const byName = await hunter.enrichPerson(client, stranger, {});
		const byEmail = await hunter.enrichPerson(client, { email: examples.unknownEmail }, {});
		expect(byName).toMatchObject({ status: 'not_found', cost: { amount: 0 } });
		expect(byEmail).toMatchObject({ status: 'not_found' });
		expect(sandbox.vendor('hunter').credits.left).toBe(before);
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

	test('that takes longer is pending, and followed with the same question', async () => {
		const { client, examples, sandbox } = open();
		const { linkedinUrl, email } = examples.catchAll;
		const before = sandbox.vendor('hunter').credits.left;
		const first = await hunter.enrichPerson(client, { linkedinUrl }, {});
		expect(first).toMatchObject({ status: 'pending', retry: { advised: true, afterMs: 5_000 } });
		const last = await hunter.follow?.person?.(client, first.handle ?? '', {});
		expect(last).toMatchObject({
			status: 'found',
			record: { email, emailStatus: 'risky_catch_all' },
		});
		expect(sandbox.vendor('hunter').credits.left).toBe(before - 1);
	});

	test('is not asked for where the question cannot be answered', async () => {
		const { client, sent } = open();
		const questions = [{ fullName: 'Dana Reed' }, { linkedinUrl: 'https://acme.example/dana' }];
		for (const query of questions) {
			expect(await hunter.enrichPerson(client, query, {})).toMatchObject({ status: 'invalid' });
		}
		expect(await hunter.follow?.person?.(client, 'api_key=x', {})).toMatchObject({
			status: 'invalid',
			reason: { code: 'unknown_handle' },
		});
		expect(sent).toEqual([]);
	});

	test('that may have been charged is not asked for again by itself', async () => {
		const { client, examples, sandbox, sent } = open();
		sandbox.setFault({ vendor: 'hunter', kind: 'server_error' });
		const outcome = await hunter.enrichPerson(client, { email: examples.person.email }, {});
		expect(outcome).toMatchObject({ status: 'upstream_error' });
		expect(sent).toHaveLength(1);
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

	test('is a miss if it is not known, and not asked for without a domain', async () => {
		const { client, examples, sent } = open();
		const miss = await hunter.enrichCompany(client, { domain: examples.unknownDomain }, {});
		expect(miss.status).toBe('not_found');
		const nameless = await hunter.enrichCompany(client, { name: examples.account.name }, {});
		expect(nameless).toMatchObject({ status: 'invalid' });
		expect(nameless.reason?.message).toContain('domain');
		expect(sent).toHaveLength(1);
	});

	test('that a proxy answered for is no company', async () => {
		const { client, examples, sandbox } = open();
		sandbox.setFault({ vendor: 'hunter', kind: 'garbage' });
		const outcome = await hunter.enrichCompany(client, { domain: examples.account.domain }, {});
		expect(outcome).toMatchObject({
			status: 'upstream_error',
			reason: { code: 'unreadable_answer' },
		});
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

	test('that is none is not sent', async () => {
		const { client, sent } = open();
		expect(await hunter.verifyEmail(client, 'dana at acme', {})).toMatchObject({
			status: 'invalid',
		});
		expect(sent).toEqual([]);
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

	test('whose key is wrong is told so, without the key', async () => {
		const { client } = open('no-such-key');
		const outcome = await hunter.creditBalance(client);
		expect(outcome).toMatchObject({ status: 'forbidden' });
		expect(JSON.stringify(outcome)).not.toContain('no-such-key');
	});
});

test('signals are not offered, and nothing is sent for them', async () => {
	const { client, sent } = open();
	const outcome = await hunter.listSignals(client, { domain: 'a.example', kinds: [], limit: 1 });
	expect(outcome).toMatchObject({ status: 'invalid', reason: { code: 'not_offered' } });
	expect(sent).toEqual([]);
});
