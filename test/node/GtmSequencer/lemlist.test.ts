import { countOf, knownTo, someone, statisticsOf } from './people-in-sequences';
import { byId, ofPeople, restartProcess, toItems } from './sequencer-node';
import { nobodyToPush, nothingHappened } from './nothing-happened';
import { describeOperations } from '../gtm/describe-operations';
import { contactIdOf, idOf } from '../../../sandbox/vendors/lemlist/state.ts';
import type { Sequence } from '../../../sandbox/world/world.ts';

const campaignId = (key: string) => idOf('cam', key);
const CAMPAIGN = campaignId('sequence-1');

const READ = 'GET /api/campaigns/{campaignId}';
const STEPS = 'GET /api/campaigns/{campaignId}/sequences';
const CONTACT = 'GET /api/contacts/{idOrEmail}';
const LEAD = 'GET /api/leads';

const stepsOf = ({ key, steps }: Sequence) =>
	steps.map(({ number, channel, delayHours, subject, body }) => ({
		id: idOf('stp', `${key} ${number}`),
		number,
		channel,
		delayHours,
		body,
		...(channel === 'email' && { subject }),
	}));

beforeEach(restartProcess);
afterAll(restartProcess);

describeOperations('sequencer', 'lemlist', {
	'sequence.list': ({ sandbox: { world } }) => ({
		parameters: { returnAll: true },
		outputs: world.sequences.map(({ key, name, status, ownerKey, createdAt }) => ({
			status: 'found',
			provider: 'lemlist',
			record: {
				id: campaignId(key),
				name,
				status,
				senders: [world.lookup.user.get(ownerKey)?.email],
				createdAt,
			},
		})),
		asked: ['GET /api/campaigns'],
	}),
	'sequence.get': ({ sandbox: { world } }) => ({
		parameters: { sequence: byId(CAMPAIGN) },
		outputs: world.sequences
			.filter(({ key }) => key === 'sequence-1')
			.map((sequence) => ({
				status: 'found',
				record: { id: CAMPAIGN, name: sequence.name, steps: stepsOf(sequence) },
				notes: [expect.stringContaining('1 conditional branches are not included')],
			})),
		asked: [READ, STEPS],
	}),
	'enrollment.enroll': ({ sandbox: { world } }) => {
		const { email } = world.examples.person;
		return {
			parameters: ofPeople(CAMPAIGN, { options: { firstName: 'Abel' } }),
			items: toItems(email),
			outputs: [
				{
					status: 'created',
					provider: 'lemlist',
					record: {
						id: expect.stringMatching(/^lea_/),
						sequenceId: CAMPAIGN,
						contactId: contactIdOf(email),
						email,
						status: 'active',
					},
				},
			],
			asked: [
				CONTACT,
				'GET /api/v2/unsubscribes/variables/{value}',
				'POST /api/campaigns/{campaignId}/leads/',
				LEAD,
			],
		};
	},
	'enrollment.pause': ({ sandbox: { world } }) => {
		const { person, enrollment } = someone(world, 'active');
		return {
			parameters: ofPeople(campaignId(enrollment.sequenceKey)),
			items: toItems(person.email),
			outputs: [
				{ status: 'updated', record: { id: idOf('lea', enrollment.key), status: 'paused' } },
			],
			asked: ['POST /api/leads/pause/{leadId}', LEAD],
		};
	},
	'enrollment.resume': ({ sandbox: { world } }) => {
		const { person, enrollment } = someone(world, 'paused');
		return {
			parameters: ofPeople(campaignId(enrollment.sequenceKey)),
			items: toItems(person.email),
			outputs: [
				{ status: 'updated', record: { id: idOf('lea', enrollment.key), status: 'active' } },
			],
			asked: ['POST /api/leads/start/{leadId}', LEAD],
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
					record: { id: idOf('lea', enrollment.key), status: 'finished' },
					notes: [expect.stringContaining('removed from the campaign')],
				},
			],
			asked: [CONTACT, LEAD, 'DELETE /api/campaigns/{campaignId}/leads/{leadId}'],
		};
	},
	'enrollment.get': ({ sandbox: { world } }) => {
		const { person, enrollment } = someone(world, 'replied');
		const id = campaignId(enrollment.sequenceKey);
		return {
			parameters: ofPeople(id),
			items: toItems(person.email, 'nobody@lemlist-run.com'),
			outputs: [
				{
					status: 'found',
					record: {
						id: idOf('lea', enrollment.key),
						sequenceId: id,
						contactId: contactIdOf(person.email),
						email: person.email,
						status: 'replied',
					},
				},
				{ status: 'not_found', reason: { code: 'not_enrolled' } },
			],
			asked: [CONTACT, LEAD, CONTACT],
		};
	},
	'messaging.updateStep': () => ({
		parameters: {
			sequence: byId(CAMPAIGN),
			step: idOf('stp', 'sequence-1 3'),
			subject: 'A new subject',
			body: 'A new body',
			delayHours: '48',
		},
		outputs: [
			{
				status: 'updated',
				record: { number: 3, subject: 'A new subject', body: 'A new body', delayHours: 48 },
			},
		],
		asked: [STEPS, 'PATCH /api/sequences/{sequenceId}/steps/{stepId}', STEPS],
	}),
	'blocklist.push': nobodyToPush,
	'engagement.changes': () => nothingHappened('GET /api/activities'),
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
					// From 1, although lemlist counts from 0.
					step,
					email: person.email,
					sequenceId: campaignId(enrollment.sequenceKey),
				},
			})),
			asked: [CONTACT, 'GET /api/activities'],
		};
	},
	'engagement.statistics': ({ sandbox: { world } }) => {
		const createdAt = world.sequences.find(({ key }) => key === 'sequence-1')?.createdAt ?? '';
		// lemlist wants a window: it is asked for the life of the campaign.
		const own = knownTo(world, 'lemlist', 'sequence-1').map((each) => ({
			...each,
			engagement: each.engagement.filter(({ at }) => at >= createdAt),
		}));
		const [sent, bounced] = [countOf(own, 'sent'), countOf(own, 'bounced')];
		return {
			parameters: { sequence: byId(CAMPAIGN) },
			outputs: statisticsOf({
				sent,
				delivered: sent - bounced,
				opened: countOf(own, 'opened'),
				clicked: countOf(own, 'clicked'),
				replied: countOf(own, 'replied'),
				bounced,
				unsubscribed: countOf(own, 'unsubscribed'),
			}),
			asked: [READ, 'GET /api/v2/campaigns/{campaignId}/stats'],
		};
	},
});
