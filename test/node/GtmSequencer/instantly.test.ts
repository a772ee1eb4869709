import { countOf, knownTo, peopleWith, someone, statisticsOf } from './people-in-sequences';
import { byId, ofPeople, restartProcess, toItems } from './sequencer-node';
import { nobodyToPush, nothingHappened } from './nothing-happened';
import { describeOperations } from '../gtm/describe-operations';
import { uuidOf } from '../../../sandbox/world/slice.ts';
import type { Sequence } from '../../../sandbox/world/world.ts';

const campaignId = (key: string) => uuidOf('instantly', key);
const CAMPAIGN = campaignId('sequence-1');

const LIST = 'GET /api/v2/campaigns';
const READ = 'GET /api/v2/campaigns/{id}';
const LOOK = 'POST /api/v2/leads/list';

/** A campaign that is completed has no word in the model. */
const STATUS = { active: 'active', paused: 'paused', archived: undefined } as const;

/** Mails only; Instantly keeps the delay of a step with the one before. */
const mailsOf = ({ steps }: Sequence) =>
	steps
		.filter(({ channel }) => channel === 'email')
		.map(({ subject, body, delayHours }, index) => ({
			number: index + 1,
			channel: 'email',
			subject,
			body: body.replaceAll('\n', '<br/>'),
			delayHours: index === 0 ? 0 : delayHours,
		}));

beforeEach(restartProcess);
afterAll(restartProcess);

describeOperations('sequencer', 'instantly', {
	'sequence.list': ({ sandbox: { world } }) => ({
		parameters: { returnAll: true },
		outputs: world.sequences.map(({ key, name, status, ownerKey, createdAt }) => ({
			status: 'found',
			provider: 'instantly',
			record: {
				id: campaignId(key),
				name,
				...(STATUS[status] && { status: STATUS[status] }),
				senders: [world.lookup.user.get(ownerKey)?.email],
				createdAt,
			},
		})),
		asked: [LIST],
	}),
	'sequence.get': ({ sandbox: { world } }) => ({
		parameters: { sequence: byId(CAMPAIGN) },
		outputs: world.sequences
			.filter(({ key }) => key === 'sequence-1')
			.map((sequence) => ({
				status: 'found',
				record: { id: CAMPAIGN, name: sequence.name, steps: mailsOf(sequence) },
			})),
		asked: [READ],
	}),
	'enrollment.enroll': ({ sandbox: { world } }) => {
		const { email } = world.examples.person;
		return {
			parameters: ofPeople(CAMPAIGN, {
				options: {
					firstName: 'Abel',
					accountName: 'Alderbay',
					variables: '{"icebreaker":"Hello"}',
				},
			}),
			items: toItems(email),
			outputs: [
				{
					status: 'created',
					provider: 'instantly',
					record: { sequenceId: CAMPAIGN, email, status: 'active' },
					cost: { amount: 1, unit: 'lead upload', remaining: 4_999 },
				},
			],
			asked: [LOOK, 'POST /api/v2/leads/add', LOOK],
		};
	},
	'enrollment.stop': ({ sandbox: { world } }) => {
		const { person, enrollment } = someone(world, 'active');
		return {
			parameters: ofPeople(campaignId(enrollment.sequenceKey)),
			items: toItems(person.email),
			outputs: [
				{
					status: 'updated',
					record: { id: uuidOf('instantly', enrollment.key), status: 'finished' },
					notes: [expect.stringContaining('deleted from the campaign')],
				},
			],
			asked: [LOOK, 'DELETE /api/v2/leads/{id}'],
		};
	},
	'enrollment.get': ({ sandbox: { world } }) => {
		const { person, enrollment } = someone(world, 'replied');
		const id = campaignId(enrollment.sequenceKey);
		return {
			parameters: ofPeople(id),
			items: toItems(person.email, world.examples.person.email),
			outputs: [
				{
					status: 'found',
					record: {
						id: uuidOf('instantly', enrollment.key),
						sequenceId: id,
						email: person.email,
						status: 'replied',
						sender: world.lookup.user.get(enrollment.senderKey)?.email,
						enrolledAt: enrollment.enrolledAt,
					},
				},
				{ status: 'not_found', reason: { code: 'not_enrolled' } },
			],
			asked: [LOOK, LOOK],
		};
	},
	'messaging.updateStep': () => ({
		parameters: {
			sequence: byId(CAMPAIGN),
			step: '2',
			subject: 'A new subject',
			body: 'A new body',
			delayHours: '36',
		},
		outputs: [
			{
				status: 'updated',
				record: { number: 2, subject: 'A new subject', body: 'A new body', delayHours: 36 },
			},
		],
		asked: [READ, 'PATCH /api/v2/campaigns/{id}'],
	}),
	'blocklist.push': nobodyToPush,
	'engagement.changes': () => nothingHappened('GET /api/v2/emails'),
	'engagement.history': ({ sandbox: { world } }) => {
		const { person, enrollment } = someone(world, 'replied');
		const mails = enrollment.engagement.filter(({ type }) => type === 'sent' || type === 'replied');
		return {
			parameters: { email: '={{ $json.email }}' },
			items: toItems(person.email),
			// Newest first. Opens and clicks are only counted.
			outputs: mails.toReversed().map(({ type, at }) => ({
				status: 'found',
				record: {
					type,
					at,
					email: person.email,
					sequenceId: campaignId(enrollment.sequenceKey),
				},
			})),
			asked: ['GET /api/v2/emails'],
		};
	},
	'engagement.statistics': ({ sandbox: { world } }) => {
		const own = knownTo(world, 'instantly', 'sequence-1');
		const [sent, bounced] = [countOf(own, 'sent'), countOf(own, 'bounced')];
		return {
			parameters: { sequence: byId(CAMPAIGN) },
			outputs: statisticsOf({
				sent,
				delivered: sent - bounced,
				opened: peopleWith(own, 'opened'),
				clicked: peopleWith(own, 'clicked'),
				replied: peopleWith(own, 'replied'),
				bounced,
				unsubscribed: countOf(own, 'unsubscribed'),
			}),
			asked: ['GET /api/v2/campaigns/analytics'],
		};
	},
});
