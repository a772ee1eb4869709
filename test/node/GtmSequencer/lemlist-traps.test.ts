import { someone } from './people-in-sequences';
import { SequencerNode, byId, ofPeople, toItems } from './sequencer-node';
import { contactIdOf, idOf } from '../../../sandbox/vendors/lemlist/state.ts';

const campaignId = (key: string) => idOf('cam', key);
const CAMPAIGN = campaignId('sequence-1');
/** Leads wait in it until somebody launches them. */
const REVIEWED = campaignId('sequence-4');

const CONTACT = 'GET /api/contacts/{idOrEmail}';
const UNSUBSCRIBED = 'GET /api/v2/unsubscribes/variables/{value}';
const ADD = 'POST /api/campaigns/{campaignId}/leads/';
const REMOVE = 'DELETE /api/campaigns/{campaignId}/leads/{leadId}';
const PATCH = 'PATCH /api/sequences/{sequenceId}/steps/{stepId}';

const EVEN_IF_ELSEWHERE = { options: { evenIfElsewhere: true } };

let node: SequencerNode;

beforeEach(async () => {
	node = await SequencerNode.open('lemlist', CAMPAIGN);
});

afterEach(async () => {
	await node.close();
});

describe('a key of lemlist', () => {
	it('goes out as a password without a user name', async () => {
		const [{ value }] = node.opened.sandbox.vendor('lemlist').emulator.keys;
		expect(value).toBe(':sandbox-lemlist');
		expect(await node.act('get', someone(node.world, 'active').person.email)).toMatchObject({
			status: 'not_found',
			reason: { code: 'not_enrolled' },
		});
	});

	it.each([
		['that nobody has', 'a-wrong-key-of-lemlist-0123456789', 404, /No user found/],
		['that is empty', '', 404, /No user found/],
		['of a blocked user', 'sandbox-lemlist-blocked', 403, /is blocked/],
	])('%s is refused with what to do, and shown nowhere', async (_name, apiKey, status, said) => {
		const finished = await node.run('enrollment.get', {
			parameters: ofPeople(CAMPAIGN),
			items: toItems('kim@key-run.com'),
			onError: 'continueRegularOutput',
			credentials: { gtmLemlistApi: { apiKey } },
		});
		// Not "not found", which is what the status 404 says of a person.
		expect(finished.items).toMatchObject([
			{
				status: 'forbidden',
				reason: { code: 'bad_key', message: expect.stringMatching(/Check the API key/) },
			},
		]);
		expect(finished.items).toMatchObject([{ reason: { message: expect.stringMatching(said) } }]);
		expect(node.calls(CONTACT)).toMatchObject([{ status }]);
		if (apiKey === '') return;
		const sent = Buffer.from(`:${apiKey}`).toString('base64');
		for (const key of [apiKey, sent]) expect(node.toldBy(finished)).not.toContain(key);
	});
});

describe('enrolling with lemlist, which takes whoever is asked for,', () => {
	it.each([
		['an address', () => node.world.examples.optedOut.email],
		['a domain', () => 'dana@rival-loop.example'],
	])('leaves out %s on its list of unsubscribed people', async (_name, emailOf) => {
		const email = emailOf();
		expect(await node.enroll(email, EVEN_IF_ELSEWHERE)).toMatchObject([
			{ status: 'suppressed', reason: { code: 'unsubscribed' } },
		]);
		expect(node.calls(ADD)).toEqual([]);
		expect(await node.act('get', email)).toMatchObject({ status: 'not_found' });
	});

	it('skips who is in another campaign, unless allowed', async () => {
		const { email } = someone(node.world, 'replied').person;
		expect(await node.enroll(email)).toMatchObject([
			{ status: 'skipped', reason: { code: 'in_other_campaign' } },
		]);
		expect(node.calls(ADD)).toEqual([]);
		expect(await node.enroll(email, EVEN_IF_ELSEWHERE)).toMatchObject([{ status: 'created' }]);
		expect(node.calls(ADD)).toMatchObject([{ url: expect.stringContaining('deduplicate=false') }]);
		expect(await node.act('get', email)).toMatchObject({ record: { status: 'active' } });
	});

	it('leaves who is in the campaign as they are', async () => {
		const { person, enrollment } = someone(node.world, 'active');
		const sequence = byId(campaignId(enrollment.sequenceKey));
		expect(await node.enroll(person.email, { sequence })).toMatchObject([
			{ status: 'unchanged', record: { contactId: contactIdOf(person.email) } },
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

	it('makes no second lead of whom another system adds at the same moment: a 409', async () => {
		const email = 'kim@overtaken-run.com';
		const write = {
			method: 'POST',
			url: `/lemlist/api/campaigns/${CAMPAIGN}/leads/`,
			headers: {
				authorization: `Basic ${Buffer.from(':sandbox-lemlist').toString('base64')}`,
				'content-type': 'application/json',
			},
			text: JSON.stringify({ email }),
		};
		const items = await node.overtake(
			{ route: UNSUBSCRIBED, write },
			async () => await node.enroll(email),
		);
		expect(items).toMatchObject([{ status: 'unchanged', record: { email } }]);
		expect(node.calls(ADD).map(({ status }) => status)).toEqual([200, 409]);
	});

	it('hands variables on', async () => {
		const variables = '{"icebreaker":"Hello"}';
		expect(await node.enroll('kim@sender-run.com', { options: { variables } })).toMatchObject([
			{ status: 'created' },
		]);
		expect(JSON.parse(node.calls(ADD)[0]?.requestBody ?? '')).toEqual({
			email: 'kim@sender-run.com',
			icebreaker: 'Hello',
		});
	});
});

describe('an enrollment without a sound answer of lemlist', () => {
	it('that was done is found by looking, and not sent again', async () => {
		node.setFault({ kind: 'reset', route: ADD, when: 'after' });
		expect(await node.enroll('kim@lost-run.com')).toMatchObject([
			{ status: 'created', record: { email: 'kim@lost-run.com', status: 'active' } },
		]);
		expect(node.calls(ADD)).toHaveLength(1);
	});

	it('that was not done stays in doubt, and is looked for before the next run sends it', async () => {
		node.setFault({ kind: 'unavailable', route: ADD, times: 1 });
		expect(await node.enroll('kim@doubt-run.com')).toMatchObject([{ status: 'upstream_error' }]);
		expect(node.calls(ADD)).toHaveLength(1);
		const before = node.calls().length;
		expect(await node.enroll('kim@doubt-run.com')).toMatchObject([{ status: 'created' }]);
		// Once for the doubt, once as ever.
		expect(node.asked().slice(before, before + 2)).toEqual([CONTACT, CONTACT]);
		expect(node.calls(ADD)).toHaveLength(2);
	});

	it.each([
		['the person', CONTACT, 'garbage'],
		['the person', CONTACT, 'truncated'],
		['the list of unsubscribed people', UNSUBSCRIBED, 'garbage'],
	] as const)('does not begin if %s cannot be read', async (_name, route, kind) => {
		node.setFault({ kind, route });
		expect(await node.enroll('kim@unreadable-run.com')).toMatchObject([
			{ status: 'upstream_error', reason: { code: 'unreadable_answer' } },
		]);
		expect(node.calls(ADD)).toEqual([]);
	});
});

describe('an enrollment with lemlist', () => {
	it('waits where leads are reviewed, and is launched by resuming it', async () => {
		const email = 'kim@review-run.com';
		expect(await node.enroll(email, { sequence: byId(REVIEWED) })).toMatchObject([
			{ status: 'created', record: { status: 'paused' } },
		]);
		expect(await node.act('resume', email, REVIEWED)).toMatchObject({ status: 'updated' });
		expect(node.calls('POST /api/leads/review/{leadId}')).toHaveLength(1);
		expect(await node.act('get', email, REVIEWED)).toMatchObject({ record: { status: 'active' } });
	}, 20_000);

	it('is paused in its own campaign only, and left alone if it is so already', async () => {
		const { person, enrollment } = someone(node.world, 'active');
		await node.enroll(person.email, EVEN_IF_ELSEWHERE);
		expect(await node.act('pause', person.email)).toMatchObject({ status: 'updated' });
		expect(await node.act('get', person.email)).toMatchObject({ record: { status: 'paused' } });
		expect(await node.act('pause', person.email)).toMatchObject({ status: 'unchanged' });
		const other = await node.act('get', person.email, campaignId(enrollment.sequenceKey));
		expect(other).toMatchObject({ record: { status: 'active' } });
		expect(await node.act('resume', person.email)).toMatchObject({ status: 'updated' });
		expect(await node.act('get', person.email)).toMatchObject({ record: { status: 'active' } });
	}, 20_000);

	it('is stopped by removing the lead, which leaves the person subscribed', async () => {
		const email = 'kim@stopped-run.com';
		await node.enroll(email);
		expect(await node.act('stop', email)).toMatchObject({ status: 'updated' });
		expect(node.calls(REMOVE)).toMatchObject([{ url: expect.stringContaining('action=remove') }]);
		expect(await node.act('get', email)).toMatchObject({ status: 'not_found' });
		const elsewhere = { sequence: byId(campaignId('sequence-2')) };
		expect(await node.enroll(email, elsewhere)).toMatchObject([{ status: 'created' }]);
	}, 20_000);
});

describe('errors of lemlist, which are plain text,', () => {
	it('are told in its own words', async () => {
		const { items } = await node.run('sequence.get', {
			parameters: { sequence: byId('cam_none') },
		});
		expect(node.calls()).toMatchObject([{ status: 404, answerBody: 'Campaign not found' }]);
		expect(items).toMatchObject([
			{
				status: 'not_found',
				reason: { code: 'campaign_not_found', message: 'lemlist: Campaign not found' },
			},
		]);
	});
});

describe('a change of a step with lemlist', () => {
	it.each([
		['there is no such one', { step: '9', subject: 'x' }, 'no_such_step'],
		['half a day', { step: '1', delayHours: '36' }, 'whole_days_only'],
		['a subject of what is no mail', { step: '2', subject: 'x' }, 'no_subject'],
	])('is refused before anything is written: %s', async (_name, change, code) => {
		const { items } = await node.run('messaging.updateStep', {
			parameters: { sequence: byId(CAMPAIGN), ...change },
			onError: 'continueRegularOutput',
		});
		expect(items).toMatchObject([{ status: 'invalid', reason: { code } }]);
		expect(node.calls(PATCH)).toEqual([]);
	});
});

describe('the limit of lemlist', () => {
	it('is waited for as long as its answer says', async () => {
		node.setFault({ kind: 'rate_limit_burst', route: ADD, times: 1 });
		const from = node.now();
		expect(await node.enroll('kim@burst-run.com')).toMatchObject([{ status: 'created' }]);
		expect(node.now() - from).toBeGreaterThanOrEqual(2_000);
		expect(node.calls(ADD).map(({ status }) => status)).toEqual([429, 200]);
	}, 20_000);

	it('is kept before it refuses: at most twenty requests go out in two seconds', async () => {
		node.opened.sandbox.settings.limits = 'off';
		// The first request of a process is slow.
		await node.act('get', 'first@limit-run.com');
		const people = Array.from({ length: 22 }, (_, index) => `p${index}@limit-run.com`);
		const { items } = await node.run('enrollment.get', {
			parameters: ofPeople(CAMPAIGN),
			items: toItems(...people),
		});
		expect(items.map(({ status }) => status)).toEqual(people.map(() => 'not_found'));
		const times = node.calls(CONTACT).map(({ at }) => Date.parse(at));
		// Arrivals, which come a little unevenly after what was sent.
		expect((times[21] ?? 0) - (times[1] ?? 0)).toBeGreaterThan(1_800);
	}, 20_000);
});
