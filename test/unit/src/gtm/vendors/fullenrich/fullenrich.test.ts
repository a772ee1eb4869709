import { fullenrich as emulated } from '../../../../../../sandbox/vendors/fullenrich/fullenrich.ts';
import type { PersonQuery } from '../../../../../../src/gtm/enrichment/enrichment-vendor';
import { fullenrich } from '../../../../../../src/gtm/vendors/fullenrich/fullenrich';
import { openVendor } from '../sandbox-client';

function open(key = 'sandbox-fullenrich') {
	const opened = openVendor(emulated, fullenrich, {
		header: 'authorization',
		key: `Bearer ${key}`,
	});
	const { client, clock, sandbox } = opened;
	const follow = async (handle: string, correlationId?: string) =>
		await fullenrich.follow?.person?.(client, handle, {
			...(correlationId !== undefined && { correlationId }),
		});
	/** Asks, waits until it is ready, and asks for the result. */
	const enrich = async (query: PersonQuery, fields?: string[]) => {
		const started = await fullenrich.enrichPerson(client, query, {
			...(fields && { fields }),
		});
		await clock.advance(60_000);
		return await follow(started.handle ?? '');
	};
	return { ...opened, follow, enrich, credits: sandbox.vendor('fullenrich').credits };
}

describe('an enrichment', () => {
	test('is pending until it is ready, costs nothing to follow, and ends with the work email', async () => {
		const { client, clock, examples, follow, credits } = open();
		const { firstName, lastName, email } = examples.person;
		const started = await fullenrich.enrichPerson(
			client,
			{ firstName, lastName, domain: examples.account.domain },
			{ correlationId: 'question-1' },
		);
		expect(started).toMatchObject({ status: 'pending', retry: { advised: true, afterMs: 30_000 } });
		await clock.advance(30_000);
		const early = await follow(started.handle ?? '');
		expect(early).toMatchObject({
			status: 'pending',
			handle: started.handle,
			reason: { code: 'error.enrichment.in_progress' },
			retry: { advised: true, afterMs: 30_000 },
		});
		await clock.advance(30_000);
		expect(await follow(started.handle ?? '', 'question-1')).toMatchObject({
			status: 'found',
			record: { email, emailStatus: 'deliverable' },
			cost: { amount: 1, unit: 'credit' },
		});
		expect(credits.left).toBe(499);
	});

	test('asks only for what is wanted, and for a work email if nothing is named', async () => {
		const { client, examples, sent } = open();
		const { linkedinUrl } = examples.person;
		const ask = (fields?: string[]) =>
			fullenrich.enrichPerson(client, { linkedinUrl }, { ...(fields && { fields }) });
		await ask();
		await ask(['email', 'emailStatus', 'mobilePhone', 'title']);
		await ask(['otherEmails']);
		const asked = sent.map(({ body }) => (body as { data: object[] }).data[0]);
		expect(asked).toMatchObject([
			{ enrich_fields: ['contact.work_emails'] },
			{ enrich_fields: ['contact.work_emails', 'contact.phones'] },
			{ enrich_fields: ['contact.personal_emails'] },
		]);
	});

	test('carries the correlation id as custom, cut to what FullEnrich takes', async () => {
		const { client, examples, sent } = open();
		const { linkedinUrl } = examples.person;
		const correlationId = 'x'.repeat(150);
		await fullenrich.enrichPerson(client, { linkedinUrl }, { correlationId });
		expect(sent[0]?.body).toMatchObject({
			data: [{ custom: { correlation_id: 'x'.repeat(100) } }],
		});
	});

	test('of a LinkedIn page brings the profile and the mobile phone', async () => {
		const { enrich, examples } = open();
		const { linkedinUrl, mobilePhone, title, seniority, personalEmail } = examples.person;
		const fields = ['email', 'mobilePhone', 'otherEmails'];
		expect(await enrich({ linkedinUrl }, fields)).toMatchObject({
			status: 'found',
			record: {
				mobilePhone,
				title,
				seniority,
				department: 'engineering',
				linkedinUrl,
				otherEmails: [personalEmail],
				accountDomain: examples.account.domain,
			},
			cost: { amount: 14 },
		});
	});

	test('that is asked again within three months is free', async () => {
		const { enrich, examples } = open();
		const { linkedinUrl } = examples.person;
		await enrich({ linkedinUrl });
		expect(await enrich({ linkedinUrl })).toMatchObject({ status: 'found', cost: { amount: 0 } });
	});

	test('whose credits run out says so', async () => {
		const { enrich, examples, credits } = open();
		credits.set(0);
		expect(await enrich({ linkedinUrl: examples.person.linkedinUrl })).toMatchObject({
			status: 'quota_exhausted',
			reason: { code: 'credits_insufficient' },
			retry: { advised: false },
		});
	});

	test('of a handle that is not known is no miss: nobody was looked for', async () => {
		const { follow, sent } = open();
		expect(await follow('enrich:no-such-enrichment')).toMatchObject({
			status: 'invalid',
			reason: { code: 'error.enrichment.not_found' },
		});
		const before = sent.length;
		for (const handle of ['', '../account/credits', 'enrich:a/b', 'other:1']) {
			expect(await follow(handle)).toMatchObject({ status: 'invalid' });
		}
		expect(sent).toHaveLength(before);
	});

	test('needs a whole name with a place, or a page', async () => {
		const { client, sent } = open();
		const query = { fullName: 'Madonna', domain: 'acme.example' };
		expect(await fullenrich.enrichPerson(client, query, {})).toMatchObject({ status: 'invalid' });
		expect(sent).toEqual([]);
	});
});

describe('an email alone', () => {
	test('is looked up for its person; the same email with a name is not', async () => {
		const { client, clock, examples, follow, sent } = open();
		const { email, firstName, lastName, title } = examples.person;
		const started = await fullenrich.enrichPerson(client, { email }, {});
		const early = await follow(started.handle ?? '');
		expect(early).toMatchObject({ status: 'pending', handle: started.handle });
		await clock.advance(60_000);
		expect(await follow(started.handle ?? '')).toMatchObject({
			status: 'found',
			record: { firstName, lastName, title },
			cost: { amount: 1 },
		});
		const { domain } = examples.account;
		await fullenrich.enrichPerson(client, { email, firstName, lastName, domain }, {});
		expect(sent.at(-1)?.url).toContain('/contact/enrich/bulk');
	});
});

describe('a lookup', () => {
	test('brings the profile at once where no email or phone is wanted, with what it cost', async () => {
		const { client, examples } = open();
		const { linkedinUrl, title } = examples.person;
		const outcome = await fullenrich.enrichPerson(client, { linkedinUrl }, { fields: ['title'] });
		expect(outcome).toMatchObject({ status: 'found', record: { title }, cost: { amount: 0.25 } });
		expect(outcome.record?.email).toBeUndefined();
	});

	test('brings a company by domain, and none by name alone', async () => {
		const { client, examples } = open();
		const { domain, name, employees, linkedinUrl } = examples.account;
		const found = await fullenrich.enrichCompany(client, { domain: `www.${domain}` }, {});
		expect(found).toMatchObject({
			status: 'found',
			record: { domain, name, employees, industry: 'industrial_automation', linkedinUrl },
		});
		const nameless = await fullenrich.enrichCompany(client, { name }, {});
		expect(nameless).toMatchObject({ status: 'invalid' });
	});
});

describe('the workspace', () => {
	test('has one limit for questions and results: the 61st call is not sent in the same minute', async () => {
		const { client, clock, follow, sent } = open();
		for (let call = 0; call < 30; call += 1) {
			await fullenrich.creditBalance(client);
			await follow('enrich:none');
		}
		expect(sent).toHaveLength(60);
		const from = clock.now();
		expect(await fullenrich.creditBalance(client)).toMatchObject({ status: 'found' });
		expect(clock.now() - from).toBeGreaterThan(30_000);
	});

	test('that is refused for its limit is told when to come back', async () => {
		const { client, sandbox } = open();
		sandbox.setFault({ vendor: 'fullenrich', kind: 'rate_limit_burst' });
		expect(await fullenrich.creditBalance(client)).toMatchObject({
			status: 'rate_limited',
			retry: { advised: true, afterMs: 60_000 },
		});
	});

	test('with a key that is not known is forbidden', async () => {
		const { client } = open('wrong');
		expect(await fullenrich.creditBalance(client)).toMatchObject({
			status: 'forbidden',
			reason: { code: 'error.api.key' },
		});
	});
});

test('what it may cost depends on what is wanted', () => {
	const price = (...fields: string[]) => fullenrich.price('person.enrich', fields).amount;
	expect(price()).toBe(1);
	expect(price('email', 'mobilePhone')).toBe(11);
	expect(price('otherEmails')).toBe(3);
	expect(price('title')).toBe(1);
});
