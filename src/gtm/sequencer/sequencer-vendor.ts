import type { ChangeFeed } from '../changes/change-feed';
import type { VendorHook } from '../hooks/vendor-hook';
import type { VendorClient } from '../http/vendor-client';
import type { Contact } from '../model/contact';
import type { EngagementEvent, Enrollment } from '../model/enrollment';
import type { Metric, MetricWindow } from '../model/metric';
import type { Outcome } from '../model/outcome';
import type { Sequence, SequenceStep, Template } from '../model/sequence';
import type { Capabilities, Vendor } from '../vendors/vendor';
import type { VendorBlockList } from './block-list';
import type { PeopleInSequence } from './people-in-sequence';

export const SEQUENCER_OPERATIONS = [
	'sequence.list',
	'sequence.get',
	'template.list',
	'template.get',
	'enrollment.enroll',
	'enrollment.pause',
	'enrollment.resume',
	'enrollment.stop',
	'enrollment.get',
	'messaging.updateStep',
	'messaging.updateTemplate',
	'engagement.history',
	'engagement.statistics',
	'engagement.changes',
	'blocklist.push',
] as const;

export type SequencerOperation = (typeof SEQUENCER_OPERATIONS)[number];

export interface ListOptions {
	limit: number;
	/** Part of the name. */
	text?: string;
}

/** A mailbox that can be sent from. */
export interface Sender {
	id: string;
	/** Its address. */
	name: string;
	/** What else to know before it is chosen: that it is the default, or switched off. */
	state?: 'default' | 'off';
}

export interface EnrollRequest {
	sequenceId: string;
	/** `email` is required; the vendor's own identity is resolved or created from the rest. */
	contact: Contact;
	/** The mailbox or user to send from, where the vendor wants one. */
	senderId?: string;
	/** Values for the sequence's own variables. */
	variables?: Readonly<Record<string, string>>;
	/** Enroll although the person is or was in another sequence. Left out: that is a skip. */
	evenIfElsewhere?: true;
	/**
	 * Asked with the vendor's own record of the person, in canonical fields, before they are enrolled: it
	 * may name them by more than the request does. What it answers is the end of the enrollment.
	 */
	refusal?(this: void, found: object): Promise<Outcome<never> | undefined>;
}

/** One person in one sequence, by email or the vendor's ids. */
export interface EnrollmentReference {
	sequenceId: string;
	email?: string;
	contactId?: string;
	enrollmentId?: string;
	/** This n8n enrolled the person and has not stopped them: the vendor may not show it yet. */
	isIn?: true;
}

export interface StatisticsQuery {
	sequenceId: string;
	/** The whole life of the sequence if left out, where the vendor can. */
	window?: MetricWindow;
}

/** What is changed; what is left out stays. */
export interface StepChange {
	sequenceId: string;
	/** The vendor's id of the step, or its number from 1. */
	step: { id: string } | { number: number };
	subject?: string;
	body?: string;
	delayHours?: number;
}

export interface TemplateChange {
	templateId: string;
	name?: string;
	subject?: string;
	body?: string;
}

/**
 * A vendor that sends sequences. `enroll` looks before it writes (suppression lists of the vendor,
 * the person's other enrollments), reads the state back afterwards, and turns every skip into an
 * outcome with the vendor's reason. It never enrolls twice: it is repeated only after reading.
 */
export interface SequencerVendor extends Vendor {
	capabilities: Capabilities<SequencerOperation>;
	listSequences(client: VendorClient, options: ListOptions): Promise<Outcome<Sequence[]>>;
	getSequence(client: VendorClient, id: string): Promise<Outcome<Sequence>>;
	/** Left out where the sequence itself says from which mailboxes it sends. */
	listSenders?(this: void, client: VendorClient, options: ListOptions): Promise<Outcome<Sender[]>>;
	listTemplates(client: VendorClient, options: ListOptions): Promise<Outcome<Template[]>>;
	getTemplate(client: VendorClient, id: string): Promise<Outcome<Template>>;
	enroll(client: VendorClient, request: EnrollRequest): Promise<Outcome<Enrollment>>;
	/**
	 * All to the same sequence, from the same sender, with the same answer to who is elsewhere; outcomes in
	 * input order and number. Left out where the vendor has no batch that tells of each person.
	 */
	enrollMany?(
		client: VendorClient,
		requests: readonly EnrollRequest[],
	): Promise<Array<Outcome<Enrollment>>>;
	getEnrollment(client: VendorClient, reference: EnrollmentReference): Promise<Outcome<Enrollment>>;
	/** Many people of a sequence in few requests. Left out where they can only be asked for one by one. */
	people?: PeopleInSequence;
	pause(client: VendorClient, reference: EnrollmentReference): Promise<Outcome<Enrollment>>;
	resume(client: VendorClient, reference: EnrollmentReference): Promise<Outcome<Enrollment>>;
	stop(client: VendorClient, reference: EnrollmentReference): Promise<Outcome<Enrollment>>;
	updateStep(client: VendorClient, change: StepChange): Promise<Outcome<SequenceStep>>;
	updateTemplate(client: VendorClient, change: TemplateChange): Promise<Outcome<Template>>;
	/** Newest first. */
	engagementHistory(
		client: VendorClient,
		contact: { email?: string; contactId?: string; sequenceId?: string },
		options: ListOptions,
	): Promise<Outcome<EngagementEvent[]>>;
	/** sent, delivered, opened, clicked, replied, bounced, unsubscribed, and the rates of them. */
	statistics(client: VendorClient, query: StatisticsQuery): Promise<Outcome<Metric[]>>;
	/** What happened to people in all sequences, as lists to be read on. Left out where there are none. */
	events?: ReadonlyArray<ChangeFeed<EngagementEvent>>;
	/** Whom the vendor itself sends nothing. Left out where it keeps no list that the API can add to. */
	blockList?: VendorBlockList;
	/** Tells at once that something happened. Left out where it cannot be registered by the API. */
	hook?: VendorHook;
}
