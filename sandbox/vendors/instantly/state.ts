import type { Hook } from '../../frame/deliveries.ts';
import { Table } from '../../frame/table.ts';
import type { Row } from '../../frame/table.ts';
import { seenBy, uuidOf } from '../../world/slice.ts';
import type { Engagement, Enrollment, Person, Sequence, World } from '../../world/world.ts';

export const WORKSPACE_ID = uuidOf('instantly', 'workspace');

export interface Variant {
	subject: string;
	body: string;
	v_disabled?: boolean;
}

export interface Step {
	type: 'email';
	/** Before the next step. */
	delay: number;
	delay_unit: 'days' | 'hours' | 'minutes';
	variants: Variant[];
}

export interface Campaign extends Row {
	name: string;
	status: number;
	steps: Step[];
	senders: string[];
	createdAt: string;
	updatedAt: string;
}

export interface Lead extends Row {
	campaignId: string;
	email: string;
	status: number;
	fields: Readonly<Record<string, string | undefined>>;
	/** Custom variables. */
	payload: Readonly<Record<string, unknown>>;
	sender?: string;
	createdAt: string;
	engagement: readonly Engagement[];
}

export interface InstantlyState {
	campaigns: Table<Campaign>;
	leads: Table<Lead>;
	/** Addresses and domains. */
	blocked: Set<string>;
	hooks: Table<Hook & { headers: Readonly<Record<string, string>> }>;
	/** Lead uploads that the plan has left are the sandbox's credits. */
	made: number;
}

const CAMPAIGN_STATUS = { active: 1, paused: 2, archived: 3 } as const;

const LEAD_STATUS = {
	active: 1,
	paused: 2,
	finished: 3,
	replied: 3,
	bounced: -1,
	opted_out: -2,
} as const;

/** Mails only: Instantly has no other steps. */
const mailsOf = ({ steps }: Sequence) => steps.filter(({ channel }) => channel === 'email');

function toCampaign(world: World, sequence: Sequence): Campaign {
	const mails = mailsOf(sequence);
	const sender = world.lookup.user.get(sequence.ownerKey);
	return {
		id: uuidOf('instantly', sequence.key),
		name: sequence.name,
		status: CAMPAIGN_STATUS[sequence.status],
		steps: mails.map(({ subject, body }, index) => ({
			type: 'email',
			delay: Math.round((mails[index + 1]?.delayHours ?? 0) / 24),
			delay_unit: 'days',
			variants: [{ subject, body: body.replaceAll('\n', '<br/>') }],
		})),
		senders: sender === undefined ? [] : [sender.email],
		createdAt: sequence.createdAt,
		updatedAt: sequence.updatedAt,
	};
}

/** What Instantly calls the fields of a person. */
export function fieldsOf(world: World, person: Person): Lead['fields'] {
	const account = world.lookup.account.get(person.accountKey);
	return {
		first_name: person.firstName,
		last_name: person.lastName,
		job_title: person.title,
		phone: person.phone,
		company_name: account?.name,
		website: account?.domain,
	};
}

function toLead(world: World, enrollment: Enrollment, person: Person): Lead {
	const sender = world.lookup.user.get(enrollment.senderKey)?.email;
	return {
		id: uuidOf('instantly', enrollment.key),
		campaignId: uuidOf('instantly', enrollment.sequenceKey),
		email: person.email,
		status: LEAD_STATUS[enrollment.status],
		fields: fieldsOf(world, person),
		payload: {},
		...(sender !== undefined && { sender }),
		createdAt: enrollment.enrolledAt,
		engagement: enrollment.engagement,
	};
}

/** Half of the team's enrollments run through Instantly. */
export function openInstantly(world: World): InstantlyState {
	const leads = world.enrollments.flatMap((enrollment) => {
		const person = world.lookup.person.get(enrollment.personKey);
		const known = person !== undefined && seenBy('instantly', enrollment.key, 0.5);
		return known ? [toLead(world, enrollment, person)] : [];
	});
	return {
		campaigns: new Table(world.sequences.map((sequence) => toCampaign(world, sequence))),
		leads: new Table(leads, {
			campaign: ({ campaignId }) => [campaignId],
			email: ({ email }) => [email],
		}),
		blocked: new Set(world.suppressions.map(({ value }) => value)),
		hooks: new Table<Hook & { headers: Readonly<Record<string, string>> }>([]),
		made: 0,
	};
}

export function countOf(
	{ engagement }: Pick<Lead, 'engagement'>,
	type: Engagement['type'],
): number {
	return engagement.filter((event) => event.type === type).length;
}

export function lastOf(
	{ engagement }: Pick<Lead, 'engagement'>,
	...types: Array<Engagement['type']>
): string | null {
	return engagement.filter(({ type }) => types.includes(type)).at(-1)?.at ?? null;
}
