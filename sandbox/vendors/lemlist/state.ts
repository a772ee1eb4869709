import type { Hook } from '../../frame/deliveries.ts';
import { Table } from '../../frame/table.ts';
import type { Row } from '../../frame/table.ts';
import { hexIdOf, seenBy } from '../../world/slice.ts';
import type { Engagement, Enrollment, Person, Sequence, User, World } from '../../world/world.ts';

/** `cam_4HrZbi8xsez4QlrnL`: a prefix that tells the kind, and letters. */
export function idOf(kind: string, key: string): string {
	return `${kind}_${hexIdOf('lemlist', key).slice(0, 17)}`;
}

export const TEAM_ID = idOf('tea', 'team');

export interface Step {
	_id: string;
	type: string;
	/** Days after the step before. */
	delay: number;
	emailTemplateId: string;
	subject?: string;
	message: string;
}

export interface Campaign extends Row {
	name: string;
	status: 'archived' | 'paused' | 'running';
	sequenceId: string;
	steps: Step[];
	sender: User | undefined;
	/** Leads wait until somebody launches them. */
	reviews: boolean;
	createdAt: string;
}

export interface Lead extends Row {
	campaignId: string;
	contactId: string;
	email: string;
	state: string;
	isPaused: boolean;
	variables: Readonly<Record<string, string>>;
	engagement: readonly Engagement[];
}

export interface LemlistState {
	campaigns: Table<Campaign>;
	leads: Table<Lead>;
	unsubscribed: Map<string, { source: string }>;
	hooks: Table<Hook>;
	made: number;
}

const CAMPAIGN_STATUS = { active: 'running', paused: 'paused', archived: 'archived' } as const;

const STEP_TYPES = { email: 'email', linkedin: 'linkedinSend', call: 'phone' } as const;

const SOURCES = {
	bounced: 'bounced',
	complaint: 'abuse',
	unsubscribed: 'lead',
	competitor: 'user',
};

/** What lemlist calls the last thing that happened. */
export const ACTIVITIES = {
	sent: 'emailsSent',
	opened: 'emailsOpened',
	clicked: 'emailsClicked',
	replied: 'emailsReplied',
	bounced: 'emailsBounced',
	unsubscribed: 'emailsUnsubscribed',
} as const;

function toCampaign(world: World, sequence: Sequence): Campaign {
	return {
		id: idOf('cam', sequence.key),
		name: sequence.name,
		status: CAMPAIGN_STATUS[sequence.status],
		sequenceId: idOf('seq', sequence.key),
		steps: sequence.steps.map(({ number, channel, delayHours, subject, body }) => ({
			_id: idOf('stp', `${sequence.key} ${number}`),
			type: STEP_TYPES[channel],
			delay: Math.round(delayHours / 24),
			emailTemplateId: idOf('etp', `${sequence.key} ${number}`),
			...(channel === 'email' && { subject }),
			message: body,
		})),
		sender: world.lookup.user.get(sequence.ownerKey),
		reviews: sequence.name === 'Event guests',
		createdAt: sequence.createdAt,
	};
}

export const contactIdOf = (email: string): string => idOf('ctc', email.toLowerCase());

function stateOf({ status, engagement }: Enrollment): string {
	if (status === 'finished') return 'campaignComplete';
	const last = engagement.at(-1);
	return last === undefined ? 'scanned' : ACTIVITIES[last.type];
}

function toLead(enrollment: Enrollment, person: Person): Lead {
	return {
		id: idOf('lea', enrollment.key),
		campaignId: idOf('cam', enrollment.sequenceKey),
		contactId: contactIdOf(person.email),
		email: person.email,
		state: stateOf(enrollment),
		isPaused: enrollment.status === 'paused',
		variables: {
			firstName: person.firstName,
			lastName: person.lastName,
			jobTitle: person.title,
			phone: person.phone,
			linkedinUrl: person.linkedinUrl,
		},
		engagement: enrollment.engagement,
	};
}

/** Half of the team's enrollments run through lemlist. */
export function openLemlist(world: World): LemlistState {
	const leads = world.enrollments.flatMap((enrollment) => {
		const person = world.lookup.person.get(enrollment.personKey);
		const known = person !== undefined && seenBy('lemlist', enrollment.key, 0.5);
		return known ? [toLead(enrollment, person)] : [];
	});
	return {
		campaigns: new Table(world.sequences.map((sequence) => toCampaign(world, sequence))),
		leads: new Table(leads, {
			email: ({ email }) => [email],
			contact: ({ contactId }) => [contactId],
			campaign: ({ campaignId }) => [campaignId],
		}),
		unsubscribed: new Map(
			world.suppressions.map(({ value, reason }) => [value, { source: SOURCES[reason] }]),
		),
		hooks: new Table<Hook>([]),
		made: 0,
	};
}
