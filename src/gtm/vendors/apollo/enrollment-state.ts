import type { Enrollment, EnrollmentStatus } from '../../model/enrollment';
import { enrollmentSchema } from '../../model/enrollment';
import { toInstant } from '../../model/instant';
import { numberOf, textOf } from '../../model/json';
import type { ApolloContact } from './contacts';

/** The entry of a contact for one sequence; undefined if it never was in it, or was removed. */
export function entryIn(
	{ sequences }: ApolloContact,
	sequenceId: string,
): Record<string, unknown> | undefined {
	return sequences.find((entry) => entry.emailer_campaign_id === sequenceId);
}

/** Whether the sequence still goes on for it, or will. */
export function isUnderWay(entry: Record<string, unknown>): boolean {
	return entry.status === 'active' || entry.status === 'paused';
}

export function toEnrollment(
	contact: ApolloContact,
	sequenceId: string,
	entry: Record<string, unknown> = {},
): Enrollment {
	const id = textOf(entry.id);
	const status = statusOf(entry);
	const step = numberOf(entry.current_step_position);
	const sender = textOf(entry.send_email_from_email_address);
	const enrolledAt = timeOf(entry.added_at);
	const lastEventAt = timeOf(entry.finished_at) ?? timeOf(entry.paused_at);
	const inactive = textOf(entry.inactive_reason);
	return enrollmentSchema.parse({
		sequenceId,
		contactId: contact.id,
		...(id !== undefined && { id }),
		...(contact.email !== undefined && { email: contact.email }),
		...(status !== undefined && { status }),
		...(step !== undefined && step > 0 && { step }),
		...(sender !== undefined && { sender }),
		...(enrolledAt !== undefined && { enrolledAt }),
		...(lastEventAt !== undefined && { lastEventAt }),
		...(inactive !== undefined && { custom: { inactive_reason: inactive } }),
	});
}

/**
 * Apollo has four words and two texts: `failed` with a reason from a list, and anything else with an
 * `inactive_reason` for people. That list is not published: the words looked for are not verified.
 */
function statusOf({
	status,
	failure_reason: failure,
	inactive_reason: inactive,
}: Record<string, unknown>): EnrollmentStatus | undefined {
	const why = textOf(inactive) ?? '';
	switch (status) {
		case 'active':
		case 'paused':
			return status;
		case 'failed':
			return failure === 'bounced' || failure === 'hard_bounced' ? 'bounced' : 'failed';
		case 'finished':
			if (/repl(?:y|ied)/i.test(why)) return 'replied';
			if (/unsubscri|opt(?:ed)?[ -]?out/i.test(why)) return 'opted_out';
			return /bounc/i.test(why) ? 'bounced' : 'finished';
		default:
			return undefined;
	}
}

const timeOf = (value: unknown) => toInstant(textOf(value) ?? '')?.toISOString();
