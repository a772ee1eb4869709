import type { Hook } from '../../frame/deliveries.ts';
import { Table } from '../../frame/table.ts';
import { numericId, seenBy } from '../../world/slice.ts';
import type { Engagement, Enrollment, Person, Sequence, User, World } from '../../world/world.ts';
import type { Resource } from './json-api.ts';

export interface OutreachState {
	prospects: Table<Resource>;
	mailboxes: Table<Resource>;
	sequences: Table<Resource>;
	steps: Table<Resource>;
	sequenceTemplates: Table<Resource>;
	templates: Table<Resource>;
	states: Table<Resource>;
	mailings: Table<Resource>;
	hooks: Table<Hook & { attributes: Readonly<Record<string, unknown>> }>;
	made: number;
}

const STEP_TYPES = {
	email: 'auto_email',
	call: 'call',
	linkedin: 'linkedin_send_message',
} as const;

const STATES = {
	active: 'active',
	paused: 'paused',
	finished: 'finished',
	replied: 'finished',
	bounced: 'bounced',
	opted_out: 'opted_out',
} as const;

/** Where numbers of a kind begin; what is made goes above. */
const OFFSETS = {
	prospect: 1_000_000,
	mailbox: 100,
	sequence: 500,
	state: 3_000_000,
	step: 20_000,
	mailing: 7_000_000,
	made: 90_000_000,
};

function toProspect(world: World, person: Person): Resource {
	const account = world.lookup.account.get(person.accountKey);
	return {
		id: numericId(OFFSETS.prospect, person.key),
		type: 'prospect',
		attributes: {
			emails: [person.email, person.personalEmail],
			linkedInUrl: person.linkedinUrl,
			firstName: person.firstName,
			lastName: person.lastName,
			title: person.title,
			company: account?.name ?? null,
			workPhones: [person.phone],
			optedOut: person.optedOut,
			emailOptedOut: person.optedOut,
			createdAt: person.createdAt,
			updatedAt: person.updatedAt,
		},
		related: {},
	};
}

const toMailbox = ({ key, email, active }: User): Resource => ({
	id: numericId(OFFSETS.mailbox, key),
	type: 'mailbox',
	attributes: { email, sendDisabled: !active },
	related: {},
});

export function countOf(events: readonly Engagement[], type: Engagement['type']): number {
	return events.filter((event) => event.type === type).length;
}

function countsOf(events: readonly Engagement[]) {
	const bounceCount = countOf(events, 'bounced');
	return {
		deliverCount: countOf(events, 'sent') - bounceCount,
		bounceCount,
		openCount: countOf(events, 'opened'),
		clickCount: countOf(events, 'clicked'),
		replyCount: countOf(events, 'replied'),
		optOutCount: countOf(events, 'unsubscribed'),
	};
}

function toSequence(sequence: Sequence, events: readonly Engagement[]): Resource {
	return {
		id: numericId(OFFSETS.sequence, sequence.key),
		type: 'sequence',
		attributes: {
			name: sequence.name,
			enabled: sequence.status === 'active',
			sequenceType: 'interval',
			sequenceStepCount: sequence.steps.length,
			...countsOf(events),
			createdAt: sequence.createdAt,
			updatedAt: sequence.updatedAt,
		},
		related: {},
	};
}

function stepIdOf(sequence: Sequence, number: number): string {
	return String(Number(numericId(OFFSETS.step, sequence.key)) * 10 + number);
}

const toSteps = (sequence: Sequence): Resource[] =>
	sequence.steps.map(({ number, channel, delayHours }) => ({
		id: stepIdOf(sequence, number),
		type: 'sequenceStep',
		attributes: { order: number, stepType: STEP_TYPES[channel], interval: delayHours * 3600 },
		related: { sequence: numericId(OFFSETS.sequence, sequence.key) },
	}));

/** Every mail has its own template, under the number of its step. */
function toTemplates(sequence: Sequence): { template: Resource; link: Resource }[] {
	return sequence.steps
		.filter(({ channel }) => channel === 'email')
		.map(({ number, subject, body }) => {
			const id = stepIdOf(sequence, number);
			return {
				template: {
					id,
					type: 'template',
					attributes: {
						name: `${sequence.name}, step ${number}`,
						subject,
						bodyHtml: body,
						updatedAt: sequence.updatedAt,
					},
					related: {},
				},
				link: {
					id,
					type: 'sequenceTemplate',
					attributes: { enabled: true, isReply: number > 1 },
					related: { sequenceStep: id, template: id },
				},
			};
		});
}

function toState({ key, status, engagement, ...enrollment }: Enrollment): Resource {
	return {
		id: numericId(OFFSETS.state, key),
		type: 'sequenceState',
		attributes: {
			state: STATES[status],
			...countsOf(engagement),
			createdAt: enrollment.enrolledAt,
			stateChangedAt: enrollment.lastEventAt,
			updatedAt: enrollment.lastEventAt,
		},
		related: {
			prospect: numericId(OFFSETS.prospect, enrollment.personKey),
			sequence: numericId(OFFSETS.sequence, enrollment.sequenceKey),
			mailbox: numericId(OFFSETS.mailbox, enrollment.senderKey),
		},
	};
}

export const TIMES = {
	sent: 'deliveredAt',
	opened: 'openedAt',
	clicked: 'clickedAt',
	replied: 'repliedAt',
	bounced: 'bouncedAt',
	unsubscribed: 'unsubscribedAt',
} as const;

/** One mail a step. */
function toMailings(enrollment: Enrollment): Resource[] {
	const { key, engagement, personKey, sequenceKey } = enrollment;
	const numbers = [...new Set(engagement.map(({ step }) => step))];
	return numbers.map((number) => {
		const own = engagement.filter(({ step }) => step === number);
		const times = own.map(({ type, at }) => [TIMES[type], at] as const);
		return {
			id: String(Number(numericId(OFFSETS.mailing, key)) * 10 + number),
			type: 'mailing',
			attributes: {
				subject: `Step ${number}`,
				mailingType: 'sequence',
				createdAt: own[0]?.at ?? enrollment.enrolledAt,
				updatedAt: own.at(-1)?.at ?? enrollment.enrolledAt,
				...Object.fromEntries(times),
			},
			related: {
				prospect: numericId(OFFSETS.prospect, personKey),
				sequence: numericId(OFFSETS.sequence, sequenceKey),
			},
		};
	});
}

/** Half of the team's enrollments run through Outreach, which knows six people of ten. */
export function openOutreach(world: World): OutreachState {
	const people = world.people.filter(({ key }) => seenBy('outreach', key, 0.6));
	const known = new Set(people.map(({ key }) => key));
	const enrollments = world.enrollments.filter(
		({ key, personKey }) => seenBy('outreach', key, 0.5) && known.has(personKey),
	);
	const eventsOf = (sequence: Sequence) =>
		enrollments
			.filter(({ sequenceKey }) => sequenceKey === sequence.key)
			.flatMap(({ engagement }) => engagement);
	const texts = world.sequences.flatMap(toTemplates);
	return {
		prospects: new Table(
			people.map((person) => toProspect(world, person)),
			{ email: emailsOf },
		),
		mailboxes: new Table(world.users.map(toMailbox)),
		sequences: new Table(world.sequences.map((each) => toSequence(each, eventsOf(each)))),
		steps: new Table(world.sequences.flatMap(toSteps)),
		sequenceTemplates: new Table(texts.map(({ link }) => link)),
		templates: new Table(texts.map(({ template }) => template)),
		states: new Table(enrollments.map(toState)),
		mailings: new Table(enrollments.flatMap(toMailings)),
		hooks: new Table<Hook & { attributes: Readonly<Record<string, unknown>> }>([]),
		made: 0,
	};
}

export function emailsOf({ attributes }: Resource): string[] {
	const { emails } = attributes;
	return Array.isArray(emails) ? emails.map((email) => String(email).toLowerCase()) : [];
}

export function madeId(state: OutreachState): string {
	state.made += 1;
	return String(OFFSETS.made + state.made);
}
