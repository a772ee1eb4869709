import { outreach as emulated } from '../../../../../../sandbox/vendors/outreach/outreach.ts';
import { type Enrollment, enrollmentSchema } from '../../../../../../src/gtm/model/enrollment';
import { metricSchema } from '../../../../../../src/gtm/model/metric';
import { sequenceSchema } from '../../../../../../src/gtm/model/sequence';
import type { EnrollRequest } from '../../../../../../src/gtm/sequencer/sequencer-vendor';
import { toId } from '../../../../../../src/gtm/vendors/outreach/json-api';
import { listSenders } from '../../../../../../src/gtm/vendors/outreach/mailboxes';
import { outreach } from '../../../../../../src/gtm/vendors/outreach/outreach';
import { sandboxOf } from '../sequencer-sandbox';

const ADD = 'POST /api/v2/sequenceStates';
const MAKE = 'POST /api/v2/prospects';
const NEW = 'dana.kim@new.example';

let box: ReturnType<typeof sandboxOf>;
let sequenceId: string;
let senderId: string;

const open = (key = 'sandbox-outreach') =>
	sandboxOf(outreach, emulated, { headers: { authorization: `Bearer ${key}` } });

const enroll = async (email: string, more: Partial<EnrollRequest> = {}) =>
	await box.run(
		outreach.enroll(box.client, {
			sequenceId,
			senderId,
			contact: { email, firstName: 'Dana' },
			...more,
		}),
	);

const get = async (reference: Parameters<typeof outreach.getEnrollment>[1]) =>
	await box.run(outreach.getEnrollment(box.client, reference));

const posts = (path: string) =>
	box.requests.filter(({ method, url }) => method === 'POST' && url.endsWith(path));

async function someoneElsewhere(status: Enrollment['status']): Promise<Enrollment> {
	const { record: all = [] } = await box.run(outreach.listSequences(box.client, { limit: 50 }));
	for (const { personKey, sequenceKey, status: truth } of box.world.enrollments) {
		const person = box.world.lookup.person.get(personKey);
		const name = box.world.sequences.find(({ key }) => key === sequenceKey)?.name;
		const own = all.find((sequence) => sequence.name === name)?.id ?? '';
		if (truth !== status || own === sequenceId || !person || person.optedOut) continue;
		const { record } = await get({ sequenceId: own, email: person.email });
		if (record) return record;
	}
	throw new Error(`nobody is ${status} in another sequence`);
}

const emailOf = ({ email = '' }: Enrollment) => email;

beforeEach(async () => {
	box = open();
	const { record = [] } = await box.run(outreach.listSequences(box.client, { limit: 50 }));
	sequenceId = record[0]?.id ?? '';
	senderId = box.world.users[0]?.email ?? '';
	box.requests.length = 0;
});

describe('sequences', () => {
	test('show their steps in order, with delays in hours and the texts of their templates', async () => {
		const { record } = await box.run(outreach.getSequence(box.client, sequenceId));
		const truth = box.world.sequences.find(({ name }) => name === record?.name);
		expect(record?.steps?.map(({ channel, delayHours }) => ({ channel, delayHours }))).toEqual(
			truth?.steps.map(({ channel, delayHours }) => ({ channel, delayHours })),
		);
		expect(record?.steps?.[0]).toMatchObject({
			subject: truth?.steps[0]?.subject,
			templateId: expect.any(String),
		});
		expect(sequenceSchema.safeParse(record).error).toBeUndefined();
	});

	test.each(['abc', '1,2', '../users', '99999999'])('named %s are not found', async (id) => {
		const outcome = await box.run(outreach.getSequence(box.client, id));
		expect(outcome.status).toBe('not_found');
	});
});

describe('mailboxes', () => {
	test('are listed by address, found by a part of it, and those that are switched off are told', async () => {
		const { users } = box.world;
		const { record = [] } = await box.run(listSenders(box.client, { limit: 50 }));
		expect(record).toEqual(
			users.map(({ email, active }) => ({
				id: expect.any(String),
				name: email,
				...(!active && { state: 'off' }),
			})),
		);
		const [one] = record;
		const text = one?.name.slice(0, 5).toUpperCase() ?? '';
		const found = await box.run(listSenders(box.client, { limit: 50, text }));
		expect(found.record).toContainEqual(one);
		expect(found.record?.length).toBeLessThan(users.length);
	});
});

describe('templates', () => {
	test('that are not there are not found', async () => {
		const outcome = await box.run(
			outreach.updateTemplate(box.client, { templateId: '1', subject: 'x' }),
		);
		expect(outcome).toMatchObject({ status: 'not_found', reason: { code: 'resourceNotFound' } });
	});
});

describe('a change of a step', () => {
	test('writes the delay to the step and the text to its template, and says who else gets it', async () => {
		const change = { sequenceId, step: { number: 1 }, subject: 'New', delayHours: 36 };
		const outcome = await box.run(outreach.updateStep(box.client, change));
		expect(outcome).toMatchObject({
			status: 'updated',
			record: { subject: 'New', delayHours: 36 },
			notes: [expect.stringContaining('every step that uses it')],
		});
		expect(box.writes().map(({ method, body }) => ({ method, body }))).toMatchObject([
			{ method: 'PATCH', body: { data: { attributes: { interval: 129_600 } } } },
			{ method: 'PATCH', body: { data: { attributes: { subject: 'New' } } } },
		]);
	});

	test.each([
		[{ step: { number: 99 }, subject: 'x' }, 'no_such_step'],
		[{ step: { number: 2 }, subject: 'x', delayHours: 1 }, 'no_template'],
	])('that Outreach cannot make is refused before anything is written', async (change, code) => {
		const outcome = await box.run(outreach.updateStep(box.client, { sequenceId, ...change }));
		expect(outcome).toMatchObject({ status: 'invalid', reason: { code } });
		expect(box.writes()).toEqual([]);
	});
});

describe('an enrollment', () => {
	test('makes the prospect if there is none, with the media type of JSON:API', async () => {
		const outcome = await enroll(NEW, { contact: { email: NEW, firstName: 'Dana', phone: '+1' } });
		expect(outcome).toMatchObject({
			status: 'created',
			record: { sequenceId, email: NEW, status: 'active', contactId: expect.any(String) },
		});
		expect(enrollmentSchema.safeParse(outcome.record).error).toBeUndefined();
		const [prospect, state] = box.writes();
		expect(prospect).toMatchObject({
			headers: { 'Content-Type': 'application/vnd.api+json' },
			body: { data: { attributes: { emails: [NEW], firstName: 'Dana', workPhones: ['+1'] } } },
		});
		expect(state?.body).toMatchObject({
			data: {
				type: 'sequenceState',
				relationships: {
					prospect: { data: { id: Number(outcome.record?.contactId) } },
					mailbox: { data: { type: 'mailbox' } },
				},
			},
		});
	});

	test('takes the prospect that is there, whatever the spelling of the address, and leaves it', async () => {
		const { person } = box.world.examples;
		expect(await enroll(person.email.toUpperCase())).toMatchObject({ status: 'created' });
		expect(posts('/prospects')).toEqual([]);
	});

	test('of someone who opted out is suppressed', async () => {
		const { optedOut } = box.world.examples;
		expect(await enroll(optedOut.email)).toMatchObject({
			status: 'suppressed',
			reason: { code: 'opted_out' },
		});
		expect(posts('/sequenceStates')).toEqual([]);
	});

	test('of someone who has been through the sequence is not made again', async () => {
		const known = await someoneElsewhere('finished');
		const outcome = await enroll(emailOf(known), { sequenceId: known.sequenceId });
		expect(outcome).toMatchObject({ status: 'skipped', reason: { code: 'in_sequence_before' } });
	});

	test.each([
		[undefined, 'sender_required'],
		['nobody@new.example', 'no_mailbox'],
		['Dana', 'sender_invalid'],
	])('from %s is refused before a prospect is made', async (sender, code) => {
		const outcome = await enroll(NEW, { senderId: sender });
		expect(outcome).toMatchObject({ status: 'invalid', reason: { code } });
		expect(box.writes()).toEqual([]);
	});

	test('says which variables were left out', async () => {
		const outcome = await enroll(NEW, { variables: { icebreaker: 'Hi' } });
		expect(outcome.notes?.join()).toContain('variables.icebreaker');
	});

	test.each([ADD, MAKE])(
		'whose answer to %s is lost is found by looking, and not repeated',
		async (route) => {
			box.sandbox.setFault({ vendor: 'outreach', kind: 'reset', route, when: 'after', times: 1 });
			expect(await enroll(NEW)).toMatchObject({ status: 'created' });
			expect(posts('/sequenceStates')).toHaveLength(1);
			expect(posts('/prospects')).toHaveLength(1);
		},
	);
});

describe('whether a person is in a sequence', () => {
	test('is asked for by address, prospect or state, and never answered for another sequence', async () => {
		const known = await someoneElsewhere('paused');
		const { id = '', contactId = '', email, sequenceId: own } = known;
		const { email: _email, ...unnamed } = known;
		expect(await get({ sequenceId: own, email })).toMatchObject({ record: known });
		expect(await get({ sequenceId: own, contactId })).toMatchObject({ record: unnamed });
		expect(await get({ sequenceId: own, enrollmentId: id })).toMatchObject({ record: unnamed });
		expect(await get({ sequenceId, email })).toMatchObject({ status: 'not_found' });
		expect(await get({ sequenceId, enrollmentId: id })).toMatchObject({ status: 'not_found' });
	});

	test('is not asked for with an ID that would mean several', async () => {
		for (const contactId of ['1,2', '1..999999', '']) {
			expect((await get({ sequenceId, contactId })).status).toBe('not_found');
		}
		expect(box.requests).toEqual([]);
		expect(toId(' 7 ')).toBeUndefined();
	});

	test('counts the state that goes on, not an older one that is over', async () => {
		await enroll(NEW);
		await box.run(outreach.stop(box.client, { sequenceId, email: NEW }));
		const { record } = await get({ sequenceId, email: NEW });
		await box.run(
			box.client.send({
				method: 'POST',
				path: '/api/v2/sequenceStates',
				headers: { 'Content-Type': 'application/vnd.api+json' },
				body: {
					data: {
						type: 'sequenceState',
						relationships: {
							prospect: { data: { type: 'prospect', id: Number(record?.contactId) } },
							sequence: { data: { type: 'sequence', id: Number(sequenceId) } },
							mailbox: { data: { type: 'mailbox', id: Number(record?.sender) } },
						},
					},
				},
				effect: 'unsafe',
			}),
		);
		expect((await get({ sequenceId, email: NEW })).record).toMatchObject({ status: 'active' });
	});
});

describe('an enrollment that is there', () => {
	test('is paused, resumed and finished, and left alone if it is so already', async () => {
		await enroll(NEW);
		const { pause, resume, stop } = outreach;
		const statuses = [];
		for (const act of [pause, pause, resume, resume, stop, stop]) {
			statuses.push((await box.run(act(box.client, { sequenceId, email: NEW }))).status);
		}
		expect(statuses).toEqual([
			'updated',
			'unchanged',
			'updated',
			'unchanged',
			'updated',
			'unchanged',
		]);
	});

	test('that is over cannot be resumed, with the reason of Outreach', async () => {
		const { sequenceId: own, email } = await someoneElsewhere('finished');
		const outcome = await box.run(outreach.resume(box.client, { sequenceId: own, email }));
		expect(outcome).toMatchObject({ status: 'invalid', reason: { code: 'validationError' } });
	});

	test('with a reply counts as stopped', async () => {
		const { sequenceId: own, email } = await someoneElsewhere('replied');
		expect(await box.run(outreach.stop(box.client, { sequenceId: own, email }))).toMatchObject({
			status: 'unchanged',
			record: { status: 'replied' },
		});
	});
});

describe('engagement', () => {
	test('is counted over the life of the sequence, and not over a window', async () => {
		const { record = [] } = await box.run(outreach.statistics(box.client, { sequenceId }));
		expect(record.every((metric) => metricSchema.safeParse(metric).success)).toBe(true);
		const value = (name: string) => record.find((metric) => metric.name === name)?.value ?? 0;
		expect(value('sent')).toBe(value('delivered') + value('bounced'));
		expect(value('reply_rate')).toBeCloseTo(value('replied') / value('delivered'));
		const window = { from: '2026-10-01T00:00:00.000Z', to: '2026-11-01T00:00:00.000Z' };
		expect(await box.run(outreach.statistics(box.client, { sequenceId, window }))).toMatchObject({
			status: 'invalid',
			reason: { code: 'not_offered' },
		});
	});
});

describe('a refusal', () => {
	test('names the scope that is missing', async () => {
		box = open('sandbox-outreach-reader');
		const { person } = box.world.examples;
		const outcome = await enroll(person.email);
		expect(outcome).toMatchObject({
			status: 'forbidden',
			reason: { code: 'unauthorizedOauthScope' },
		});
		expect(outcome.reason?.message).toContain('sequenceStates.write');
	});

	test('of the hour is an exhausted quota that comes back on the hour, and nothing is sent again', async () => {
		box.sandbox.setFault({ vendor: 'outreach', kind: 'rate_limit_quota' });
		const outcome = await get({ sequenceId, email: NEW });
		expect(outcome).toMatchObject({ status: 'quota_exhausted', retry: { advised: false } });
		expect(outcome.retry?.afterMs).toBe(3_600_000);
		expect(box.requests).toHaveLength(1);
	});
});

describe('webhooks', () => {
	test('are listed whole, also where they take several pages', async () => {
		const { hook } = outreach;
		const secret = 'a'.repeat(64);
		const made: string[] = [];
		for (let place = 0; place < 53; place += 1) {
			const url = `https://n8n.example.com/webhook/${place}/changes`;
			const { ids = [] } = (await box.run(hook!.create(box.client, { url, secret }))) ?? {};
			made.push(...ids);
		}
		const listed = await box.run(hook!.list(box.client, []));
		expect(listed.map(({ id }) => id).toSorted()).toEqual(made.toSorted());
	});
});
