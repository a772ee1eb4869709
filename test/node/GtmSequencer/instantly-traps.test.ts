import { countOf, knownTo, someone } from './people-in-sequences';
import { SequencerNode, byId, ofPeople, toItems } from './sequencer-node';
import { uuidOf } from '../../../sandbox/world/slice.ts';

const campaignId = (key: string) => uuidOf('instantly', key);
const CAMPAIGN = campaignId('sequence-1');

const LOOK = 'POST /api/v2/leads/list';
const ADD = 'POST /api/v2/leads/add';
const EMAILS = 'GET /api/v2/emails';
const PATCH = 'PATCH /api/v2/campaigns/{id}';

let node: SequencerNode;

beforeEach(async () => {
	node = await SequencerNode.open('instantly', CAMPAIGN);
});

afterEach(async () => {
	await node.close();
});

const uploadsLeft = (count: number) => node.opened.sandbox.vendor('instantly').credits.set(count);

describe('a 200 with which Instantly added nobody', () => {
	it.each([
		['an address', () => node.world.examples.optedOut.email],
		['a domain', () => 'dana@rival-loop.example'],
	])('because of %s on its block list is suppressed', async (_name, emailOf) => {
		const email = emailOf();
		expect(await node.enroll(email)).toMatchObject([
			{ status: 'suppressed', reason: { code: 'in_blocklist' }, retry: { advised: false } },
		]);
		expect(node.calls(ADD)).toMatchObject([{ status: 200 }]);
		expect(await node.act('get', email)).toMatchObject({ status: 'not_found' });
	});

	it('because the person is elsewhere in the workspace is a skip, unless allowed', async () => {
		const { email } = someone(node.world, 'active').person;
		expect(await node.enroll(email)).toMatchObject([
			{ status: 'skipped', reason: { code: 'in_other_campaign' } },
		]);
		expect(node.calls(ADD)).toMatchObject([{ status: 200 }]);
		const allowed = { options: { evenIfElsewhere: true } };
		expect(await node.enroll(email, allowed)).toMatchObject([{ status: 'created' }]);
		expect(await node.act('get', email)).toMatchObject({ record: { status: 'active' } });
	});

	it('because the uploads of the plan are used up is an exhausted quota', async () => {
		uploadsLeft(1);
		const people = ['a@plan-run.com', 'b@plan-run.com', 'c@plan-run.com'];
		const items = await node.enroll(people);
		expect(items.map(({ status }) => status).toSorted()).toEqual([
			'created',
			'quota_exhausted',
			'quota_exhausted',
		]);
		expect(items.find(({ status }) => status === 'created')).toMatchObject({
			cost: { amount: 1, remaining: 0 },
		});
		const seen = await Promise.all(people.map(async (email) => await node.act('get', email)));
		expect(seen.filter((item) => item?.status === 'found')).toHaveLength(1);
	});
});

describe('enrolling with Instantly', () => {
	it('leaves who is in the campaign as they are', async () => {
		const { person, enrollment } = someone(node.world, 'active');
		const sequence = byId(campaignId(enrollment.sequenceKey));
		expect(await node.enroll(person.email, { sequence })).toMatchObject([
			{ status: 'unchanged', record: { id: uuidOf('instantly', enrollment.key) } },
		]);
		expect(node.calls(ADD)).toEqual([]);
	});

	it.each(['replied', 'finished', 'bounced'] as const)(
		'sends nobody through a campaign again: %s',
		async (status) => {
			const { person, enrollment } = someone(node.world, status);
			const sequence = byId(campaignId(enrollment.sequenceKey));
			expect(await node.enroll(person.email, { sequence })).toMatchObject([
				{ status: 'skipped', reason: { code: 'in_sequence_before' }, record: { status } },
			]);
			expect(node.calls(ADD)).toEqual([]);
		},
	);

	it('leaves out who has unsubscribed from the campaign', async () => {
		const enrollment = node.world.enrollments[13];
		const email = node.world.lookup.person.get(enrollment?.personKey ?? '')?.email ?? '';
		expect(enrollment?.status).toBe('opted_out');
		const sequence = byId(campaignId(enrollment?.sequenceKey ?? ''));
		expect(await node.enroll(email, { sequence })).toMatchObject([
			{ status: 'suppressed', reason: { code: 'opted_out' } },
		]);
		expect(node.calls(ADD)).toEqual([]);
	});

	it('adds a person once who comes twice, whatever the spelling', async () => {
		const items = await node.enroll(['kim@twice-run.com', 'KIM@Twice-Run.com']);
		expect(items.map(({ status }) => status)).toEqual(['created', 'unchanged']);
		expect(node.calls(ADD)).toHaveLength(1);
	});

	it('tells whom another system adds at the same moment: a duplicate, and no second lead', async () => {
		const email = 'kim@overtaken-run.com';
		const write = {
			method: 'POST',
			url: '/instantly/api/v2/leads/add',
			headers: {
				authorization: 'Bearer sandbox-instantly',
				'content-type': 'application/json',
			},
			text: JSON.stringify({ campaign_id: CAMPAIGN, leads: [{ email }] }),
		};
		const items = await node.overtake({ route: LOOK, write }, async () => await node.enroll(email));
		expect(items).toMatchObject([{ status: 'duplicate', reason: { code: 'duplicated_lead' } }]);
		expect(node.calls(ADD).map(({ status }) => status)).toEqual([200, 200]);
	});
});

describe('an enrollment without a sound answer of Instantly', () => {
	it('that was done is found by looking, and not sent again', async () => {
		node.setFault({ kind: 'reset', route: ADD, when: 'after' });
		expect(await node.enroll('kim@lost-run.com')).toMatchObject([
			{ status: 'created', record: { email: 'kim@lost-run.com', status: 'active' } },
		]);
		expect(node.calls(ADD)).toHaveLength(1);
	});

	it('that was not done stays in doubt, and is looked for before the next run sends it', async () => {
		node.setFault({ kind: 'server_error', route: ADD, times: 1 });
		expect(await node.enroll('kim@doubt-run.com')).toMatchObject([{ status: 'upstream_error' }]);
		expect(node.calls(ADD)).toHaveLength(1);
		const before = node.calls().length;
		expect(await node.enroll('kim@doubt-run.com')).toMatchObject([{ status: 'created' }]);
		expect(node.asked().slice(before)).toEqual([LOOK, LOOK, ADD, LOOK]);
	});

	it.each(['garbage', 'truncated'] as const)(
		'does not begin if who is in the campaign comes as %s',
		async (kind) => {
			node.setFault({ kind, route: LOOK });
			expect(await node.enroll('kim@unreadable-run.com')).toMatchObject([
				{ status: 'upstream_error', reason: { code: 'unreadable_answer' } },
			]);
			expect(node.calls(ADD)).toEqual([]);
		},
	);
});

describe('stopping with Instantly', () => {
	it('deletes the lead, so that enrolling the person afterwards begins anew, and says so', async () => {
		const email = 'kim@stopped-run.com';
		await node.enroll(email);
		expect(await node.act('stop', email)).toMatchObject({ status: 'updated' });
		expect(await node.act('get', email)).toMatchObject({ reason: { code: 'not_enrolled' } });
		expect(await node.act('stop', email)).toMatchObject({ status: 'not_found' });
		expect(await node.enroll(email)).toMatchObject([
			{
				status: 'created',
				notes: [
					expect.stringMatching(/^This n8n enrolled the person at .* and stopped the person/),
				],
			},
		]);
		expect(await node.enroll(email)).toMatchObject([{ status: 'unchanged' }]);
	});

	it('is all that there is for one person: pausing is refused before anything is sent', async () => {
		const { error } = await node.run('enrollment.pause', {
			parameters: ofPeople(CAMPAIGN),
			items: toItems('kim@paused-run.com'),
		});
		expect(error?.message).toMatch(/pauses whole campaigns only/);
		expect(node.calls()).toEqual([]);
	});
});

describe('a change of a step with Instantly', () => {
	const steps = async () => {
		const { items } = await node.run('sequence.get', { parameters: { sequence: byId(CAMPAIGN) } });
		return (items[0]?.record as { steps: Array<{ number: number }> }).steps;
	};
	const update = async (parameters: Record<string, string>) =>
		await node.run('messaging.updateStep', {
			parameters: { sequence: byId(CAMPAIGN), ...parameters },
			onError: 'continueRegularOutput',
		});

	it('leaves the others as they are, although all of them are written', async () => {
		const before = await steps();
		await update({ step: '2', subject: 'A new subject', delayHours: '36' });
		expect(await steps()).toEqual(
			before.map((step) =>
				step.number === 2 ? { ...step, subject: 'A new subject', delayHours: 36 } : step,
			),
		);
	});

	it.each([
		['there is no such one', { step: '9', subject: 'x' }, 'no_such_step'],
		['the first has no delay', { step: '1', delayHours: '24' }, 'no_delay_before_first'],
	])('is refused before anything is written: %s', async (_name, change, code) => {
		const { items } = await update(change);
		expect(items).toMatchObject([{ status: 'invalid', reason: { code } }]);
		expect(node.calls(PATCH)).toEqual([]);
	});
});

describe('engagement with Instantly', () => {
	it('is counted within the days that are asked for', async () => {
		// Two midnights of the workflow's time zone, summer and winter.
		const window = { from: '2026-09-30T22:00:00.000Z', to: '2026-10-31T23:00:00.000Z' };
		const within = knownTo(node.world, 'instantly', 'sequence-1').map((each) => ({
			...each,
			engagement: each.engagement.filter(({ at }) => at >= window.from && at < window.to),
		}));
		const { items } = await node.run('engagement.statistics', {
			parameters: { sequence: byId(CAMPAIGN), from: '2026-10-01', to: '2026-11-01' },
		});
		const value = countOf(within, 'sent');
		expect(items[0]?.record).toMatchObject({
			name: 'sent',
			value,
			window,
		});
		expect(value).toBeLessThan(countOf(knownTo(node.world, 'instantly', 'sequence-1'), 'sent'));
	});

	it('is told without the text of mails, also in raw', async () => {
		const finished = await node.run('engagement.history', {
			parameters: { email: '={{ $json.email }}', options: { output: 'raw' } },
			items: toItems(someone(node.world, 'replied').person.email),
		});
		expect(node.calls(EMAILS)[0]?.answerBody).toContain('tell me more');
		expect(JSON.stringify(finished.items)).not.toContain('tell me more');
	});
});

describe('a 429 of Instantly, which has no headers,', () => {
	it.each([
		['an enrollment', ADD, async () => await node.enroll('kim@burst-run.com'), 'created'],
		[
			'mails, of which there are twenty a minute',
			EMAILS,
			async () =>
				(
					await node.run('engagement.history', {
						parameters: { email: '={{ $json.email }}', limit: 1 },
						items: toItems(someone(node.world, 'replied').person.email),
					})
				).items,
			'found',
		],
	])('is waited for, and %s asked for again', async (_name, route, act, status) => {
		node.setFault({ kind: 'rate_limit_burst', route, times: 1 });
		expect(await act()).toMatchObject([{ status }]);
		expect(node.calls(route).map((call) => call.status)).toEqual([429, 200]);
	});
});

describe('a key of Instantly', () => {
	it.each([
		['that only reads', 'sandbox-instantly-reader', 'forbidden', /leads:create.*all:all/],
		['that nobody has', 'a-wrong-key-of-instantly-0123456789', 'forbidden', /Check the API key/],
		['without a plan', 'sandbox-instantly-unpaid', 'quota_exhausted', /Settings > Billing/],
	])('%s is refused with what to do, and shown nowhere', async (_name, apiKey, status, advice) => {
		const finished = await node.run('enrollment.enroll', {
			parameters: ofPeople(CAMPAIGN),
			items: toItems('kim@key-run.com'),
			onError: 'continueRegularOutput',
			credentials: { gtmInstantlyApi: { apiKey } },
		});
		expect(finished.items).toMatchObject([
			{ status, reason: { message: expect.stringMatching(advice) } },
		]);
		expect(node.toldBy(finished)).not.toContain(apiKey);
		expect(await node.act('get', 'kim@key-run.com')).toMatchObject({ status: 'not_found' });
	});
});
