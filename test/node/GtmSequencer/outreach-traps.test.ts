import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { someone } from './people-in-sequences';
import { SequencerNode, byId, ofPeople } from './sequencer-node';
import { ACCESS_TOKEN } from '../../../sandbox/vendors/outreach/oauth-routes.ts';
import { numericId } from '../../../sandbox/world/slice.ts';

const sequenceId = (key: string) => numericId(500, key);
const prospectId = (personKey: string) => numericId(1_000_000, personKey);
const SEQUENCE = sequenceId('sequence-1');

const PROSPECTS = 'GET /api/v2/prospects';
const MAILBOXES = 'GET /api/v2/mailboxes';
const STATES = 'GET /api/v2/sequenceStates';
const MAKE = 'POST /api/v2/prospects';
const ADD = 'POST /api/v2/sequenceStates';

const EVEN_IF_ELSEWHERE = { options: { evenIfElsewhere: true } };
const NEW = 'kim@new-at-outreach.com';

let node: SequencerNode;

beforeEach(async () => {
	node = await SequencerNode.open('outreach', SEQUENCE);
});

afterEach(async () => {
	await node.close();
});

/** From the first user's mailbox, unless said. */
const enroll = async (
	email: string,
	{ options, ...parameters }: { options?: IDataObject; sequence?: INodeParameters } = {},
) =>
	await node.enroll(email, {
		...parameters,
		options: { senderId: node.world.users[0]?.email ?? '', ...options } as INodeParameters,
	});

const written = (route: string): unknown[] =>
	node.calls(route).map(({ requestBody = '' }) => JSON.parse(requestBody) as unknown);

/** What another system would send. */
const byAnother = (path: string, data: object) => ({
	method: 'POST',
	url: `/outreach/api/v2/${path}`,
	headers: {
		authorization: `Bearer ${ACCESS_TOKEN}`,
		'content-type': 'application/vnd.api+json',
	},
	text: JSON.stringify({ data }),
});

describe('a prospect, whom Outreach wants first,', () => {
	it('is made of the fields that are given, as JSON:API, and then enrolled', async () => {
		const contact = { firstName: 'Kim', accountName: 'Acme', phone: '+14155550100' };
		const [item] = await enroll(NEW, { options: contact });
		expect(item).toMatchObject({ status: 'created', record: { email: NEW, status: 'active' } });
		expect(written(MAKE)).toMatchObject([
			{
				data: {
					type: 'prospect',
					attributes: { emails: [NEW], firstName: 'Kim', company: 'Acme' },
				},
			},
		]);
		// A body of another media type would be a 415.
		expect(node.calls(MAKE)).toMatchObject([{ status: 201 }]);
		const { contactId } = item?.record as { contactId: string };
		expect(written(ADD)).toMatchObject([
			{ data: { relationships: { prospect: { data: { id: Number(contactId) } } } } },
		]);
	});

	it('is taken as they are if there is one, whatever the spelling', async () => {
		const { person } = node.world.examples;
		expect(await enroll(person.email.toUpperCase(), { options: { title: 'x' } })).toMatchObject([
			{ status: 'created', record: { contactId: prospectId(person.key) } },
		]);
		expect(node.calls(MAKE)).toEqual([]);
	});

	it('is the one that another system makes at the same moment: a 422', async () => {
		const write = byAnother('prospects', { type: 'prospect', attributes: { emails: [NEW] } });
		// To find them, to see what speaks against it, and to make them.
		const items = await node.overtake(
			{ route: PROSPECTS, times: 3, write },
			async () => await enroll(NEW),
		);
		expect(items).toMatchObject([{ status: 'created', record: { email: NEW } }]);
		expect(node.calls(MAKE).map(({ status }) => status)).toEqual([201, 422]);
	});
});

describe('a mailbox, which Outreach wants,', () => {
	it.each([
		['missing, where there are several', '', 'sender_required'],
		['unknown', 'nobody@mailbox-run.com', 'no_mailbox'],
		['no address and no ID', 'Dana', 'sender_invalid'],
	])('that is %s is asked for before a prospect is made', async (_name, senderId, code) => {
		expect(await enroll(NEW, { options: { senderId } })).toMatchObject([
			{ status: 'invalid', reason: { code } },
		]);
		expect(node.calls(MAKE)).toEqual([]);
	});

	it('that is switched off sends nothing', async () => {
		const senderId = node.world.users.find(({ active }) => !active)?.email ?? '';
		expect(await enroll(NEW, { options: { senderId } })).toMatchObject([
			{ status: 'invalid', reason: { code: 'sender_disabled' } },
		]);
		expect(node.calls(ADD)).toEqual([]);
	});

	it('may be named by its ID; one that there is not is refused in the words of Outreach', async () => {
		const { email } = node.world.examples.person;
		expect(await enroll(email, { options: { senderId: '1' } })).toMatchObject([
			{
				status: 'invalid',
				reason: { code: 'validationError', message: expect.stringMatching(/Mailbox is required/) },
			},
		]);
		const senderId = numericId(100, node.world.users[2]?.key ?? '');
		expect(await enroll(email, { options: { senderId } })).toMatchObject([
			{ status: 'created', record: { sender: senderId } },
		]);
	});
});

describe('enrolling with Outreach', () => {
	it('leaves out who has opted out', async () => {
		expect(await enroll(node.world.examples.optedOut.email, EVEN_IF_ELSEWHERE)).toMatchObject([
			{ status: 'suppressed', reason: { code: 'opted_out' } },
		]);
		expect(node.calls(ADD)).toEqual([]);
	});

	it.each(['active', 'replied'] as const)(
		'skips who is or was in another sequence, unless allowed: %s',
		async (status) => {
			const { email } = someone(node.world, status).person;
			expect(await enroll(email)).toMatchObject([
				{ status: 'skipped', reason: { code: 'in_other_sequence' } },
			]);
			expect(node.calls(ADD)).toEqual([]);
			expect(await enroll(email, EVEN_IF_ELSEWHERE)).toMatchObject([{ status: 'created' }]);
			expect(await node.act('get', email)).toMatchObject({ record: { status: 'active' } });
		},
	);

	it.each(['replied', 'finished', 'bounced'] as const)(
		'sends nobody through a sequence again: %s',
		async (status) => {
			const { person, enrollment } = someone(node.world, status);
			const sequence = byId(sequenceId(enrollment.sequenceKey));
			expect(await enroll(person.email, { sequence })).toMatchObject([
				{ status: 'skipped', reason: { code: 'in_sequence_before' }, record: { status } },
			]);
			expect(node.calls(ADD)).toEqual([]);
		},
	);

	it('makes no second enrollment of whom another system adds at the same moment: a 422', async () => {
		const { person } = node.world.examples;
		const reference = (type: string, id: string) => ({ data: { type, id: Number(id) } });
		const write = byAnother('sequenceStates', {
			type: 'sequenceState',
			relationships: {
				prospect: reference('prospect', prospectId(person.key)),
				sequence: reference('sequence', SEQUENCE),
				mailbox: reference('mailbox', numericId(100, 'user-0')),
			},
		});
		const items = await node.overtake(
			{ route: MAILBOXES, write },
			async () => await enroll(person.email),
		);
		expect(items).toMatchObject([{ status: 'unchanged', record: { status: 'active' } }]);
		expect(node.calls(ADD).map(({ status }) => status)).toEqual([201, 422]);
	});

	it('says which variables were left out: Outreach fills in fields of the prospect', async () => {
		expect(
			await enroll(NEW, {
				options: { variables: '{"icebreaker":"Hello"}' },
			}),
		).toMatchObject([
			{ status: 'created', notes: [expect.stringContaining('variables.icebreaker')] },
		]);
	});

	it.each(['1,2', '1..9', '../users'])(
		'sends nothing for the ID %s, which could mean several',
		async (id) => {
			expect(await enroll(NEW, { sequence: byId(id) })).toMatchObject([
				{ status: 'invalid', reason: { code: 'no_such_sequence' } },
			]);
			expect(await node.act('get', NEW, id)).toMatchObject({ status: 'not_found' });
			expect(node.calls()).toEqual([]);
		},
	);
});

describe('an enrollment without a sound answer of Outreach', () => {
	it.each([ADD, MAKE])('to %s that was done is found, and not sent again', async (route) => {
		node.setFault({ kind: 'reset', route, when: 'after', times: 1 });
		expect(await enroll(NEW)).toMatchObject([{ status: 'created', record: { status: 'active' } }]);
		expect([node.calls(MAKE).length, node.calls(ADD).length]).toEqual([1, 1]);
	});

	it('that cannot be looked for stays in doubt, and the next run finds it', async () => {
		node.setFault({ kind: 'reset', route: ADD, when: 'after', times: 1 });
		// A person who is new has no states to be read before.
		node.setFault({ kind: 'unavailable', route: STATES, times: 4 });
		expect(await enroll(NEW)).toMatchObject([
			{ status: 'upstream_error', reason: { message: expect.stringContaining('Check before') } },
		]);
		node.opened.sandbox.faults.clear();
		expect(await enroll(NEW)).toMatchObject([
			{ status: 'unchanged', record: { email: NEW, status: 'active' } },
		]);
		expect(node.calls(ADD)).toHaveLength(1);
	}, 40_000);

	it('that was not done stays in doubt, and is looked for before the next run sends it', async () => {
		node.setFault({ kind: 'server_error', route: ADD, times: 1 });
		expect(await enroll(NEW)).toMatchObject([{ status: 'upstream_error' }]);
		expect(node.calls(ADD)).toHaveLength(1);
		const before = node.calls().length;
		expect(await enroll(NEW)).toMatchObject([{ status: 'created' }]);
		expect(node.asked().slice(before, before + 2)).toEqual([PROSPECTS, STATES]);
		expect([node.calls(MAKE).length, node.calls(ADD).length]).toEqual([1, 2]);
	});

	it.each(['garbage', 'truncated'] as const)(
		'does not begin if the prospect comes as %s',
		async (kind) => {
			node.setFault({ kind, route: PROSPECTS });
			expect(await enroll(NEW)).toMatchObject([
				{ status: 'upstream_error', reason: { code: 'unreadable_answer' } },
			]);
			expect(new Set(node.asked())).toEqual(new Set([PROSPECTS]));
		},
	);
});

describe('an enrollment with Outreach', () => {
	it('is paused, resumed and finished, and left alone if it is so already', async () => {
		await enroll(NEW);
		for (const [operation, status] of [
			['pause', 'paused'],
			['resume', 'active'],
			['stop', 'finished'],
		] as const) {
			expect(await node.act(operation, NEW)).toMatchObject({ status: 'updated' });
			expect(await node.act('get', NEW)).toMatchObject({ record: { status } });
			expect(await node.act(operation, NEW)).toMatchObject({ status: 'unchanged' });
		}
		expect(await node.act('resume', NEW)).toMatchObject({
			status: 'invalid',
			reason: { code: 'validationError', message: expect.stringContaining('finished') },
		});
	});
});

describe('what Outreach refuses with errors of JSON:API', () => {
	it('is told by its code and words', async () => {
		const parameters = { sequence: byId('99999') };
		const { items } = await node.run('sequence.get', { parameters });
		expect(items).toMatchObject([
			{
				status: 'not_found',
				reason: {
					code: 'resourceNotFound',
					message: "Outreach: Could not find resource with id '99999'.",
				},
			},
		]);
	});

	it.each([
		['there is no such step', { step: '9', subject: 'x' }, 'no_such_step'],
		['what is no mail has no text', { step: '2', subject: 'x' }, 'no_template'],
	])('is not asked for where it is known before: %s', async (_name, change, code) => {
		const { items } = await node.run('messaging.updateStep', {
			parameters: { sequence: byId(SEQUENCE), ...change },
			onError: 'continueRegularOutput',
		});
		expect(items).toMatchObject([{ status: 'invalid', reason: { code } }]);
		expect(node.asked().filter((route) => route.startsWith('PATCH'))).toEqual([]);
	});

	it('is not asked for a window of statistics, which Outreach does not have', async () => {
		const { error } = await node.run('engagement.statistics', {
			parameters: { ...ofPeople(SEQUENCE), from: '2026-10-01', to: '2026-11-01' },
		});
		expect(error?.message).toMatch(/Leave From and To empty/);
		expect(node.calls()).toEqual([]);
	});
});
