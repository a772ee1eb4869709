import { email, text } from '../../model/codecs';
import type { EngagementEvent, EnrollmentStatus } from '../../model/enrollment';
import type { MappingTable } from '../../model/mapping';

/** @see https://developer.lemlist.com/api-reference/endpoints/leads/create-lead-in-campaign */
export const leadMapping: MappingTable = [
	{ field: 'email', vendor: 'email', as: email },
	{ field: 'firstName', vendor: 'firstName', as: text },
	{ field: 'lastName', vendor: 'lastName', as: text },
	{ field: 'title', vendor: 'jobTitle', as: text },
	{ field: 'phone', vendor: 'phone', as: text },
	{ field: 'linkedinUrl', vendor: 'linkedinUrl', as: text },
	{ field: 'accountName', vendor: 'companyName', as: text },
	{ field: 'accountDomain', vendor: 'companyDomain', as: text },
];

/**
 * The states of a lead that say how it stands; the others say what happened last, and the lead goes on.
 * `review`: it waits until somebody launches it.
 *
 * @see https://developer.lemlist.com/api-reference/objects-definitions/lead
 */
const STATES: Readonly<Record<string, EnrollmentStatus>> = {
	review: 'paused',
	reviewed: 'active',
	imported: 'active',
	scanned: 'active',
	contacted: 'active',
	hooked: 'active',
	attracted: 'active',
	warmed: 'replied',
	skipped: 'skipped',
	paused: 'paused',
	resumed: 'active',
	stopped: 'finished',
	campaignComplete: 'finished',
	failed: 'failed',
	interested: 'finished',
	notInterested: 'finished',
};

/** A channel and what happened there: `emailsOpened`, `linkedinReplied`, `manualInterested`. */
const ENDINGS: ReadonlyArray<readonly [RegExp, EnrollmentStatus]> = [
	[/Replied$/, 'replied'],
	[/Bounced$/, 'bounced'],
	[/Unsubscribed$/, 'opted_out'],
	[/(?:Not)?Interested$/, 'finished'],
	[/Failed$/, 'failed'],
	[/(?:Sent|Opened|Clicked|Done|Accepted|Delivered|Skipped)$/, 'active'],
];

/** Undefined for a state that is not known here. */
export function toStatus(state: string): EnrollmentStatus | undefined {
	return (
		(Object.hasOwn(STATES, state) ? STATES[state] : undefined) ??
		ENDINGS.find(([ending]) => ending.test(state))?.[1]
	);
}

const EVENTS: ReadonlyArray<readonly [RegExp, EngagementEvent['type']]> = [
	[/(?:Sent|InviteDone|VoiceNoteDone)$/, 'sent'],
	[/Opened$/, 'opened'],
	[/Clicked$/, 'clicked'],
	[/Replied$/, 'replied'],
	[/Bounced$/, 'bounced'],
	[/Unsubscribed$/, 'unsubscribed'],
	[/^aircall(?:Done|Ended)$/, 'called'],
];

/** What an activity is; lemlist has some seventy types, so most are `other`. */
export function toEventType(type: string): EngagementEvent['type'] {
	return EVENTS.find(([ending]) => ending.test(type))?.[1] ?? 'other';
}
