import { nobodyToPush, nothingHappened } from './nothing-happened';
import { countOf, knownTo, peopleWith, someone, statisticsOf } from './people-in-sequences';
import { byId, ofPeople, restartProcess, runSequencer, toItems } from './sequencer-node';
import { describeOperations } from '../gtm/describe-operations';
import { numericId } from '../../../sandbox/world/slice.ts';
import type { Sequence } from '../../../sandbox/world/world.ts';

const campaignId = (key: string) => numericId(10_000, key);
const leadId = (personKey: string) => numericId(2_000_000, personKey);
const CAMPAIGN = campaignId('sequence-1');
/** Does not run, and has no variants. */
const ENDED = campaignId('sequence-7');

const READ = 'GET /api/v1/campaigns/{campaignId}';
const STEPS = 'GET /api/v1/campaigns/{campaignId}/sequences';
const LEAD = 'GET /api/v1/leads/';
const BLOCKED = 'GET /api/v1/leads/get-domain-block-list';
const LEADS = 'GET /api/v1/campaigns/{campaignId}/leads';

/** Mails only, numbered anew; the ID keeps the old number. */
const mailsOf = ({ key, steps }: Sequence) =>
	steps
		.filter(({ channel }) => channel === 'email')
		.map(({ number, subject, body, delayHours }, index) => ({
			id: String(Number(numericId(500_000, key)) * 10 + number),
			number: index + 1,
			channel: 'email',
			subject,
			body,
			delayHours,
		}));

beforeEach(restartProcess);
afterAll(restartProcess);

describeOperations('sequencer', 'smartlead', {
	'sequence.list': ({ sandbox: { world } }) => ({
		parameters: { returnAll: true },
		outputs: world.sequences.map(({ key, name, status, createdAt }) => ({
			status: 'found',
			provider: 'smartlead',
			record: { id: campaignId(key), name, status, createdAt },
		})),
		asked: ['GET /api/v1/campaigns/'],
	}),
	'sequence.get': ({ sandbox: { world } }) => ({
		parameters: { sequence: byId(CAMPAIGN) },
		outputs: world.sequences
			.filter(({ key }) => key === 'sequence-1')
			.map((sequence) => ({
				status: 'found',
				record: { id: CAMPAIGN, name: sequence.name, steps: mailsOf(sequence) },
			})),
		asked: [READ, STEPS],
	}),
	'enrollment.enroll': ({ sandbox: { world } }) => {
		const { email } = world.examples.person;
		return {
			parameters: ofPeople(CAMPAIGN, { options: { firstName: 'Abel', title: 'CRO' } }),
			items: toItems(email),
			outputs: [
				{
					status: 'created',
					provider: 'smartlead',
					record: { sequenceId: CAMPAIGN, email, status: 'active' },
				},
			],
			asked: [LEAD, BLOCKED, 'POST /api/v1/campaigns/{campaignId}/leads', LEAD, LEADS],
		};
	},
	'enrollment.pause': ({ sandbox: { world } }) => {
		const { person, enrollment } = someone(world, 'active');
		return {
			parameters: ofPeople(campaignId(enrollment.sequenceKey)),
			items: toItems(person.email),
			outputs: [{ status: 'updated', record: { contactId: leadId(person.key), status: 'paused' } }],
			asked: ['POST /api/v1/campaigns/{campaignId}/leads/{leadId}/pause', LEADS],
		};
	},
	'enrollment.resume': async (opened) => {
		const { person, enrollment } = someone(opened.sandbox.world, 'active');
		const parameters = ofPeople(campaignId(enrollment.sequenceKey));
		const items = toItems(person.email);
		await runSequencer(opened, 'smartlead', 'enrollment.pause', { parameters, items });
		return {
			parameters,
			items,
			outputs: [{ status: 'updated', record: { contactId: leadId(person.key), status: 'active' } }],
			asked: ['POST /api/v1/campaigns/{campaignId}/leads/{leadId}/resume', LEADS],
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
					record: { contactId: leadId(person.key), status: 'finished' },
					notes: [expect.stringContaining('removed from the campaign')],
				},
			],
			asked: [LEAD, 'DELETE /api/v1/campaigns/{campaignId}/leads/{leadId}'],
		};
	},
	'enrollment.get': ({ sandbox: { world } }) => {
		const { person, enrollment } = someone(world, 'replied');
		const id = campaignId(enrollment.sequenceKey);
		return {
			parameters: ofPeople(id),
			items: toItems(person.email, 'nobody@smartlead-run.com'),
			outputs: [
				{
					status: 'found',
					record: {
						id: numericId(9_000_000, enrollment.key),
						sequenceId: id,
						contactId: leadId(person.key),
						email: person.email,
						status: 'replied',
						enrolledAt: enrollment.enrolledAt,
						lastEventAt: enrollment.lastEventAt,
					},
				},
				// For which Smartlead answers 200 and nothing.
				{ status: 'not_found', reason: { code: 'not_enrolled' } },
			],
			asked: [LEAD, LEADS, LEAD],
		};
	},
	'messaging.updateStep': () => ({
		parameters: {
			sequence: byId(ENDED),
			step: '2',
			subject: 'A new subject',
			body: 'A new body',
			delayHours: '48',
		},
		outputs: [
			{
				status: 'updated',
				record: { number: 2, subject: 'A new subject', body: 'A new body', delayHours: 48 },
			},
		],
		asked: [STEPS, 'POST /api/v1/campaigns/{campaignId}/sequences', STEPS],
	}),
	'engagement.history': ({ sandbox: { world } }) => {
		const { person, enrollment } = someone(world, 'replied');
		const mails = enrollment.engagement.filter(({ type }) => type === 'sent' || type === 'replied');
		return {
			parameters: { email: '={{ $json.email }}' },
			items: toItems(person.email),
			outputs: mails.toReversed().map(({ type, at, step }) => ({
				status: 'found',
				record: {
					type,
					at,
					step,
					email: person.email,
					sequenceId: campaignId(enrollment.sequenceKey),
				},
			})),
			asked: [LEAD, 'GET /api/v1/campaigns/{campaignId}/leads/{leadId}/message-history'],
		};
	},
	'blocklist.push': nobodyToPush,
	'engagement.changes': () => nothingHappened('GET /api/v1/campaigns/all-leads-activities'),
	'engagement.statistics': ({ sandbox: { world } }) => {
		const own = knownTo(world, 'smartlead', 'sequence-1');
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
			asked: ['GET /api/v1/campaigns/{campaignId}/analytics'],
		};
	},
});
