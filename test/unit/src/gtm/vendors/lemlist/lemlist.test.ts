import { lemlist as emulated } from '../../../../../../sandbox/vendors/lemlist/lemlist.ts';
import {
	type Enrollment,
	engagementEventSchema,
	enrollmentSchema,
} from '../../../../../../src/gtm/model/enrollment';
import { metricSchema } from '../../../../../../src/gtm/model/metric';
import { sequenceSchema } from '../../../../../../src/gtm/model/sequence';
import type { EnrollRequest } from '../../../../../../src/gtm/sequencer/sequencer-vendor';
import { toStatus } from '../../../../../../src/gtm/vendors/lemlist/lead.mapping';
import { lemlist } from '../../../../../../src/gtm/vendors/lemlist/lemlist';
import { mainSteps } from '../../../../../../src/gtm/vendors/lemlist/steps';
import { sandboxOf } from '../sequencer-sandbox';

let box: ReturnType<typeof sandboxOf>;
let sequenceId: string;
let reviewed: string;

function open(key = ':sandbox-lemlist') {
	const authorization = `Basic ${Buffer.from(key).toString('base64')}`;
	return sandboxOf(lemlist, emulated, { headers: { authorization } });
}

const enroll = async (email: string, more: Partial<EnrollRequest> = {}) =>
	await box.run(
		lemlist.enroll(box.client, { sequenceId, contact: { email, firstName: 'Dana' }, ...more }),
	);

const adds = () =>
	box.requests.filter(({ method, url }) => method === 'POST' && /leads\/$/.test(url));

/** Someone who is in another campaign, and nowhere suppressed. */
async function someoneElsewhere(status: Enrollment['status']): Promise<Enrollment> {
	const { record: all = [] } = await box.run(lemlist.listSequences(box.client, { limit: 50 }));
	for (const { personKey } of box.world.enrollments) {
		const email = box.world.lookup.person.get(personKey)?.email ?? '';
		if (box.world.lookup.suppressed.has(email)) continue;
		for (const { id } of all.filter((one) => one.id !== sequenceId)) {
			const { record } = await box.run(
				lemlist.getEnrollment(box.client, { sequenceId: id, email }),
			);
			if (record !== undefined && record.status === status) return record;
		}
	}
	throw new Error(`nobody is ${status} in another campaign`);
}

beforeEach(async () => {
	box = open();
	const { record = [] } = await box.run(lemlist.listSequences(box.client, { limit: 50 }));
	sequenceId = record[0]?.id ?? '';
	reviewed = record.find(({ name }) => name === 'Event guests')?.id ?? '';
	box.requests.length = 0;
});

describe('campaigns', () => {
	test('show the steps of the main sequence, and say that there are branches', async () => {
		const { record, notes } = await box.run(lemlist.getSequence(box.client, sequenceId));
		const [sequence] = box.world.sequences;
		expect(record?.steps?.map(({ channel, delayHours }) => ({ channel, delayHours }))).toEqual(
			sequence?.steps.map(({ channel, delayHours }) => ({ channel, delayHours })),
		);
		expect(notes?.join()).toContain('1 conditional branches');
		expect(sequenceSchema.safeParse(record).error).toBeUndefined();
	});

	test('that are not there are not found, with the words of lemlist', async () => {
		const outcome = await box.run(lemlist.getSequence(box.client, 'cam_no/../such'));
		expect(outcome).toMatchObject({
			status: 'not_found',
			reason: { code: 'campaign_not_found' },
		});
	});

	test('without levels are read from the sequence that has no parent', () => {
		const sequences = {
			branch: { parentId: 'main', steps: [{ _id: 'x' }] },
			main: {
				steps: [
					{ _id: 'b', index: 2 },
					{ _id: 'a', index: 1 },
				],
			},
		};
		const { steps } = mainSteps(sequences);
		expect(steps).toMatchObject([
			{ id: 'a', number: 1, sequenceId: 'main', type: 'email' },
			{ id: 'b', number: 2 },
		]);
	});
});

describe('a change of a step', () => {
	test('is written with its type and read back', async () => {
		const change = { sequenceId, step: { number: 1 }, subject: 'New', body: 'Hi', delayHours: 48 };
		const outcome = await box.run(lemlist.updateStep(box.client, change));
		expect(outcome).toMatchObject({
			status: 'updated',
			record: { number: 1, subject: 'New', body: 'Hi', delayHours: 48 },
		});
		expect(box.writes()[0]?.body).toEqual({
			type: 'email',
			subject: 'New',
			message: 'Hi',
			delay: 2,
		});
	});

	test.each([
		[{ step: { number: 99 } }, 'no_such_step'],
		[{ step: { number: 1 }, delayHours: 36 }, 'whole_days_only'],
		[{ step: { number: 2 }, subject: 'x' }, 'no_subject'],
	])('that lemlist cannot make is refused before anything is written', async (change, code) => {
		const outcome = await box.run(lemlist.updateStep(box.client, { sequenceId, ...change }));
		expect(outcome).toMatchObject({ status: 'invalid', reason: { code } });
		expect(box.writes()).toEqual([]);
	});
});

describe('an enrollment', () => {
	test('is written once, after a look at the lists, and read back', async () => {
		const { email } = box.world.examples.person;
		const outcome = await enroll(email, { variables: { icebreaker: 'Hello' } });
		expect(outcome).toMatchObject({
			status: 'created',
			record: { sequenceId, email, status: 'active', id: expect.stringMatching(/^lea_/) },
		});
		expect(enrollmentSchema.safeParse(outcome.record).error).toBeUndefined();
		expect(adds()).toMatchObject([
			{
				query: { deduplicate: true },
				body: { email, firstName: 'Dana', icebreaker: 'Hello' },
			},
		]);
	});

	test('in a campaign with review waits, and says so', async () => {
		const { email } = box.world.examples.person;
		const outcome = await enroll(email, { sequenceId: reviewed });
		expect(outcome.record).toMatchObject({ status: 'paused', custom: { state: 'review' } });
		const reference = { sequenceId: reviewed, email };
		expect(await box.run(lemlist.resume(box.client, reference))).toMatchObject({
			status: 'updated',
			record: { status: 'active' },
		});
	});

	test.each(['email', 'domain'])(
		'of an unsubscribed %s is suppressed, although lemlist would take it',
		async (kind) => {
			const entry = box.world.suppressions.find((one) => one.kind === kind);
			const email = kind === 'email' ? entry?.value : `somebody@${entry?.value}`;
			expect(await enroll(email ?? '')).toMatchObject({
				status: 'suppressed',
				reason: { code: 'unsubscribed' },
			});
			expect(adds()).toEqual([]);
		},
	);
});

describe('whether a person is in a campaign', () => {
	test('is not known with a key that nobody has, although lemlist answers 404', async () => {
		box = open(':wrong');
		const reference = { sequenceId, email: 'a@new.example' };
		const outcome = await box.run(lemlist.getEnrollment(box.client, reference));
		expect(outcome).toMatchObject({ status: 'forbidden', reason: { code: 'bad_key' } });
	});
});

describe('an enrollment that is there', () => {
	test('that does not change although lemlist says so is partial', async () => {
		const { email } = box.world.examples.person;
		await enroll(email);
		const deaf = {
			...box.client,
			send: async (one: Parameters<typeof box.client.send>[0]) =>
				one.path.includes('/pause/')
					? { status: 200, headers: {}, body: [] }
					: await box.client.send(one),
		};
		const outcome = await box.run(lemlist.pause(deaf, { sequenceId, email }));
		expect(outcome).toMatchObject({ status: 'partial', reason: { code: 'not_in_effect' } });
	});

	test('of a person who is stopped leaves them subscribed', async () => {
		const { email } = box.world.examples.person;
		await enroll(email);
		await box.run(lemlist.stop(box.client, { sequenceId, email }));
		expect(await enroll(email)).toMatchObject({ status: 'created' });
	});

	test.each([
		['emailsSent', 'active'],
		['linkedinReplied', 'replied'],
		['emailsBounced', 'bounced'],
		['emailsUnsubscribed', 'opted_out'],
		['aircallNotInterested', 'finished'],
		['campaignComplete', 'finished'],
		['toString', undefined],
	])('in the state %s is %s', (state, status) => {
		expect(toStatus(state)).toBe(status);
	});
});

describe('engagement', () => {
	test('is what happened to the person in the campaign, newest first, with steps from 1', async () => {
		const { email, sequenceId: own } = await someoneElsewhere('replied');
		const { status, record = [] } = await box.run(
			lemlist.engagementHistory(box.client, { email, sequenceId: own }, { limit: 50 }),
		);
		expect(status).toBe('found');
		expect(record[0]).toMatchObject({ type: 'replied', email });
		expect(record.every((event) => engagementEventSchema.safeParse(event).success)).toBe(true);
		expect(record.at(-1)).toMatchObject({ type: 'sent', step: 1 });
	});

	test('is counted over the whole life of the campaign, although lemlist wants two dates', async () => {
		const { record = [] } = await box.run(lemlist.statistics(box.client, { sequenceId }));
		expect(record.every((metric) => metricSchema.safeParse(metric).success)).toBe(true);
		const value = (name: string) => record.find((metric) => metric.name === name)?.value ?? 0;
		expect(value('sent')).toBeGreaterThan(0);
		expect(value('reply_rate')).toBeCloseTo(value('replied') / value('delivered'));
	});
});

describe('a refusal in plain text', () => {
	test.each([
		[401, undefined, 'forbidden', 'bad_key'],
		[400, 'No API key provided', 'forbidden', 'bad_key'],
		[404, 'No user found for this API key', 'forbidden', 'bad_key'],
		[403, 'User linked to this API key is blocked', 'forbidden', 'bad_key'],
		[404, 'Lead not found', 'not_found', 'lead_not_found'],
		[409, 'Lead already in the campaign', 'duplicate', 'lead_already_in_the_campaign'],
		[502, '<html>Bad gateway</html>', 'upstream_error', 'http_502'],
		[429, 'Too many requests', 'rate_limited', 'too_many_requests'],
	])('with status %i and the text %s is %s', (status, body, expected, code) => {
		const refusal = lemlist.profile.explain({ status, headers: {}, body });
		expect(refusal).toMatchObject({ status: expected, code });
		expect(refusal.message).not.toContain('<');
	});

	test('says when the limit is fresh by the clock of lemlist', () => {
		const headers = {
			'x-ratelimit-limit': '20',
			'x-ratelimit-remaining': '0',
			'x-ratelimit-reset': 'Tue Feb 16 2021 09:02:42 GMT+0100 (Central European Standard Time)',
			date: 'Tue, 16 Feb 2021 08:02:40 GMT',
		};
		expect(
			lemlist.profile.readLimits?.(
				{ status: 429, headers, body: '' },
				{ method: 'GET', path: '/', effect: 'read' },
			),
		).toEqual([{ window: 'two-seconds', capacity: 20, remaining: 0, resetsInMs: 2_000 }]);
	});
});
