import { smartlead as emulated } from '../../../../../../sandbox/vendors/smartlead/smartlead.ts';
import { NetworkFailure } from '../../../../../../src/gtm/http/http-port';
import { type Enrollment, enrollmentSchema } from '../../../../../../src/gtm/model/enrollment';
import { metricSchema } from '../../../../../../src/gtm/model/metric';
import type { EnrollRequest } from '../../../../../../src/gtm/sequencer/sequencer-vendor';
import { smartlead } from '../../../../../../src/gtm/vendors/smartlead/smartlead';
import { sandboxOf } from '../sequencer-sandbox';

const ADD = 'POST /api/v1/campaigns/{campaignId}/leads';

let box: ReturnType<typeof sandboxOf>;
let sequenceId: string;
let tested: string;
/** Does not run, and has no variants. */
let ended: string;

const open = (key = 'sandbox-smartlead', wrap?: Parameters<typeof sandboxOf>[3]) =>
	sandboxOf(smartlead, emulated, { query: { api_key: key } }, { secrets: [key], ...wrap });

const enroll = async (email: string, more: Partial<EnrollRequest> = {}) =>
	await box.run(
		smartlead.enroll(box.client, {
			sequenceId,
			contact: { email, firstName: 'Dana', title: 'CFO' },
			...more,
		}),
	);

const get = async (reference: Parameters<typeof smartlead.getEnrollment>[1]) =>
	await box.run(smartlead.getEnrollment(box.client, reference));

const adds = () =>
	box.requests.filter(({ method, url }) => method === 'POST' && /leads$/.test(url));

async function someoneElsewhere(status: Enrollment['status']): Promise<Enrollment> {
	const { record: all = [] } = await box.run(smartlead.listSequences(box.client, { limit: 50 }));
	for (const { key, personKey, sequenceKey, status: truth } of box.world.enrollments) {
		const person = box.world.lookup.person.get(personKey);
		const place = Number(sequenceKey.split('-')[1]);
		const own = all[place]?.id ?? '';
		const wanted = truth === status && own !== sequenceId && Number(key.split('-')[1]) < 40;
		if (!wanted || person === undefined || person.optedOut) continue;
		if (box.world.lookup.suppressed.has(person.email)) continue;
		const { record } = await get({ sequenceId: own, email: person.email });
		if (record) return record;
	}
	throw new Error(`nobody is ${status} in another campaign`);
}

beforeEach(async () => {
	box = open();
	const { record = [] } = await box.run(smartlead.listSequences(box.client, { limit: 50 }));
	sequenceId = record[0]?.id ?? '';
	ended = record.find(({ status }) => status === 'archived')?.id ?? '';
	tested = record.find(({ name }) => name === 'Event guests')?.id ?? '';
	box.requests.length = 0;
});

describe('the key, which Smartlead wants in the query,', () => {
	test('is no part of the requests that operations make, nor of their trace', async () => {
		await enroll(box.world.examples.person.email);
		expect(JSON.stringify([box.requests, box.attempts])).not.toContain('sandbox-smartlead');
	});

	test('does not show in an error, even if the answer or the failure names the URL', async () => {
		const key = 'sk_4f9c2d1e88';
		const url = `https://server.smartlead.ai/api/v1/campaigns?api_key=${key}`;
		const answers = [
			async () => ({ status: 401, headers: {}, body: { ok: false, error: `Bad key at ${url}` } }),
			async () => ({ status: 500, headers: {}, body: `${key} is broken` }),
			async () => {
				throw new NetworkFailure(`connect ${url}`, 'unknown', 'ECONNRESET');
			},
		];
		for (const answer of answers) {
			box = open(key, { wrap: () => answer });
			const outcome = await box.run(smartlead.getSequence(box.client, '1'));
			expect(outcome.reason?.message).toBeDefined();
			expect(JSON.stringify(outcome)).not.toContain(key);
		}
	});

	test('is hidden in the log of the sandbox', async () => {
		await box.run(smartlead.getSequence(box.client, sequenceId));
		const logged = JSON.stringify(box.sandbox.log);
		expect(logged).not.toContain('sandbox-smartlead');
	});
});

describe('campaigns', () => {
	test('that are not there are not found, for all that Smartlead answers 200', async () => {
		expect(await box.run(smartlead.getSequence(box.client, '1'))).toMatchObject({
			status: 'not_found',
			reason: { code: 'no_campaign' },
		});
	});

	test('with variants show the text of the first one', async () => {
		const { record } = await box.run(smartlead.getSequence(box.client, tested));
		expect(record?.steps?.[0]).toMatchObject({ subject: expect.stringContaining('thought') });
	});
});

describe('a change of a step', () => {
	test('leaves the other steps as they are, delays included', async () => {
		const sequenceId = ended;
		const before = await box.run(smartlead.getSequence(box.client, sequenceId));
		const change = { sequenceId, step: { number: 1 }, subject: 'New', delayHours: 24 };
		expect(await box.run(smartlead.updateStep(box.client, change))).toMatchObject({
			status: 'updated',
			record: { subject: 'New', delayHours: 24 },
		});
		const after = await box.run(smartlead.getSequence(box.client, sequenceId));
		expect(after.record?.steps).toEqual(
			before.record?.steps?.map((step) =>
				step.number === 1 ? { ...step, subject: 'New', delayHours: 24 } : step,
			),
		);
	});

	test.each([
		[{ step: { number: 9 } }, 'no_such_step'],
		[{ step: { number: 1 }, delayHours: 5 }, 'whole_days_only'],
	])('that Smartlead cannot make is refused before anything is written', async (change, code) => {
		const outcome = await box.run(smartlead.updateStep(box.client, { sequenceId, ...change }));
		expect(outcome).toMatchObject({ status: 'invalid', reason: { code } });
		expect(box.writes()).toEqual([]);
	});

	test('in a campaign with variants is refused: they would get lost', async () => {
		const change = { sequenceId: tested, step: { number: 1 }, subject: 'New' };
		expect(await box.run(smartlead.updateStep(box.client, change))).toMatchObject({
			status: 'invalid',
			reason: { code: 'has_variants' },
		});
	});
});

describe('an enrollment', () => {
	test('is written once and read back', async () => {
		const { email } = box.world.examples.person;
		const outcome = await enroll(email, { variables: { icebreaker: 'Hello' } });
		expect(outcome).toMatchObject({
			status: 'created',
			record: { sequenceId, email, status: 'active', contactId: expect.any(String) },
		});
		expect(enrollmentSchema.safeParse(outcome.record).error).toBeUndefined();
		expect(adds()).toMatchObject([
			{
				body: {
					lead_list: [{ email, custom_fields: { icebreaker: 'Hello', job_title: 'CFO' } }],
				},
			},
		]);
	});

	test('of someone who is in the campaign writes nothing, though Smartlead would change the lead', async () => {
		const { email } = box.world.examples.person;
		await enroll(email);
		expect(await enroll(email)).toMatchObject({ status: 'unchanged' });
		expect(adds()).toHaveLength(1);
	});

	test('of a blocked address is suppressed, for all that Smartlead answers 200', async () => {
		const blocked = box.world.suppressions.find(({ kind }) => kind === 'domain')?.value ?? '';
		expect(await enroll(`somebody@${blocked}`)).toMatchObject({
			status: 'suppressed',
			reason: { code: 'in_blocklist' },
		});
	});

	test('beyond the plan is an exhausted quota', async () => {
		box.sandbox.vendor('smartlead').credits.set(0);
		expect(await enroll('a@new.example')).toMatchObject({
			status: 'quota_exhausted',
			reason: { code: 'lead_limit_exhausted' },
		});
	});

	test('waits as long as Smartlead says when it is refused for a limit', async () => {
		const from = box.clock.now();
		box.sandbox.setFault({ vendor: 'smartlead', kind: 'rate_limit_burst', route: ADD, times: 1 });
		expect(await enroll('a@new.example')).toMatchObject({ status: 'created' });
		expect(box.clock.now() - from).toBeGreaterThanOrEqual(1_000);
	});
});

describe('whether a person is in a campaign', () => {
	test('is asked for by address or contact, and never answered for another campaign', async () => {
		const known = await someoneElsewhere('paused');
		const { id = '', contactId = '', email, sequenceId: own } = known;
		expect(known.status).toBe('paused');
		expect(await get({ sequenceId: own, contactId })).toMatchObject({ record: known });
		expect(await get({ sequenceId, email })).toMatchObject({ status: 'not_found' });
		expect(await get({ sequenceId: own, enrollmentId: id })).toMatchObject({
			status: 'invalid',
			reason: { code: 'person_required' },
		});
	});

	test('is read from a list that calls its rows leads as well', async () => {
		const known = await someoneElsewhere('paused');
		box = open('sandbox-smartlead', {
			wrap: (port) => async (request) => {
				const answer = await port(request);
				if (!/campaigns\/\d+\/leads$/.test(request.url)) return answer;
				const { data, ...rest } = answer.body as { data: unknown };
				return { ...answer, body: { ...rest, leads: data } };
			},
		});
		expect(
			await get({ sequenceId: known.sequenceId, contactId: known.contactId ?? '' }),
		).toMatchObject({ record: known });
	});

	test('is replied for one whose last mail is an answer, which the lead itself does not say', async () => {
		const known = await someoneElsewhere('replied');
		expect(known).toMatchObject({ status: 'replied', lastEventAt: expect.any(String) });
	});

	test('is not found for an address that Smartlead does not know, although it answers 200', async () => {
		const { unknownEmail: email } = box.world.examples;
		expect(await get({ sequenceId, email })).toMatchObject({ status: 'not_found' });
	});
});

describe('an enrollment that is there', () => {
	test('is not paused by a 200 that says it is not ok', async () => {
		const { email } = box.world.examples.person;
		await enroll(email);
		const refusing = {
			...box.client,
			send: async (one: Parameters<typeof box.client.send>[0]) =>
				one.path.endsWith('/pause')
					? { status: 200, headers: {}, body: { ok: false, error: 'Lead is locked' } }
					: await box.client.send(one),
		};
		expect(await box.run(smartlead.pause(refusing, { sequenceId, email }))).toMatchObject({
			status: 'invalid',
			reason: { code: 'not_ok', message: expect.stringContaining('Lead is locked') },
		});
	});
});

describe('engagement', () => {
	test('is counted, with numbers that are texts, in all and by whole days', async () => {
		const { record = [] } = await box.run(smartlead.statistics(box.client, { sequenceId }));
		expect(record.every((metric) => metricSchema.safeParse(metric).success)).toBe(true);
		const value = (name: string) => record.find((metric) => metric.name === name)?.value ?? 0;
		expect(value('sent')).toBeGreaterThan(0);
		expect(value('reply_rate')).toBeCloseTo(value('replied') / value('delivered'));
		const window = { from: '2026-10-01T12:00:00.000Z', to: '2026-11-01T00:00:00.000Z' };
		const of = await box.run(smartlead.statistics(box.client, { sequenceId, window }));
		expect(box.requests.at(-1)?.query).toEqual({
			start_date: '2026-10-01',
			end_date: '2026-10-31',
		});
		expect(of.record?.[0]?.window).toEqual({
			from: '2026-10-01T00:00:00.000Z',
			to: '2026-11-01T00:00:00.000Z',
		});
	});
});
