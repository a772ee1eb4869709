import { instantly as emulated } from '../../../../../../sandbox/vendors/instantly/instantly.ts';
import type { Enrollment } from '../../../../../../src/gtm/model/enrollment';
import {
	enrollmentSchema,
	engagementEventSchema,
} from '../../../../../../src/gtm/model/enrollment';
import { metricSchema } from '../../../../../../src/gtm/model/metric';
import { sequenceSchema } from '../../../../../../src/gtm/model/sequence';
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

/** Someone who is in another campaign, and that campaign. */
async function someoneElsewhere(): Promise<Enrollment> {
	for (const { personKey } of box.world.enrollments) {
		const email = box.world.lookup.person.get(personKey)?.email ?? '';
		if (box.world.lookup.suppressed.has(email)) continue;
		const { record: all = [] } = await box.run(instantly.listSequences(box.client, { limit: 50 }));
		for (const { id } of all) {
			const { record } = await box.run(
				instantly.getEnrollment(box.client, { sequenceId: id, email }),
			);
			if (record && id !== sequenceId) return record;
		}
	}
	throw new Error('nobody is in another campaign');
}

beforeEach(async () => {
	box = open();
	const { record = [] } = await box.run(instantly.listSequences(box.client, { limit: 1 }));
	sequenceId = record[0]?.id ?? '';
	box.requests.length = 0;
});

describe('campaigns', () => {
	test('are listed page by page up to the limit, and found by a part of the name', async () => {
		const all = await box.run(instantly.listSequences(box.client, { limit: 100 }));
		expect(all.record).toHaveLength(box.world.sequences.length);
		expect(all.record?.every((one) => sequenceSchema.safeParse(one).success)).toBe(true);
		const some = await box.run(
			instantly.listSequences(box.client, { limit: 100, text: 'champion' }),
		);
		expect(some.record).toMatchObject([{ name: 'Champion changed jobs', status: 'active' }]);
	});

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
			notes: [expect.stringContaining('senderId')],
		});
		expect(enrollmentSchema.safeParse(outcome.record).error).toBeUndefined();
		const [, write] = box.writes();
		expect(write?.body).toMatchObject({
			campaign_id: sequenceId,
			skip_if_in_campaign: true,
			leads: [{ first_name: 'Dana', custom_variables: { icebreaker: 'Hello' } }],
		});
	});

	test('of someone who is in the campaign writes nothing', async () => {
		const { email } = box.world.examples.person;
		await enroll(email);
		box.requests.length = 0;
		expect(await enroll(email)).toMatchObject({ status: 'unchanged', record: { email } });
		expect(box.writes().map(({ url }) => url)).toEqual([`${box.baseUrl}/api/v2/leads/list`]);
	});

	test('of two items with the same person at once is made once', async () => {
		const { email } = box.world.examples.person;
		const both = Promise.all([
			instantly.enroll(box.client, request(email)),
			instantly.enroll(box.client, request(email)),
		]);
		const statuses = (await box.run(both)).map(({ status }) => status);
		expect(statuses).toEqual(['created', 'unchanged']);
	});

	test('of an address on the block list is suppressed, for all that Instantly answers 200', async () => {
		const blocked = box.world.suppressions.find(({ kind }) => kind === 'email')?.value ?? '';
		expect(await enroll(blocked)).toMatchObject({
			status: 'suppressed',
			reason: { code: 'in_blocklist' },
		});
	});

	test('of someone in another campaign is a skip, unless it is asked for all the same', async () => {
		const { email = '' } = await someoneElsewhere();
		expect(await enroll(email)).toMatchObject({
			status: 'skipped',
			reason: { code: 'in_other_campaign' },
		});
		expect(await enroll(email, { evenIfElsewhere: true })).toMatchObject({ status: 'created' });
	});

	test('beyond the plan is an exhausted quota, for all that Instantly answers 200', async () => {
		box.sandbox.vendor('instantly').credits.set(0);
		expect(await enroll(box.world.examples.person.email)).toMatchObject({
			status: 'quota_exhausted',
			reason: { code: 'no_uploads_left' },
		});
	});

	test('without an address is refused, and nothing is sent', async () => {
		expect(await enroll('no address')).toMatchObject({
			status: 'invalid',
			reason: { code: 'email_required' },
		});
		expect(box.requests).toEqual([]);
	});

	test('whose answer is lost is found by looking, and not repeated', async () => {
		box.sandbox.setFault({
			vendor: 'instantly',
			kind: 'reset',
			route: ADD,
			when: 'after',
			times: 1,
		});
		expect(await enroll(box.world.examples.person.email)).toMatchObject({ status: 'created' });
		expect(box.requests.filter(({ url }) => url.endsWith('/leads/add'))).toHaveLength(1);
	});

	test('that fails before it is done stays a failure, and is not repeated', async () => {
		box.sandbox.setFault({ vendor: 'instantly', kind: 'server_error', route: ADD });
		expect(await enroll(box.world.examples.person.email)).toMatchObject({
			status: 'upstream_error',
			reason: { message: expect.stringContaining('look before you send it again') },
			retry: { advised: false },
		});
		expect(box.requests.filter(({ url }) => url.endsWith('/leads/add'))).toHaveLength(1);
	});

	test('that is refused by a rate limit is sent again', async () => {
		box.sandbox.setFault({ vendor: 'instantly', kind: 'rate_limit_burst', route: ADD, times: 1 });
		expect(await enroll(box.world.examples.person.email)).toMatchObject({ status: 'created' });
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
	test('has one outcome for each request in its order, with the reason of each', async () => {
		const { person } = box.world.examples;
		const here = 'here@new.example';
		const { email: elsewhere = '' } = await someoneElsewhere();
		const blocked = box.world.suppressions.find(({ kind }) => kind === 'email')?.value ?? '';
		await enroll(here);
		const emails = [blocked, person.email, 'nonsense', elsewhere, here, person.email];
		const outcomes = await box.run(
			instantly.enrollMany?.(
				box.client,
				emails.map((email) => request(email)),
			) ?? Promise.resolve([]),
		);
		expect(outcomes.map(({ status }) => status)).toEqual([
			'suppressed',
			'created',
			'invalid',
			'skipped',
			'unchanged',
			'unchanged',
		]);
	});

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

describe('an enrollment that is there', () => {
	test('is unknown after an answer that cannot be read: nobody is taken for not enrolled', async () => {
		box.sandbox.setFault({ vendor: 'instantly', kind: 'garbage' });
		const reference = { sequenceId, email: box.world.examples.person.email };
		const outcome = await box.run(instantly.getEnrollment(box.client, reference));
		expect(outcome).toMatchObject({
			status: 'upstream_error',
			reason: { code: 'unreadable_answer' },
		});
		expect((await enroll(reference.email)).status).toBe('upstream_error');
		expect(box.requests.filter(({ url }) => url.endsWith('/leads/add'))).toEqual([]);
	});

	test('is found by address and by ID, and not in another campaign', async () => {
		const known = await someoneElsewhere();
		const { sequenceId: own, email, id = '' } = known;
		const get = async (reference: Parameters<typeof instantly.getEnrollment>[1]) =>
			await box.run(instantly.getEnrollment(box.client, reference));
		expect(await get({ sequenceId: own, email })).toMatchObject({ status: 'found', record: known });
		expect(await get({ sequenceId: own, enrollmentId: id })).toMatchObject({ record: known });
		expect(await get({ sequenceId, enrollmentId: id })).toMatchObject({ status: 'not_found' });
		expect(await get({ sequenceId, email })).toMatchObject({ reason: { code: 'not_enrolled' } });
		expect(await get({ sequenceId })).toMatchObject({ reason: { code: 'person_required' } });
	});

	test('is stopped by taking the lead out of the campaign', async () => {
		const { email } = box.world.examples.person;
		await enroll(email);
		const reference = { sequenceId, email };
		expect(await box.run(instantly.stop(box.client, reference))).toMatchObject({
			status: 'updated',
			record: { status: 'finished' },
		});
		expect(await box.run(instantly.stop(box.client, reference))).toMatchObject({
			status: 'not_found',
		});
	});

	test('cannot be paused, which sends nothing', async () => {
		const outcome = await box.run(
			instantly.pause(box.client, { sequenceId, email: 'a@new.example' }),
		);
		expect(outcome).toMatchObject({ status: 'invalid', reason: { code: 'not_offered' } });
		expect(box.requests).toEqual([]);
	});
});

describe('engagement', () => {
	test('is mails sent and received, newest first, without their text', async () => {
		const { email = '', sequenceId: own } = await someoneElsewhere();
		const { status, record = [] } = await box.run(
			instantly.engagementHistory(box.client, { email, sequenceId: own }, { limit: 50 }),
		);
		expect(status).toBe('found');
		expect(record.every((event) => engagementEventSchema.safeParse(event).success)).toBe(true);
		expect(JSON.stringify(record)).not.toContain('Thank you');
		const times = record.map(({ at = '' }) => at);
		expect(times).toEqual(times.toSorted().toReversed());
	});

	test('is counted, and a reply rate is unique replies over delivered mails', async () => {
		const { record = [] } = await box.run(instantly.statistics(box.client, { sequenceId }));
		expect(record.every((metric) => metricSchema.safeParse(metric).success)).toBe(true);
		const value = (name: string) => record.find((metric) => metric.name === name)?.value ?? 0;
		expect(value('delivered')).toBe(value('sent') - value('bounced'));
		expect(value('reply_rate')).toBeCloseTo(value('replied') / value('delivered'));
	});

	test('of a campaign that is not there is not found', async () => {
		const query = { sequenceId: '00000000-0000-4000-8000-000000000000' };
		expect(await box.run(instantly.statistics(box.client, query))).toMatchObject({
			status: 'not_found',
		});
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

	test('of an unknown key points to the credential', async () => {
		box = open('wrong');
		const outcome = await box.run(instantly.listSequences(box.client, { limit: 1 }));
		expect(outcome).toMatchObject({ status: 'forbidden', reason: { code: 'unauthorized' } });
		expect(outcome.reason?.message).toContain('credential');
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
