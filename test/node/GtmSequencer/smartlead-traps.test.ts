import { countOf, knownTo, someone } from './people-in-sequences';
import { SequencerNode, byId, ofPeople, toItems } from './sequencer-node';
import { numericId } from '../../../sandbox/world/slice.ts';

const campaignId = (key: string) => numericId(10_000, key);
const CAMPAIGN = campaignId('sequence-1');
/** With A/B variants. */
const TESTED = campaignId('sequence-4');
/** Does not run, and has no variants. */
const ENDED = campaignId('sequence-7');

const LEAD = 'GET /api/v1/leads/';
const BLOCKED = 'GET /api/v1/leads/get-domain-block-list';
const LEADS = 'GET /api/v1/campaigns/{campaignId}/leads';
const ADD = 'POST /api/v1/campaigns/{campaignId}/leads';
const SAVE = 'POST /api/v1/campaigns/{campaignId}/sequences';
const RESUME = 'POST /api/v1/campaigns/{campaignId}/leads/{leadId}/resume';

const EVEN_IF_ELSEWHERE = { options: { evenIfElsewhere: true } };

let node: SequencerNode;

beforeEach(async () => {
	node = await SequencerNode.open('smartlead', CAMPAIGN);
});

afterEach(async () => {
	await node.close();
});

describe.each(['guide', 'help-centre'])('if its flags mean what its %s says, Smartlead', (page) => {
	beforeEach(() => {
		node.opened.sandbox.settings.readings = { smartlead: page };
	});

	it.each([
		['an address', () => node.world.examples.optedOut.email],
		['a domain', () => 'dana@rival-loop.example'],
	])('gets nobody who is on its block list because of %s', async (_name, emailOf) => {
		const email = emailOf();
		expect(await node.enroll(email, EVEN_IF_ELSEWHERE)).toMatchObject([
			{ status: 'suppressed', reason: { code: 'in_blocklist' } },
		]);
		expect(node.calls(ADD)).toEqual([]);
		expect(await node.act('get', email)).toMatchObject({ status: 'not_found' });
	});

	it('gets nobody who has unsubscribed', async () => {
		const enrollment = node.world.enrollments[13];
		const email = node.world.lookup.person.get(enrollment?.personKey ?? '')?.email ?? '';
		expect(await node.enroll(email, EVEN_IF_ELSEWHERE)).toMatchObject([
			{ status: 'suppressed', reason: { code: 'unsubscribed' } },
		]);
		expect(node.calls(ADD)).toEqual([]);
	});

	it('enrolls who is in another campaign if that is asked for, and only then', async () => {
		const { email } = someone(node.world, 'active').person;
		expect(await node.enroll(email)).toMatchObject([
			{ status: 'skipped', reason: { code: 'in_other_campaign' } },
		]);
		expect(await node.enroll(email, EVEN_IF_ELSEWHERE)).toMatchObject([{ status: 'created' }]);
		expect(await node.act('get', email)).toMatchObject({ record: { status: 'active' } });
	});
});

describe('a block list that cannot be read', () => {
	it.each(['server_error', 'garbage'] as const)('for %s keeps people out', async (kind) => {
		node.setFault({ kind, route: BLOCKED });
		expect(await node.enroll('kim@unknown-run.com')).toMatchObject([{ status: 'upstream_error' }]);
		expect(node.calls(ADD)).toEqual([]);
	});
});

describe('a 200 with which Smartlead added nobody', () => {
	it('because mails have bounced is suppressed, also if asked for all the same', async () => {
		const { email } = someone(node.world, 'bounced').person;
		expect(await node.enroll(email, EVEN_IF_ELSEWHERE)).toMatchObject([
			{ status: 'suppressed', reason: { code: 'bounced_before' } },
		]);
		expect(node.calls(ADD)).toMatchObject([{ status: 200 }]);
	});

	it('because the leads of the plan are used up is an exhausted quota', async () => {
		node.opened.sandbox.vendor('smartlead').credits.set(0);
		expect(await node.enroll('kim@plan-run.com')).toMatchObject([
			{ status: 'quota_exhausted', reason: { code: 'lead_limit_exhausted' } },
		]);
		expect(node.calls(ADD)).toMatchObject([{ status: 200 }]);
	});
});

describe('enrolling with Smartlead', () => {
	it('writes nothing for who is in the campaign, since Smartlead would change the lead', async () => {
		const { person, enrollment } = someone(node.world, 'active');
		const sequence = byId(campaignId(enrollment.sequenceKey));
		const contact = { firstName: 'Another', title: 'Another' };
		expect(await node.enroll(person.email, { sequence, options: contact })).toMatchObject([
			{ status: 'unchanged', record: { email: person.email } },
		]);
		expect(node.calls(ADD)).toEqual([]);
	});

	it.each([
		['replied', 'replied'],
		['finished', 'finished'],
		['bounced', 'failed'],
	] as const)('sends nobody through a campaign again: %s', async (status, shown) => {
		const { person, enrollment } = someone(node.world, status);
		const sequence = byId(campaignId(enrollment.sequenceKey));
		expect(await node.enroll(person.email, { sequence })).toMatchObject([
			{ status: 'skipped', reason: { code: 'in_sequence_before' }, record: { status: shown } },
		]);
		expect(node.calls(ADD)).toEqual([]);
	});
});

describe('a person whom another system adds at the same moment', () => {
	it('is a duplicate by the word of Smartlead', async () => {
		const email = 'kim@overtaken-run.com';
		const text = JSON.stringify({ lead_list: [{ email }] });
		const write = {
			method: 'POST',
			url: `/smartlead/api/v1/campaigns/${CAMPAIGN}/leads?api_key=sandbox-smartlead`,
			headers: { 'content-type': 'application/json' },
			text,
		};
		const items = await node.overtake({ route: LEAD, write }, async () => await node.enroll(email));
		expect(items).toMatchObject([
			{ status: 'duplicate', reason: { code: 'already_added_to_campaign' } },
		]);
		expect(node.calls(ADD)).toHaveLength(2);
	});
});

describe('an enrollment without a sound answer of Smartlead', () => {
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
		const before = node.calls().length;
		expect(await node.enroll('kim@doubt-run.com')).toMatchObject([{ status: 'created' }]);
		expect(node.asked().slice(before)).toEqual([
			LEAD,
			LEAD,
			LEAD,
			BLOCKED,
			BLOCKED,
			ADD,
			LEAD,
			LEADS,
		]);
	});

	it('because it cannot be read is in doubt, and not sent again', async () => {
		node.setFault({ kind: 'garbage', route: ADD });
		expect(await node.enroll('kim@unseen-run.com')).toMatchObject([
			{
				status: 'upstream_error',
				reason: { code: 'unreadable_answer' },
				retry: { advised: false },
			},
		]);
		expect(node.calls(ADD)).toHaveLength(1);
	});

	it.each(['garbage', 'truncated'] as const)(
		'does not begin if the lead comes as %s',
		async (kind) => {
			node.setFault({ kind, route: LEAD });
			expect(await node.enroll('kim@unreadable-run.com')).toMatchObject([
				{ status: 'upstream_error', reason: { code: 'unreadable_answer' } },
			]);
			expect(node.calls(ADD)).toEqual([]);
		},
	);
});

describe('an enrollment with Smartlead', () => {
	it('is paused, resumed and taken out, which leaves the person subscribed', async () => {
		const email = 'kim@course-run.com';
		await node.enroll(email);
		for (const [operation, status] of [
			['pause', 'paused'],
			['resume', 'active'],
		] as const) {
			expect(await node.act(operation, email)).toMatchObject({ status: 'updated' });
			expect(await node.act('get', email)).toMatchObject({ record: { status } });
			expect(await node.act(operation, email)).toMatchObject({ status: 'unchanged' });
		}
		expect(await node.act('stop', email)).toMatchObject({ status: 'updated' });
		expect(await node.act('get', email)).toMatchObject({ status: 'not_found' });
		const elsewhere = { sequence: byId(campaignId('sequence-2')) };
		expect(await node.enroll(email, elsewhere)).toMatchObject([{ status: 'created' }]);
	}, 30_000);

	it('cannot be resumed at the last step, and says so in the words of Smartlead', async () => {
		const { person, enrollment } = someone(node.world, 'paused');
		const campaign = campaignId(enrollment.sequenceKey);
		expect(await node.act('resume', person.email, campaign)).toMatchObject({
			status: 'upstream_error',
			reason: { message: expect.stringContaining('Lead is at the last sequence') },
		});
		expect(node.calls(RESUME)[0]).toMatchObject({ status: 500 });
		expect(await node.act('get', person.email, campaign)).toMatchObject({
			record: { status: 'paused' },
		});
	}, 20_000);
});

describe('a change of a step with Smartlead', () => {
	it.each([
		['there is no such one', CAMPAIGN, { step: '9', subject: 'x' }, 'no_such_step'],
		['half a day', CAMPAIGN, { step: '2', delayHours: '12' }, 'whole_days_only'],
		['variants could get lost', TESTED, { step: '1', subject: 'x' }, 'has_variants'],
	])('is refused before anything is written: %s', async (_name, campaign, change, code) => {
		const { items } = await node.run('messaging.updateStep', {
			parameters: { sequence: byId(campaign), ...change },
			onError: 'continueRegularOutput',
		});
		expect(items).toMatchObject([{ status: 'invalid', reason: { code } }]);
		expect(node.calls(SAVE)).toEqual([]);
	});

	it('is refused for a campaign that runs, with what to do, and pauses nothing', async () => {
		const { items } = await node.run('messaging.updateStep', {
			parameters: { sequence: byId(CAMPAIGN), step: '3', body: 'A new body' },
			onError: 'continueRegularOutput',
		});
		expect(items).toMatchObject([
			{
				status: 'invalid',
				reason: {
					code: 'campaign_active',
					message: expect.stringMatching(/Pause it in Smartlead.*Cannot modify/),
				},
			},
		]);
		const campaign = await node.run('sequence.get', { parameters: { sequence: byId(CAMPAIGN) } });
		expect(campaign.items).toMatchObject([{ record: { status: 'active' } }]);
	});

	it('leaves the others as they are, although all of them are written', async () => {
		const get = async () => {
			const { items } = await node.run('sequence.get', {
				parameters: { sequence: byId(ENDED) },
			});
			return (items[0]?.record as { steps: Array<{ number: number }> }).steps;
		};
		const before = await get();
		const parameters = { sequence: byId(ENDED), step: '3', body: 'A new body' };
		await node.run('messaging.updateStep', { parameters });
		expect(await get()).toEqual(
			before.map((step) => (step.number === 3 ? { ...step, body: 'A new body' } : step)),
		);
	});
});

describe('what Smartlead answers with 200 and nothing', () => {
	it('is a campaign that there is not', async () => {
		const { items } = await node.run('sequence.get', { parameters: { sequence: byId('1') } });
		expect(items).toMatchObject([{ status: 'not_found', reason: { code: 'no_campaign' } }]);
		expect(node.calls()).toMatchObject([{ status: 200, answerBody: '{}' }]);
	});
});

describe('statistics of a window with Smartlead', () => {
	it('are of whole days on the calendar of the workflow, and say which', async () => {
		const within = knownTo(node.world, 'smartlead', 'sequence-1').map((each) => ({
			...each,
			engagement: each.engagement.filter(({ at }) => at >= '2026-10-01' && at < '2026-11-01'),
		}));
		const { items } = await node.run('engagement.statistics', {
			parameters: {
				sequence: byId(CAMPAIGN),
				from: '2026-10-01T12:00',
				to: '2026-11-01T00:00',
			},
		});
		expect(items[0]?.record).toMatchObject({
			name: 'sent',
			value: countOf(within, 'sent'),
			window: { from: '2026-09-30T22:00:00.000Z', to: '2026-10-31T23:00:00.000Z' },
		});
	});
});

describe('the limits of Smartlead', () => {
	it('are waited for as long as its answer says', async () => {
		node.setFault({ kind: 'rate_limit_burst', route: ADD, times: 1 });
		const from = node.now();
		expect(await node.enroll('kim@burst-run.com')).toMatchObject([{ status: 'created' }]);
		expect(node.now() - from).toBeGreaterThanOrEqual(1_000);
		expect(node.calls(ADD).map(({ status }) => status)).toEqual([429, 200]);
	});

	it('are kept before it refuses: at most ten requests go out in a second', async () => {
		node.opened.sandbox.settings.limits = 'off';
		// The first request of a process is slow.
		await node.act('get', 'first@limit-run.com');
		const people = Array.from({ length: 12 }, (_, index) => `p${index}@limit-run.com`);
		const { items } = await node.run('enrollment.get', {
			parameters: ofPeople(CAMPAIGN),
			items: toItems(...people),
		});
		expect(items.map(({ status }) => status)).toEqual(people.map(() => 'not_found'));
		const times = node.calls(LEAD).map(({ at }) => Date.parse(at));
		// Arrivals, which come a little unevenly after what was sent.
		expect((times[11] ?? 0) - (times[1] ?? 0)).toBeGreaterThan(800);
	});
});
