import type { INodeParameters } from 'n8n-workflow';

import { type Enrolled, countOf, knownTo, someone, statisticsOf } from './people-in-sequences';
import { byId, ofPeople, restartProcess, toItems } from './sequencer-node';
import { nothingHappened } from './nothing-happened';
import { describeOperations } from '../gtm/describe-operations';
import { numericId, seenBy } from '../../../sandbox/world/slice.ts';
import type { Sequence, World } from '../../../sandbox/world/world.ts';

const sequenceId = (key: string) => numericId(500, key);
const prospectId = (personKey: string) => numericId(1_000_000, personKey);
const stateId = (key: string) => numericId(3_000_000, key);
const mailboxId = (userKey: string) => numericId(100, userKey);
const stepId = (key: string, number: number) =>
	String(Number(numericId(20_000, key)) * 10 + number);

const SEQUENCE = sequenceId('sequence-1');

const READ = 'GET /api/v2/sequences/{id}';
const STEPS = 'GET /api/v2/sequenceSteps';
const TEMPLATES = 'GET /api/v2/templates';
const PROSPECTS = 'GET /api/v2/prospects';
const STATES = 'GET /api/v2/sequenceStates';

/** Outreach knows no archived ones. */
const STATUS = { active: 'active', paused: 'paused', archived: 'paused' } as const;

const sequenceOf = ({ sequences }: World): Sequence => {
	const [, second] = sequences;
	if (second === undefined) throw new RangeError('the world has too few sequences');
	return second;
};

/** Each mail has a template of its own, under the number of its step. */
const templatesOf = ({ key, name, steps, updatedAt }: Sequence) =>
	steps
		.filter(({ channel }) => channel === 'email')
		.map(({ number, subject, body }) => ({
			id: stepId(key, number),
			name: `${name}, step ${number}`,
			subject,
			body,
			updatedAt,
		}));

const stepsOf = ({ key, steps }: Sequence) =>
	steps.map(({ number, channel, delayHours, subject, body }) => ({
		id: stepId(key, number),
		number,
		channel,
		delayHours,
		...(channel === 'email' && { subject, body, templateId: stepId(key, number) }),
	}));

/** One person, and what becomes of them in their sequence. */
const changing = ({ person, enrollment }: Enrolled, status: string, action: string) => ({
	parameters: ofPeople(sequenceId(enrollment.sequenceKey)),
	items: toItems(person.email),
	outputs: [
		{
			status: 'updated',
			record: { id: stateId(enrollment.key), contactId: prospectId(person.key), status },
		},
	],
	asked: [PROSPECTS, STATES, `POST /api/v2/sequenceStates/{id}/actions/${action}`],
});

beforeEach(restartProcess);
afterAll(restartProcess);

describeOperations('sequencer', 'outreach', {
	'sequence.list': ({ sandbox: { world } }) => ({
		parameters: { returnAll: true },
		outputs: world.sequences
			.toSorted((a, b) => a.name.localeCompare(b.name))
			.map(({ key, name, status, createdAt }) => ({
				status: 'found',
				provider: 'outreach',
				record: { id: sequenceId(key), name, status: STATUS[status], createdAt },
			})),
		asked: ['GET /api/v2/sequences'],
	}),
	'sequence.get': ({ sandbox: { world } }) => ({
		parameters: { sequence: byId(SEQUENCE) },
		outputs: [
			{
				status: 'found',
				record: { id: SEQUENCE, status: 'active', steps: stepsOf(sequenceOf(world)) },
			},
		],
		asked: [READ, STEPS, 'GET /api/v2/sequenceTemplates'],
	}),
	'template.list': ({ sandbox: { world } }) => ({
		parameters: { returnAll: true, text: 'outbound revops' },
		outputs: templatesOf(sequenceOf(world)).map((record) => ({ status: 'found', record })),
		asked: [TEMPLATES],
	}),
	'template.get': ({ sandbox: { world } }) => {
		const [template] = templatesOf(sequenceOf(world));
		return {
			parameters: { template: byId(template?.id ?? '') },
			outputs: [{ status: 'found', provider: 'outreach', record: { ...template } }],
			asked: ['GET /api/v2/templates/{id}'],
		};
	},
	'enrollment.enroll': ({ sandbox: { world } }) => {
		const { person } = world.examples;
		const [, sender] = world.users;
		return {
			parameters: ofPeople(SEQUENCE, { options: { senderId: sender?.email ?? '' } }),
			items: toItems(person.email),
			outputs: [
				{
					status: 'created',
					provider: 'outreach',
					record: {
						sequenceId: SEQUENCE,
						contactId: prospectId(person.key),
						email: person.email,
						sender: mailboxId(sender?.key ?? ''),
						status: 'active',
					},
				},
			],
			asked: [PROSPECTS, STATES, 'GET /api/v2/mailboxes', 'POST /api/v2/sequenceStates', STATES],
		};
	},
	'enrollment.pause': ({ sandbox: { world } }) =>
		changing(someone(world, 'active'), 'paused', 'pause'),
	'enrollment.resume': ({ sandbox: { world } }) =>
		changing(someone(world, 'paused'), 'active', 'resume'),
	'enrollment.stop': ({ sandbox: { world } }) =>
		changing(someone(world, 'active'), 'finished', 'finish'),
	'enrollment.get': ({ sandbox: { world } }) => {
		const { person, enrollment } = someone(world, 'replied');
		const id = sequenceId(enrollment.sequenceKey);
		return {
			parameters: ofPeople(id),
			items: toItems(person.email, 'nobody@outreach-run.com'),
			outputs: [
				{
					status: 'found',
					record: {
						id: stateId(enrollment.key),
						sequenceId: id,
						contactId: prospectId(person.key),
						sender: mailboxId(enrollment.senderKey),
						status: 'replied',
						enrolledAt: enrollment.enrolledAt,
						lastEventAt: enrollment.lastEventAt,
					},
				},
				{ status: 'not_found', reason: { code: 'not_enrolled' } },
			],
			asked: [PROSPECTS, STATES, PROSPECTS],
		};
	},
	'messaging.updateStep': () => {
		const texts = { subject: 'A new subject', body: 'A new body' };
		return {
			parameters: { sequence: byId(SEQUENCE), step: '3', delayHours: '36', ...texts },
			outputs: [
				{
					status: 'updated',
					record: { number: 3, delayHours: 36, ...texts },
					notes: [expect.stringContaining('every step that uses it has the change')],
				},
			],
			asked: [STEPS, 'PATCH /api/v2/sequenceSteps/{id}', 'PATCH /api/v2/templates/{id}', STEPS],
		};
	},
	'messaging.updateTemplate': ({ sandbox: { world } }) => {
		const [template] = templatesOf(sequenceOf(world));
		const parameters: INodeParameters = {
			template: byId(template?.id ?? ''),
			subject: 'A new subject',
		};
		return {
			parameters,
			outputs: [
				{
					status: 'updated',
					record: { id: template?.id, subject: 'A new subject', body: template?.body },
				},
			],
			asked: ['PATCH /api/v2/templates/{id}'],
		};
	},
	'engagement.changes': () => nothingHappened('GET /api/v2/mailings'),
	'engagement.history': ({ sandbox: { world } }) => {
		const { person, enrollment } = someone(world, 'replied');
		return {
			parameters: { email: '={{ $json.email }}' },
			items: toItems(person.email),
			outputs: enrollment.engagement.toReversed().map(({ type, at, step }) => ({
				status: 'found',
				record: {
					type,
					at,
					detail: `Step ${step}`,
					email: person.email,
					sequenceId: sequenceId(enrollment.sequenceKey),
				},
			})),
			asked: [PROSPECTS, 'GET /api/v2/mailings'],
		};
	},
	'engagement.statistics': ({ sandbox: { world } }) => {
		const own = knownTo(world, 'outreach', 'sequence-1').filter(({ personKey }) =>
			seenBy('outreach', personKey, 0.6),
		);
		const [sent, bounced] = [countOf(own, 'sent'), countOf(own, 'bounced')];
		return {
			parameters: { sequence: byId(SEQUENCE) },
			outputs: statisticsOf({
				sent,
				delivered: sent - bounced,
				opened: countOf(own, 'opened'),
				clicked: countOf(own, 'clicked'),
				replied: countOf(own, 'replied'),
				bounced,
				unsubscribed: countOf(own, 'unsubscribed'),
			}),
			asked: [READ],
		};
	},
});
