import type { VendorClient } from '../http/vendor-client';
import { toOutcome } from '../http/vendor-error';
import type { Enrollment, EnrollmentStatus } from '../model/enrollment';
import type { Outcome } from '../model/outcome';
import { notEnrolled, refused } from './answers';
import { unnamed } from './reference';
import type { EnrollmentReference } from './sequencer-vendor';

/** What a vendor does to hold, resume or end one enrollment. Each throws VendorError. */
export interface ChangeSteps {
	find(
		this: void,
		client: VendorClient,
		reference: EnrollmentReference,
	): Promise<Enrollment | undefined>;
	/** May be repeated: asking twice for a state ends in that state. */
	act(this: void, client: VendorClient, enrollment: Enrollment): Promise<void>;
	/** The state that is asked for. */
	wanted: EnrollmentStatus;
	/** Other states that need nothing done, such as a reply for someone who shall be stopped. */
	settled?: readonly EnrollmentStatus[];
}

/**
 * Looks, acts, and looks again: an answer that changed nothing is not a success. A state that is there
 * already is left alone.
 */
export async function changeEnrollment(
	{ find, act, wanted, settled = [] }: ChangeSteps,
	client: VendorClient,
	reference: EnrollmentReference,
): Promise<Outcome<Enrollment>> {
	const { provider } = client;
	const problem = unnamed<Enrollment>(provider, reference);
	if (problem) return problem;
	try {
		const before = await find(client, reference);
		if (before === undefined) return notEnrolled(provider, reference.sequenceId);
		if (isAmong(before, [wanted, ...settled])) {
			return { status: 'unchanged', provider, record: before };
		}
		await act(client, before);
		const after = await find(client, { ...reference, ...idOf(before) });
		if (after !== undefined && isAmong(after, [wanted, ...settled])) {
			return { status: 'updated', provider, record: after };
		}
		if (after !== undefined && after.status === undefined) {
			const notes = [
				'The vendor accepted the request, but does not show the state of the enrollment.',
			];
			return { status: 'updated', provider, record: after, notes };
		}
		const seen = after?.status ?? 'gone';
		const message = `The vendor accepted the request, but shows the enrollment as ${seen}, not as ${wanted}.`;
		return {
			...refused<Enrollment>(provider, 'partial', 'not_in_effect', message),
			...(after && { record: after }),
		};
	} catch (error) {
		return toOutcome(error);
	}
}

function isAmong({ status }: Enrollment, states: readonly EnrollmentStatus[]): boolean {
	return status !== undefined && states.includes(status);
}

function idOf({ id }: Enrollment): { enrollmentId?: string } {
	return id === undefined ? {} : { enrollmentId: id };
}
