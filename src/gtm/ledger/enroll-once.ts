import type { EnrollmentIdentity, EnrollmentLedger, EnrollmentRecord } from './enrollment-ledger';
import type { Enrollment } from '../model/enrollment';
import { type Outcome, type OutcomeStatus, isSuccess } from '../model/outcome';

export interface EnrollmentSteps {
	/** May reach the person. */
	enroll: () => Promise<Outcome<Enrollment>>;
	/** Reads whether the person is in the sequence; changes nothing. */
	look: () => Promise<Outcome<Enrollment>>;
}

/** Ends after which the person may be in the sequence, or not. */
const DOUBTFUL: readonly OutcomeStatus[] = ['upstream_error', 'pending', 'partial'];

/**
 * Enrolls at most once, also across executions and processes that share the ledger. After an attempt
 * whose end is unknown it looks before it tries again, and does not try if it cannot tell.
 */
export async function enrollOnce(
	ledger: EnrollmentLedger,
	identity: EnrollmentIdentity,
	{ enroll, look }: EnrollmentSteps,
): Promise<Outcome<Enrollment>> {
	const begun = await ledger.begin(identity);
	if (begun.state === 'busy') return underWay(identity, begun.since);
	if (begun.state === 'done') return doneBefore(identity, begun.record, begun.at);
	if (begun.state === 'doubtful') {
		const seen = await inDoubtUnless(ledger, identity, look);
		if (isSuccess(seen)) return await settled(ledger, identity, { ...seen, status: 'unchanged' });
		if (seen.status !== 'not_found') {
			await ledger.leaveInDoubt(identity);
			return seen;
		}
	}
	return await settled(ledger, identity, await inDoubtUnless(ledger, identity, enroll));
}

/** A step that throws has an unknown end. */
async function inDoubtUnless(
	ledger: EnrollmentLedger,
	identity: EnrollmentIdentity,
	step: () => Promise<Outcome<Enrollment>>,
): Promise<Outcome<Enrollment>> {
	try {
		return await step();
	} catch (error) {
		await ledger.leaveInDoubt(identity);
		throw error;
	}
}

async function settled(
	ledger: EnrollmentLedger,
	identity: EnrollmentIdentity,
	outcome: Outcome<Enrollment>,
): Promise<Outcome<Enrollment>> {
	if (isSuccess(outcome) || outcome.status === 'duplicate') {
		await ledger.finish(identity, recordOf(outcome));
	} else if (DOUBTFUL.includes(outcome.status)) await ledger.leaveInDoubt(identity);
	else await ledger.forget(identity);
	return outcome;
}

function recordOf({ status, record }: Outcome<Enrollment>): EnrollmentRecord {
	return {
		status,
		...(record?.id !== undefined && { enrollmentId: record.id }),
		...(record?.contactId !== undefined && { contactId: record.contactId }),
	};
}

function doneBefore(
	{ provider, sequenceId }: EnrollmentIdentity,
	{ enrollmentId, contactId }: EnrollmentRecord,
	at: number,
): Outcome<Enrollment> {
	return {
		status: 'unchanged',
		provider,
		record: {
			sequenceId,
			...(enrollmentId !== undefined && { id: enrollmentId }),
			...(contactId !== undefined && { contactId }),
		},
		notes: [`Enrolled before, at ${new Date(at).toISOString()}: nothing was sent`],
	};
}

function underWay({ provider }: EnrollmentIdentity, since: number): Outcome<Enrollment> {
	return {
		status: 'pending',
		provider,
		reason: {
			code: 'enrollment_under_way',
			message: `Another execution has been enrolling this person since ${new Date(since).toISOString()}: try again later`,
		},
		retry: { advised: true },
	};
}
