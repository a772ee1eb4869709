import { peopleWith, someone } from './people-in-sequences';
import { byId, ofPeople, restartProcess, toItems } from './sequencer-node';
import { describeOperations } from '../gtm/describe-operations';
import { contactId, sequenceId } from '../../../sandbox/vendors/apollo/state.ts';

const SEQUENCE = sequenceId('sequence-1');
/** Switched off. */
const PAUSED = sequenceId('sequence-4');

const SEARCH = 'POST /api/v1/emailer_campaigns/search';
const CONTACTS = 'POST /api/v1/contacts/search';
const ADD = 'POST /api/v1/emailer_campaigns/{id}/add_contact_ids';
const STOP = 'POST /api/v1/emailer_campaigns/remove_or_stop_contact_ids';

beforeEach(restartProcess);
afterAll(restartProcess);

describeOperations('sequencer', 'apollo', {
	'sequence.list': ({ sandbox: { world } }) => ({
		parameters: { returnAll: true },
		outputs: world.sequences.map(({ key, name, status, createdAt }) => ({
			status: 'found',
			provider: 'apollo',
			record: { id: sequenceId(key), name, status, createdAt },
		})),
		asked: [SEARCH],
	}),
	'sequence.get': () => ({
		parameters: { sequence: byId(PAUSED) },
		outputs: [{ status: 'found', record: { id: PAUSED, name: 'Event guests', status: 'paused' } }],
		asked: [SEARCH],
	}),
	'enrollment.enroll': ({ sandbox: { world } }) => {
		const { person } = world.examples;
		return {
			parameters: ofPeople(SEQUENCE),
			items: toItems(person.email),
			outputs: [
				{
					status: 'created',
					provider: 'apollo',
					record: {
						sequenceId: SEQUENCE,
						contactId: contactId(person.key),
						email: person.email,
						status: 'active',
						step: 1,
						sender: world.users[0]?.email,
					},
				},
			],
			asked: [CONTACTS, 'GET /api/v1/email_accounts', ADD],
		};
	},
	'enrollment.stop': ({ sandbox: { world } }) => {
		const { person, enrollment } = someone(world, 'active');
		return {
			parameters: ofPeople(sequenceId(enrollment.sequenceKey)),
			items: toItems(person.email),
			outputs: [
				{ status: 'updated', record: { contactId: contactId(person.key), status: 'finished' } },
			],
			asked: [CONTACTS, STOP, CONTACTS],
		};
	},
	'enrollment.get': ({ sandbox: { world } }) => {
		const { person, enrollment } = someone(world, 'replied');
		const id = sequenceId(enrollment.sequenceKey);
		return {
			parameters: ofPeople(id),
			items: toItems(person.email, world.examples.person.email, 'nobody@apollo-run.com'),
			outputs: [
				{
					status: 'found',
					record: {
						sequenceId: id,
						contactId: contactId(person.key),
						status: 'replied',
						step: enrollment.step,
						enrolledAt: enrollment.enrolledAt,
						lastEventAt: enrollment.lastEventAt,
					},
				},
				{ status: 'not_found', reason: { code: 'not_enrolled' } },
				{ status: 'not_found', reason: { code: 'no_such_contact' } },
			],
			asked: [CONTACTS],
		};
	},
	'engagement.history': ({ sandbox: { world } }) => {
		const { person, enrollment } = someone(world, 'replied');
		const of = { sequenceId: sequenceId(enrollment.sequenceKey) };
		return {
			parameters: { email: '={{ $json.email }}' },
			items: toItems(person.email),
			// Newest first. Opens and clicks are told in sums only.
			outputs: [
				{ status: 'found', record: { ...of, type: 'replied', at: enrollment.lastEventAt } },
				{
					status: 'found',
					record: { ...of, type: 'other', detail: 'enrolled', at: enrollment.enrolledAt },
				},
			],
			asked: [CONTACTS, 'POST /api/v1/emailer_campaigns/activity_feed'],
		};
	},
	'engagement.statistics': ({ sandbox: { world } }) => {
		const own = world.enrollments.filter(({ sequenceKey }) => sequenceKey === 'sequence-1');
		const [sent, bounced] = [peopleWith(own, 'sent'), peopleWith(own, 'bounced')];
		const delivered = sent - bounced;
		const counts = {
			delivered,
			opened: peopleWith(own, 'opened'),
			clicked: peopleWith(own, 'clicked'),
			replied: peopleWith(own, 'replied'),
			bounced,
			unsubscribed: peopleWith(own, 'unsubscribed'),
		};
		const rates = { open_rate: 'opened', click_rate: 'clicked', reply_rate: 'replied' } as const;
		return {
			parameters: { sequence: byId(SEQUENCE) },
			outputs: [
				...Object.entries(counts).map(([name, value]) => ({
					record: { name, unit: 'count', value },
				})),
				...Object.entries(rates).map(([name, of]) => ({
					record: {
						name,
						unit: 'ratio',
						numerator: counts[of],
						denominator: delivered,
						value: counts[of] / delivered,
					},
				})),
			],
			asked: [SEARCH],
		};
	},
});
