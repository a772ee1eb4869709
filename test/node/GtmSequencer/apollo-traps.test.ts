import { countOf, someone } from './people-in-sequences';
import { SequencerNode, byId, ofPeople, toItems } from './sequencer-node';
import { ManualClock } from '../../../sandbox/frame/clock.ts';
import { contactId, personId, sequenceId } from '../../../sandbox/vendors/apollo/state.ts';

const SEQUENCE = sequenceId('sequence-1');

const CONTACTS = 'POST /api/v1/contacts/search';
const CREATE = 'POST /api/v1/contacts';
const ADD = 'POST /api/v1/emailer_campaigns/{id}/add_contact_ids';
const STOP = 'POST /api/v1/emailer_campaigns/remove_or_stop_contact_ids';
const REPORT = 'POST /api/v1/reports/sync_report';

let node: SequencerNode;

beforeEach(async () => {
	node = await SequencerNode.open('apollo', SEQUENCE);
});

afterEach(async () => {
	await node.close();
});

describe('a person and a contact of Apollo', () => {
	it('are not the same: the contact of the address is added, never an ID of the person', async () => {
		const { person } = node.world.examples;
		await node.enroll(person.email);
		const urls = node.calls().map(({ url }) => url);
		expect(urls.join()).toContain(contactId(person.key));
		expect(urls.join()).not.toContain(personId(person.key));
		expect(await node.act('get', person.email)).toMatchObject({
			status: 'found',
			record: { contactId: contactId(person.key), status: 'active' },
		});
	});

	it('may be taken for a namesake of the company, which is said', async () => {
		const { person, account } = node.world.examples;
		const { firstName, lastName } = person;
		const contact = { firstName, lastName, accountName: account.name };
		expect(await node.enroll('other@alias-run.com', { options: contact })).toMatchObject([
			{
				status: 'created',
				record: { contactId: contactId(person.key) },
				notes: [expect.stringContaining('same name and company')],
			},
		]);
	});

	it('may be several: the oldest one is used, which is said', async () => {
		const { duplicated } = node.world.examples;
		expect(await node.enroll(duplicated.email)).toMatchObject([
			{ status: 'created', notes: [expect.stringContaining('2 contacts')] },
		]);
	});
});

describe('a 200 with which Apollo added nobody', () => {
	it.each([
		['catchAll', 'contacts_unverified_email'],
		['undeliverable', 'contacts_unverified_email'],
		['jobChanged', 'contacts_with_job_change'],
	] as const)('is a skip with its reason: %s', async (who, code) => {
		const { email } = node.world.examples[who];
		expect(await node.enroll(email)).toMatchObject([
			{ status: 'skipped', reason: { code }, retry: { advised: false } },
		]);
		expect(node.calls(ADD)).toMatchObject([{ status: 200 }]);
		expect(await node.act('get', email)).toMatchObject({ status: 'not_found' });
	});

	it.each([
		['active', 'contacts_active_in_other_campaigns'],
		['replied', 'contacts_finished_in_other_campaigns'],
	] as const)('for someone who is %s elsewhere is a skip, unless allowed', async (status, code) => {
		const { email } = someone(node.world, status).person;
		expect(await node.enroll(email)).toMatchObject([{ status: 'skipped', reason: { code } }]);
		const allowed = { options: { evenIfElsewhere: true } };
		expect(await node.enroll(email, allowed)).toMatchObject([{ status: 'created' }]);
		expect(await node.act('get', email)).toMatchObject({ record: { status: 'active' } });
	});
});

describe('enrolling with Apollo', () => {
	it('leaves out who has unsubscribed, without asking to add them', async () => {
		expect(await node.enroll(node.world.examples.optedOut.email)).toMatchObject([
			{ status: 'suppressed', reason: { code: 'email_unsubscribed' } },
		]);
		expect(node.calls(ADD)).toEqual([]);
	});

	it('sends nobody through a sequence again', async () => {
		const { person, enrollment } = someone(node.world, 'replied');
		const sequence = byId(sequenceId(enrollment.sequenceKey));
		expect(await node.enroll(person.email, { sequence })).toMatchObject([
			{ status: 'duplicate', record: { status: 'replied', step: enrollment.step } },
		]);
		expect(node.calls(ADD)).toEqual([]);
	});

	it('enrolls a person once, however often it runs', async () => {
		const { person, optedOut } = node.world.examples;
		const emails = [person.email, optedOut.email];
		expect(await node.enroll(emails)).toMatchObject([
			{ status: 'created', provider: 'apollo', record: { status: 'active' } },
			{ status: 'suppressed', reason: { code: 'email_unsubscribed' } },
		]);
		expect(await node.enroll(emails)).toMatchObject([
			{ status: 'unchanged' },
			{ status: 'suppressed' },
		]);
		expect(node.calls(ADD)).toHaveLength(1);
	});

	it('says that nothing is sent yet if the sequence is switched off', async () => {
		const sequence = byId(sequenceId('sequence-4'));
		expect(await node.enroll(node.world.examples.person.email, { sequence })).toMatchObject([
			{
				status: 'created',
				record: { status: 'paused' },
				notes: [expect.stringContaining('Nothing is sent yet')],
			},
		]);
	});

	it('sends from the mailbox that is named, and makes no contact for one that there is not', async () => {
		const senderId = node.world.users[3]?.email ?? '';
		const { person } = node.world.examples;
		expect(await node.enroll(person.email, { options: { senderId } })).toMatchObject([
			{ status: 'created', record: { sender: senderId } },
		]);
		const unknown = { options: { senderId: 'no@sender-run.com' } };
		expect(await node.enroll('dana@no-sender-run.com', unknown)).toMatchObject([
			{ status: 'invalid', reason: { code: 'no_such_sender' } },
		]);
		expect(node.calls(CREATE)).toEqual([]);
	});

	it('refuses variables, which Apollo fills from its contacts, before anything is sent', async () => {
		const variables = '{"city":"Oslo"}';
		expect(await node.enroll('dana@variables-run.com', { options: { variables } })).toMatchObject([
			{ status: 'invalid', reason: { code: 'variables_not_offered' } },
		]);
		expect(node.calls()).toEqual([]);
	});
});

describe('an enrollment without a sound answer of Apollo', () => {
	it('that was done is found by looking, and not sent again', async () => {
		node.setFault({ kind: 'reset', route: ADD, when: 'after' });
		expect(await node.enroll(node.world.examples.person.email)).toMatchObject([
			{ status: 'created', notes: [expect.stringContaining('returned an error, but')] },
		]);
		expect(node.calls(ADD)).toHaveLength(1);
	});

	it('that is not seen stays in doubt, and is looked for before the next run sends it', async () => {
		const { email } = node.world.examples.person;
		node.setFault({ kind: 'reset', route: ADD, times: 1 });
		expect(await node.enroll(email)).toMatchObject([
			{ status: 'upstream_error', reason: { message: expect.stringContaining('Check before') } },
		]);
		expect(node.calls(ADD)).toHaveLength(1);
		expect(await node.enroll(email)).toMatchObject([{ status: 'created' }]);
		expect(node.calls(ADD)).toHaveLength(2);
	});

	it.each(['garbage', 'truncated'] as const)('because it is %s is no success', async (kind) => {
		node.setFault({ kind, route: ADD });
		expect(await node.enroll(node.world.examples.person.email)).toMatchObject([
			{
				status: 'upstream_error',
				reason: { code: 'unreadable_answer' },
				retry: { advised: false },
			},
		]);
		expect(node.calls(ADD)).toHaveLength(1);
	});

	it('does not begin if nobody can tell whether there is a contact', async () => {
		node.setFault({ kind: 'garbage', route: CONTACTS });
		expect(await node.enroll('dana@unreadable-run.com')).toMatchObject([
			{ status: 'upstream_error', reason: { code: 'unreadable_answer' } },
		]);
		expect(new Set(node.asked())).toEqual(new Set([CONTACTS]));
	});
});

describe('stopping with Apollo', () => {
	it('really stops, and tells nothing of the answer, in which Apollo shows the key', async () => {
		const { person, enrollment } = someone(node.world, 'active');
		const sequence = sequenceId(enrollment.sequenceKey);
		const stopped = await node.run('enrollment.stop', {
			parameters: ofPeople(sequence, { options: { output: 'raw' } }),
			items: toItems(person.email),
		});
		expect(node.calls(STOP)[0]?.answerBody).toContain('sandbox-apollo-master');
		expect(JSON.stringify(stopped.run.data.resultData)).not.toContain('sandbox-apollo-master');
		expect(await node.act('get', person.email, sequence)).toMatchObject({
			record: { status: 'finished' },
		});
		expect(await node.act('stop', person.email, sequence)).toMatchObject({ status: 'unchanged' });
		expect(node.calls(STOP)).toHaveLength(1);
	});

	it('is pending while Apollo still works on it', async () => {
		await node.close();
		node = await SequencerNode.open('apollo', SEQUENCE, { settings: { indexLagMs: 60_000 } });
		const { person, enrollment } = someone(node.world, 'active');
		const sequence = sequenceId(enrollment.sequenceKey);
		expect(await node.act('stop', person.email, sequence)).toMatchObject({
			status: 'pending',
			reason: { code: 'stop_under_way' },
			retry: { advised: true },
		});
	});
});

describe('statistics of a window with Apollo', () => {
	const window = { from: '2026-10-01', to: '2026-11-01' };
	const parameters = { sequence: byId(SEQUENCE), ...window };

	it('count messages, and have no rate, for Apollo does not tell the delivered ones', async () => {
		const within = node.world.enrollments
			.filter(({ sequenceKey }) => sequenceKey === 'sequence-1')
			.map((each) => ({
				...each,
				engagement: each.engagement.filter(({ at }) => at >= window.from && at < window.to),
			}));
		const { items } = await node.run('engagement.statistics', { parameters });
		const names = ['sent', 'opened', 'replied'] as const;
		expect(items).toHaveLength(names.length);
		expect(items.map(({ record }) => record)).toMatchObject(
			names.map((name) => ({ name, unit: 'count', value: countOf(within, name) })),
		);
		expect(node.asked()).toEqual([REPORT]);
	});

	it('are five an hour: the sixth is told to be too many, and the others came', async () => {
		const six = Array.from({ length: 6 }, () => ({}));
		const { items } = await node.run('engagement.statistics', { parameters, items: six });
		const without = items.filter(({ record }) => record === undefined);
		expect(items).toHaveLength(5 * 3 + 1);
		expect(without).toMatchObject([{ status: 'quota_exhausted' }]);
	});
});

describe('a 429 of Apollo', () => {
	it('for the minute is waited for as long as Apollo says', async () => {
		await node.close();
		const secondBeforeTheMinute = new ManualClock(Date.parse('2026-11-25T09:00:59Z'));
		node = await SequencerNode.open('apollo', SEQUENCE, { clock: secondBeforeTheMinute });
		node.setFault({ kind: 'rate_limit_burst', route: CONTACTS, times: 1 });
		const from = node.now();
		expect(await node.enroll(node.world.examples.person.email)).toMatchObject([
			{ status: 'created' },
		]);
		expect(node.now() - from).toBeGreaterThanOrEqual(1_000);
		expect(node.calls(CONTACTS)[0]).toMatchObject({ status: 429 });
	});

	it('for the hour ends all that is left at once', async () => {
		node.setFault({ kind: 'rate_limit_quota', route: CONTACTS });
		const people = Array.from({ length: 12 }, (_, index) => `p${index}@quota-run.com`);
		const items = await node.enroll(people);
		expect(items.map(({ status }) => status)).toEqual(people.map(() => 'quota_exhausted'));
		// Those that were under way, and none of the others.
		expect(node.calls().length).toBeLessThanOrEqual(5);
	});
});

describe('a key of Apollo', () => {
	it.each([
		['that only enriches', 'sandbox-apollo-enrichment', /master key/],
		['that nobody has', 'a-wrong-key-of-apollo-0123456789', /Check the key in the credential/],
	])('%s is refused with what to do, and shown nowhere', async (_name, apiKey, advice) => {
		const finished = await node.run('enrollment.enroll', {
			parameters: ofPeople(SEQUENCE),
			items: toItems(node.world.examples.person.email),
			onError: 'continueRegularOutput',
			credentials: { gtmApolloApi: { apiKey } },
		});
		expect(finished.items).toMatchObject([
			{ status: 'forbidden', reason: { message: expect.stringMatching(advice) } },
		]);
		expect(node.toldBy(finished)).not.toContain(apiKey);
		expect(new Set(node.asked())).toEqual(new Set([CONTACTS]));
	});
});
