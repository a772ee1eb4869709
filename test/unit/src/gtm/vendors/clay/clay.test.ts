import { clay as emulated } from '../../../../../../sandbox/vendors/clay/clay.ts';
import type { VendorClient } from '../../../../../../src/gtm/http/vendor-client';
import { clay } from '../../../../../../src/gtm/vendors/clay/clay';
import { openVendor } from '../sandbox-client';

const ROUTINES = {
	personRoutineId: 'sandbox_person',
	companyRoutineId: ' sandbox_company ',
	emailRoutineId: 'sandbox_email',
};

function open(credential: Record<string, unknown> = ROUTINES) {
	const opened = openVendor(emulated, clay, { header: 'clay-api-key' });
	const client: VendorClient = { ...opened.client, account: clay.account?.(credential) ?? {} };
	return { ...opened, client };
}

const DONE_MS = 20_000;

describe('a person', () => {
	test('is asked about in the routine that the credential names, and found when it is done', async () => {
		const { client, clock, examples, sent } = open();
		const { linkedinUrl, email, title, mobilePhone } = examples.person;
		const started = await clay.enrichPerson(client, { linkedinUrl }, { correlationId: 'q-1' });
		expect(started).toMatchObject({ status: 'pending', retry: { advised: true } });
		expect(sent[0]?.url).toContain('/public/v0/routines/sandbox_person/run');
		expect(sent[0]?.body).toEqual({
			items: [{ id: 'q-1', inputs: { linkedin_url: linkedinUrl } }],
		});
		const handle = started.handle ?? '';
		expect(await clay.follow?.person?.(client, handle, {})).toMatchObject({
			status: 'pending',
			handle,
		});
		await clock.advance(DONE_MS);
		expect(await clay.follow?.person?.(client, handle, { keepRaw: true })).toMatchObject({
			status: 'found',
			// The routine calls them "Work Email", "Email Status", "jobTitle".
			record: {
				email,
				emailStatus: 'deliverable',
				title,
				mobilePhone,
				accountDomain: examples.account.domain,
				custom: { 'Lead Score': 72 },
			},
			raw: { status: 'complete' },
		});
	});

	test('is asked about with all that is known, under the names of the documentation', async () => {
		const { client, sent } = open();
		await clay.enrichPerson(
			client,
			{
				email: 'dana@acme.example',
				firstName: 'Dana',
				lastName: 'Reed',
				fullName: '',
				companyName: 'Acme',
				domain: 'https://www.acme.com/about',
			},
			{},
		);
		expect(sent[0]?.body).toMatchObject({
			items: [
				{
					inputs: {
						email: 'dana@acme.example',
						first_name: 'Dana',
						last_name: 'Reed',
						company_name: 'Acme',
						company_domain: 'acme.com',
					},
				},
			],
		});
	});

	test('for whom the routine fails is no miss, and the reason has no personal data', async () => {
		const { client, clock, examples } = open({ personRoutineId: 'sandbox_failing' });
		const { email } = examples.person;
		const { handle = '' } = await clay.enrichPerson(client, { email }, {});
		await clock.advance(DONE_MS);
		const outcome = await clay.follow?.person?.(client, handle, {});
		expect(outcome).toMatchObject({
			status: 'upstream_error',
			reason: { code: 'routine_failed' },
		});
		expect(outcome?.reason?.message).toContain('No credits at a source');
		expect(JSON.stringify(outcome)).not.toContain(email);
	});

	test('is told by the correlation id in a run of several', async () => {
		const { client, clock, examples } = open();
		const { person, colleague } = examples;
		const { body } = await client.send({
			method: 'POST',
			path: '/public/v0/routines/sandbox_person/run',
			body: {
				items: [
					{ id: 'one', inputs: { email: person.email } },
					{ id: 'two', inputs: { email: colleague.email } },
				],
			},
			effect: 'unsafe',
		});
		const { routine_run_id: runId } = body as { routine_run_id: string };
		await clock.advance(DONE_MS);
		const follow = async (correlationId: string) =>
			(await clay.follow?.person?.(client, runId, { correlationId }))?.record?.email;
		expect([await follow('two'), await follow('one')]).toEqual([colleague.email, person.email]);
	});
});

describe('a company', () => {
	test('is asked about in its own routine', async () => {
		const { client, clock, examples } = open();
		const { domain, name, employees, technologies } = examples.account;
		const { handle = '' } = await clay.enrichCompany(client, { domain: `www.${domain}` }, {});
		await clock.advance(DONE_MS);
		expect(await clay.follow?.company?.(client, handle, {})).toMatchObject({
			status: 'found',
			record: { domain, name, employees, technologies },
		});
	});
});

describe('an email', () => {
	test('has no verdict if the routine gives none', async () => {
		const { client, clock, examples } = open({ emailRoutineId: 'sandbox_other' });
		const { handle = '' } = await clay.verifyEmail(client, examples.person.email, {});
		await clock.advance(DONE_MS);
		expect(await clay.follow?.email?.(client, handle, {})).toMatchObject({
			status: 'upstream_error',
			reason: { code: 'unreadable_answer' },
		});
	});
});

describe('nothing is sent', () => {
	test('without a routine: the reason names the field of the credential', async () => {
		const { client, sent } = open({ personRoutineId: ' ' });
		const outcomes = [
			await clay.enrichPerson(client, { email: 'dana@acme.example' }, {}),
			await clay.enrichCompany(client, { domain: 'acme.example' }, {}),
			await clay.verifyEmail(client, 'dana@acme.example', {}),
		];
		expect(outcomes.map(({ status, reason }) => [status, reason?.code])).toEqual(
			Array.from({ length: 3 }, () => ['invalid', 'routine_missing']),
		);
		expect(outcomes[0]?.reason?.message).toContain('"Person Routine ID"');
		expect(sent).toEqual([]);
	});

	test('for a handle that is none of a verification', async () => {
		const { client, sent } = open();
		const outcome = await clay.follow?.email?.(client, 'run_1', {});
		expect(outcome).toMatchObject({ status: 'invalid', reason: { code: 'unknown_handle' } });
		expect(sent).toEqual([]);
	});
});

describe('Clay refuses', () => {
	test('a routine or run that it does not know: that is no miss', async () => {
		const { client } = open({ personRoutineId: 'no/such?routine' });
		const outcomes = [
			await clay.enrichPerson(client, { email: 'dana@acme.example' }, {}),
			await clay.follow?.person?.(client, '../me', {}),
		];
		for (const outcome of outcomes) {
			expect(outcome).toMatchObject({ status: 'invalid', reason: { code: 'unknown_id' } });
		}
	});

	test('too many calls, and says when to come back', async () => {
		const { client, sandbox, sent } = open();
		sandbox.setFault({ vendor: 'clay', kind: 'rate_limit_burst' });
		expect(await clay.enrichPerson(client, { email: 'dana@acme.example' }, {})).toMatchObject({
			status: 'rate_limited',
			retry: { advised: true, afterMs: 60_000 },
		});
		expect(sent).toHaveLength(1);
	});
});

test('runs are counted, for what they take is up to the routine', () => {
	expect(clay.price('person.enrich', ['email'])).toEqual({
		amount: 1,
		unit: 'run',
		chargedOnMiss: true,
	});
});
