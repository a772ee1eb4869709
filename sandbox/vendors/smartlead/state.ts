import type { Hook } from '../../frame/deliveries.ts';
import { Table } from '../../frame/table.ts';
import type { Row } from '../../frame/table.ts';
import { numericId, seenBy } from '../../world/slice.ts';
import type { Engagement, Enrollment, Person, Sequence, World } from '../../world/world.ts';

export interface Step {
	id: number;
	seq_number: number;
	/** After the step before. */
	days: number;
	subject: string;
	email_body: string;
	variants: Array<{ id: number; variant_label: string; subject: string; email_body: string }>;
}

export interface Campaign extends Row {
	name: string;
	status: 'ACTIVE' | 'PAUSED' | 'STOPPED';
	steps: Step[];
	createdAt: string;
}

/** A person, known by their address. */
export interface Lead extends Row {
	email: string;
	fields: Readonly<Record<string, unknown>>;
	unsubscribed: boolean;
	createdAt: string;
}

/** A person in a campaign. */
export interface Membership extends Row {
	campaignId: string;
	leadId: string;
	status: 'BLOCKED' | 'COMPLETED' | 'INPROGRESS' | 'PAUSED' | 'STARTED' | 'STOPPED';
	/** From 1; 0 before the first mail. */
	step: number;
	createdAt: string;
	engagement: readonly Engagement[];
}

export interface SmartleadState {
	campaigns: Table<Campaign>;
	leads: Table<Lead>;
	memberships: Table<Membership>;
	/** Addresses and domains. */
	blocked: Set<string>;
	hooks: Table<Hook & { events: readonly string[] }>;
	made: number;
}

const CAMPAIGN_STATUS = { active: 'ACTIVE', paused: 'PAUSED', archived: 'STOPPED' } as const;

const STATUS = {
	active: 'INPROGRESS',
	paused: 'PAUSED',
	finished: 'COMPLETED',
	replied: 'STOPPED',
	opted_out: 'STOPPED',
	bounced: 'BLOCKED',
} as const;

function toCampaign(sequence: Sequence): Campaign {
	const mails = sequence.steps.filter(({ channel }) => channel === 'email');
	const tested = sequence.name === 'Event guests';
	return {
		id: numericId(10_000, sequence.key),
		name: sequence.name,
		status: CAMPAIGN_STATUS[sequence.status],
		steps: mails.map(({ number, delayHours, subject, body }, index) => {
			const id = Number(numericId(500_000, sequence.key)) * 10 + number;
			const variant = { id: id + 5, variant_label: 'A', subject, email_body: body };
			return {
				id,
				seq_number: index + 1,
				days: Math.round(delayHours / 24),
				subject: tested ? '' : subject,
				email_body: tested ? '' : body,
				variants: tested ? [variant] : [],
			};
		}),
		createdAt: sequence.createdAt,
	};
}

/** Who is added to a campaign becomes a lead by it. */
function toLead(world: World, person: Person, createdAt: string): Lead {
	const account = world.lookup.account.get(person.accountKey);
	return {
		id: numericId(2_000_000, person.key),
		email: person.email,
		fields: {
			first_name: person.firstName,
			last_name: person.lastName,
			company_name: account?.name,
			website: account?.domain,
			phone_number: person.phone,
			linkedin_profile: person.linkedinUrl,
			location: person.city,
			custom_fields: { job_title: person.title },
		},
		unsubscribed: person.optedOut,
		createdAt,
	};
}

function toMembership(enrollment: Enrollment): Membership {
	return {
		id: numericId(9_000_000, enrollment.key),
		campaignId: numericId(10_000, enrollment.sequenceKey),
		leadId: numericId(2_000_000, enrollment.personKey),
		status: STATUS[enrollment.status],
		step: enrollment.step,
		createdAt: enrollment.enrolledAt,
		engagement: enrollment.engagement,
	};
}

/** Half of the team's enrollments run through Smartlead. */
export function openSmartlead(world: World): SmartleadState {
	const enrollments = world.enrollments.filter(({ key }) => seenBy('smartlead', key, 0.5));
	const leads = enrollments.flatMap(({ personKey, enrolledAt }) => {
		const person = world.lookup.person.get(personKey);
		return person === undefined ? [] : [toLead(world, person, enrolledAt)];
	});
	return {
		campaigns: new Table(world.sequences.map(toCampaign)),
		leads: new Table(leads, { email: ({ email }) => [email] }),
		memberships: new Table(enrollments.map(toMembership), {
			campaign: ({ campaignId }) => [campaignId],
			lead: ({ leadId }) => [leadId],
		}),
		blocked: new Set(world.suppressions.map(({ value }) => value)),
		hooks: new Table<Hook & { events: readonly string[] }>([]),
		made: 0,
	};
}

/** Ids of leads and memberships that were made, above those of the world. */
export function madeId(state: SmartleadState): string {
	state.made += 1;
	return String(90_000_000 + state.made);
}
