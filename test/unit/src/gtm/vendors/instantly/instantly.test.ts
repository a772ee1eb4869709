import { instantly as emulated } from '../../../../../../sandbox/vendors/instantly/instantly.ts';
import { enrollmentSchema } from '../../../../../../src/gtm/model/enrollment';
import type { EnrollRequest } from '../../../../../../src/gtm/sequencer/sequencer-vendor';
import { instantly } from '../../../../../../src/gtm/vendors/instantly/instantly';
import { sandboxOf } from '../sequencer-sandbox';

const ADD = 'POST /api/v2/leads/add';

let box: ReturnType<typeof sandboxOf>;
let sequenceId: string;

const open = (key = 'sandbox-instantly') =>
	sandboxOf(instantly, emulated, { headers: { authorization: `Bearer ${key}` } });

const request = (email: string, more: Partial<EnrollRequest> = {}): EnrollRequest => ({
	sequenceId,
	contact: { email, firstName: 'Dana', accountName: 'Acme' },
	...more,
});

const enroll = async (email: string, more: Partial<EnrollRequest> = {}) =>
	await box.run(instantly.enroll(box.client, request(email, more)));

beforeEach(async () => {
	box = open();
	const { record = [] } = await box.run(instantly.listSequences(box.client, { limit: 1 }));
	sequenceId = record[0]?.id ?? '';
	box.requests.length = 0;
});

describe('campaigns', () => {
	test('show the delay before a step, although Instantly keeps it with the step before', async () => {
		const { record } = await box.run(instantly.getSequence(box.client, sequenceId));
		const [sequence] = box.world.sequences;
		const mails = sequence?.steps.filter(({ channel }) => channel === 'email') ?? [];
		expect(record?.steps?.map(({ delayHours }) => delayHours)).toEqual(
			mails.map(({ delayHours }, index) => (index === 0 ? 0 : delayHours)),
		);
	});

	test('that are completed keep that word under custom', async () => {
		const { record } = await box.run(
			instantly.listSequences(box.client, { limit: 100, text: 'Win back' }),
		);
		expect(record?.[0]).toMatchObject({ custom: { status: 3 } });
		expect(record?.[0]).not.toHaveProperty('status');
	});
});

describe('a change of a step', () => {
	test('leaves the other steps as they are, and sets the delay where Instantly keeps it', async () => {
		const before = await box.run(instantly.getSequence(box.client, sequenceId));
		const change = { sequenceId, step: { number: 2 }, subject: 'New', delayHours: 36 };
		const outcome = await box.run(instantly.updateStep(box.client, change));
		expect(outcome).toMatchObject({
			status: 'updated',
			record: { subject: 'New', delayHours: 36 },
		});
		const after = await box.run(instantly.getSequence(box.client, sequenceId));
		const expected = before.record?.steps?.map((step) =>
			step.number === 2 ? { ...step, subject: 'New', delayHours: 36 } : step,
		);
		expect(after.record?.steps).toEqual(expected);
	});

	test.each([
		[{ step: { number: 9 }, subject: 'x' }, 'no_such_step'],
		[{ step: { id: 'abc' }, subject: 'x' }, 'no_such_step'],
		[{ step: { number: 1 }, delayHours: 5 }, 'no_delay_before_first'],
	])('that Instantly cannot make is refused before anything is written', async (change, code) => {
		const outcome = await box.run(instantly.updateStep(box.client, { sequenceId, ...change }));
		expect(outcome).toMatchObject({ status: 'invalid', reason: { code } });
		expect(box.writes()).toEqual([]);
	});
});

describe('an enrollment', () => {
	test('is written once and read back', async () => {
		const { person } = box.world.examples;
		const more = { variables: { icebreaker: 'Hello' }, senderId: 'me@acme.example' };
		const outcome = await enroll(person.email.toUpperCase(), more);
		expect(outcome).toMatchObject({
			status: 'created',
			record: { sequenceId, email: person.email, status: 'active', id: expect.any(String) },
			cost: { amount: 1, unit: 'lead upload', remaining: 4_999 },
			notes: [expect.stringContaining('Sender was left out')],
		});
		expect(enrollmentSchema.safeParse(outcome.record).error).toBeUndefined();
		const [, write] = box.writes();
		expect(write?.body).toMatchObject({
			campaign_id: sequenceId,
			skip_if_in_campaign: true,
			leads: [{ first_name: 'Dana', custom_variables: { icebreaker: 'Hello' } }],
		});
	});

	test('of an address on the block list is suppressed, for all that Instantly answers 200', async () => {
		const blocked = box.world.suppressions.find(({ kind }) => kind === 'email')?.value ?? '';
		expect(await enroll(blocked)).toMatchObject({
			status: 'suppressed',
			reason: { code: 'in_blocklist' },
		});
	});

	test('beyond the plan is an exhausted quota, for all that Instantly answers 200', async () => {
		box.sandbox.vendor('instantly').credits.set(0);
		expect(await enroll(box.world.examples.person.email)).toMatchObject({
			status: 'quota_exhausted',
			reason: { code: 'no_uploads_left' },
		});
	});

	test('that cannot be read back says so', async () => {
		const { email } = box.world.examples.person;
		const promise = instantly.enroll(
			{
				...box.client,
				send: async (one) => {
					const answer = await box.client.send(one);
					if (one.path.endsWith('/add')) {
						box.sandbox.setFault({ vendor: 'instantly', kind: 'garbage' });
					}
					return answer;
				},
			},
			request(email),
		);
		const outcome = await box.run(promise);
		expect(outcome).toMatchObject({ status: 'created', record: { email } });
		expect(outcome.notes?.join()).toContain('does not show it yet');
	});
});

describe('a batch of enrollments', () => {
	test('takes three requests for a hundred people', async () => {
		const requests = Array.from({ length: 100 }, (_, index) => request(`p${index}@new.example`));
		const outcomes = await box.run(
			instantly.enrollMany?.(box.client, requests) ?? Promise.resolve([]),
		);
		expect(outcomes.filter(({ status }) => status === 'created')).toHaveLength(100);
		expect(box.requests).toHaveLength(3);
	});

	test('whose answer is lost is read back, and nobody is added again', async () => {
		box.sandbox.setFault({
			vendor: 'instantly',
			kind: 'reset',
			route: ADD,
			when: 'after',
			times: 1,
		});
		const requests = ['a@new.example', 'b@new.example'].map((email) => request(email));
		const outcomes = await box.run(
			instantly.enrollMany?.(box.client, requests) ?? Promise.resolve([]),
		);
		expect(outcomes.map(({ status }) => status)).toEqual(['created', 'created']);
		expect(box.requests.filter(({ url }) => url.endsWith('/leads/add'))).toHaveLength(1);
	});

	test('that fails is a failure of each, and nobody is asked for one by one', async () => {
		box.sandbox.setFault({ vendor: 'instantly', kind: 'server_error', route: ADD });
		const requests = ['a@new.example', 'b@new.example'].map((email) => request(email));
		const outcomes = await box.run(
			instantly.enrollMany?.(box.client, requests) ?? Promise.resolve([]),
		);
		expect(outcomes.map(({ status }) => status)).toEqual(['upstream_error', 'upstream_error']);
		expect(box.requests.filter(({ url }) => url.endsWith('/leads/add'))).toHaveLength(1);
	});
});

describe('a refusal', () => {
	test('of the key says which scope is missing', async () => {
		const { email } = box.world.examples.person;
		box = open('sandbox-instantly-reader');
		const outcome = await enroll(email);
		expect(outcome).toMatchObject({ status: 'forbidden', reason: { code: 'forbidden' } });
		expect(outcome.reason?.message).toContain('leads:create');
	});

	test.each([
		[402, 'quota_exhausted', 'payment_required', { error: 'Payment Required', message: 'Unpaid' }],
		[400, 'invalid', 'http_400', { error: "body/limit: that's too large" }],
		[500, 'upstream_error', 'http_500', '<html>'],
	])('with status %i is %s', (status, expected, code, body) => {
		const refusal = instantly.profile.explain({ status, headers: {}, body });
		expect(refusal).toMatchObject({ status: expected, code });
	});
});
