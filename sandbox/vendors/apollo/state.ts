import { Table } from '../../frame/table.ts';
import { hexIdOf, seenBy } from '../../world/slice.ts';
import type { Enrollment, Person, Sequence, World } from '../../world/world.ts';

/** An entry of `contact_campaign_statuses`. */
export interface SequenceEntry {
	id: string;
	sequenceId: string;
	senderUserId: string;
	status: 'active' | 'failed' | 'finished' | 'paused';
	addedAt: string;
	finishedAt?: string;
	inactiveReason?: string;
	failureReason?: 'hard_bounced';
	step: number;
}

export interface ContactEvent {
	type: 'completed' | 'enrolled' | 'failed' | 'paused' | 'removed' | 'replied' | 'resumed';
	at: string;
	sequenceId: string;
	step?: number;
	reason?: string;
}

/** Someone whom the team has saved. */
export interface ApolloContact {
	readonly id: string;
	/** Of the world, if it is known there. */
	personKey?: string;
	firstName: string;
	lastName: string;
	email: string;
	/** Further addresses. */
	otherEmails: readonly string[];
	linkedinUrl?: string;
	phone?: string;
	title: string;
	company: string;
	companyDomain?: string;
	emailStatus: string;
	unsubscribed: boolean;
	jobChange: boolean;
	createdAt: string;
	updatedAt: string;
	entries: readonly SequenceEntry[];
	events: readonly ContactEvent[];
}

export interface ApolloState {
	contacts: Table<ApolloContact>;
	sequences: ReadonlyArray<Sequence & { id: string }>;
	/** Grows with every id that is made. */
	made: number;
}

export const personId = (key: string) => hexIdOf('apollo person', key);
export const contactId = (key: string) => hexIdOf('apollo contact', key);
export const organizationId = (key: string) => hexIdOf('apollo organization', key);
export const userId = (key: string) => hexIdOf('apollo user', key);
export const mailboxId = (key: string) => hexIdOf('apollo mailbox', key);
export const sequenceId = (key: string) => hexIdOf('apollo sequence', key);

export function newId(state: ApolloState): string {
	state.made += 1;
	return hexIdOf('apollo made', String(state.made));
}

/** Whether Apollo has heard of someone. Who asked to be forgotten is not known. */
export function isKnown({ key, claimedRemoval }: Person): boolean {
	return !claimedRemoval && seenBy('apollo', key, 0.7);
}

export function emailStatusOf({ emailVerdict }: Person): string {
	if (emailVerdict === 'valid') return 'verified';
	return emailVerdict === 'invalid' ? 'unavailable' : 'unverified';
}

const ENDS: Readonly<
	Record<Enrollment['status'], Partial<SequenceEntry> & Pick<SequenceEntry, 'status'>>
> = {
	active: { status: 'active' },
	paused: { status: 'paused', inactiveReason: 'Manually paused' },
	replied: { status: 'finished', inactiveReason: 'Contact replied' },
	finished: { status: 'finished', inactiveReason: 'Completed all steps' },
	opted_out: { status: 'finished', inactiveReason: 'Contact unsubscribed' },
	bounced: { status: 'failed', failureReason: 'hard_bounced', inactiveReason: 'Email bounced' },
};

function entryOf(enrollment: Enrollment): SequenceEntry {
	const end = ENDS[enrollment.status];
	return {
		id: hexIdOf('apollo entry', enrollment.key),
		sequenceId: sequenceId(enrollment.sequenceKey),
		senderUserId: enrollment.senderKey,
		addedAt: enrollment.enrolledAt,
		step: enrollment.step,
		...end,
		...(end.status === 'finished' && { finishedAt: enrollment.lastEventAt }),
	};
}

function eventsOf({ sequenceKey, enrolledAt, engagement, status, step, lastEventAt }: Enrollment) {
	const id = sequenceId(sequenceKey);
	const events: ContactEvent[] = [{ type: 'enrolled', at: enrolledAt, sequenceId: id, step: 1 }];
	for (const { type, at, step: number } of engagement) {
		if (type === 'replied') events.push({ type, at, sequenceId: id, step: number });
		if (type === 'bounced') {
			events.push({ type: 'failed', at, sequenceId: id, step: number, reason: 'hard bounced' });
		}
	}
	if (status === 'finished')
		events.push({ type: 'completed', at: lastEventAt, sequenceId: id, step });
	return events;
}

function toContact(
	world: World,
	person: Person,
	enrollment: Enrollment | undefined,
): ApolloContact {
	const account = world.lookup.account.get(person.accountKey);
	return {
		id: contactId(person.key),
		personKey: person.key,
		firstName: person.firstName,
		lastName: person.lastName,
		email: person.email,
		otherEmails: [person.personalEmail],
		linkedinUrl: person.linkedinUrl,
		phone: person.phone,
		title: person.title,
		company: account?.name ?? '',
		...(account && { companyDomain: account.domain }),
		emailStatus: emailStatusOf(person),
		unsubscribed: person.optedOut,
		jobChange: person.jobChange !== undefined,
		createdAt: person.createdAt,
		updatedAt: person.updatedAt,
		entries: enrollment === undefined ? [] : [entryOf(enrollment)],
		events: enrollment === undefined ? [] : eventsOf(enrollment),
	};
}

/** A third of the people, all that are in sequences, and one twice, as happens without deduplication. */
export function openApollo(world: World): ApolloState {
	const enrollmentOf = new Map(world.enrollments.map((each) => [each.personKey, each]));
	const saved = world.people.filter(
		({ key }) => enrollmentOf.has(key) || seenBy('apollo contacts', key, 0.3),
	);
	const contacts = saved.map((person) => toContact(world, person, enrollmentOf.get(person.key)));
	const { duplicated } = world.examples;
	const second = { ...toContact(world, duplicated, undefined), id: contactId('second') };
	return {
		contacts: new Table([...contacts, second], {
			email: ({ email, otherEmails }) => [email, ...otherEmails],
			name: ({ firstName, lastName, company }) => [nameKey(firstName, lastName, company)],
		}),
		sequences: world.sequences.map((each) => ({ ...each, id: sequenceId(each.key) })),
		made: 0,
	};
}

export function nameKey(...parts: readonly string[]): string {
	return parts.map((part) => part.trim().toLowerCase()).join('|');
}
