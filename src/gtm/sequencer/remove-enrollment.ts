import type { VendorClient } from '../http/vendor-client';
import { toOutcome } from '../http/vendor-error';
import type { VendorRequest } from '../http/vendor-request';
import type { Enrollment } from '../model/enrollment';
import type { Outcome } from '../model/outcome';
import { readEnrollment } from './read-enrollment';
import type { EnrollmentReference } from './sequencer-vendor';

/** How a vendor stops one person that can only take them out of the sequence. */
export interface Removal {
	find(
		this: void,
		client: VendorClient,
		reference: EnrollmentReference,
	): Promise<Enrollment | undefined>;
	/** @param enrollment the vendor's ids of it */
	request(
		this: void,
		enrollment: { id: string; sequenceId: string },
	): Pick<VendorRequest, 'path' | 'query'>;
	/** What it means, for whoever reads the outcome. */
	note: string;
}

/** Someone who is not there any more has been removed as well. */
export async function removeEnrollment(
	{ find, request, note }: Removal,
	client: VendorClient,
	reference: EnrollmentReference,
): Promise<Outcome<Enrollment>> {
	const before = await readEnrollment(find, client, reference);
	const { record } = before;
	if (before.status !== 'found' || record?.id === undefined) return before;
	const { id, sequenceId } = record;
	try {
		await client.send({
			method: 'DELETE',
			...request({ id, sequenceId }),
			effect: 'idempotent',
			accept: [404],
		});
	} catch (error) {
		return toOutcome(error);
	}
	return {
		status: 'updated',
		provider: client.provider,
		record: { ...record, status: 'finished' },
		notes: [note],
	};
}
