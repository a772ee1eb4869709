import { serialised } from '../crm/serialised';
import type { VendorClient } from '../http/vendor-client';
import { VendorError, toOutcome } from '../http/vendor-error';
import { toEmail } from '../../base/identity/email';
import type { Enrollment } from '../model/enrollment';
import type { Cost, Outcome } from '../model/outcome';
import { refused } from './answers';
import type { EnrollRequest } from './sequencer-vendor';

/** A request whose address is one, as `toEmail` writes it. */
export type Addressed = EnrollRequest & { email: string };

/** What the vendor's write came to, if nothing was thrown. */
export type Written =
	| { enrolled: true; record?: Enrollment; notes?: string[]; cost?: Cost; requestId?: string }
	/** The vendor took the request and left the person out. */
	| { enrolled: false; outcome: Outcome<Enrollment> };

/** What a vendor does for an enrollment. Each throws VendorError. */
export interface EnrollSteps {
	/** The person in this sequence, in whatever state; undefined if surely not. */
	find(client: VendorClient, request: Addressed): Promise<Enrollment | undefined>;
	/** Why the person must not be enrolled, where the vendor does not see to it while it writes. */
	obstacle?(client: VendorClient, request: Addressed): Promise<Outcome<Enrollment> | undefined>;
	write(client: VendorClient, request: Addressed): Promise<Written>;
}

/** States in which a person will hear from the sequence, now or when it goes on. */
const UNDER_WAY: ReadonlyArray<Enrollment['status']> = ['active', 'paused', undefined];

/**
 * Looks, writes once, reads back. A person who is in the sequence is left as they are; one who was in
 * it is not sent through it again. After a failure that may have been a success it looks again before
 * it says so. Two items of one execution with the same person are taken one after the other.
 */
export async function enrollPerson(
	steps: EnrollSteps,
	client: VendorClient,
	request: EnrollRequest,
): Promise<Outcome<Enrollment>> {
	const addressed = withAddress(request);
	if (addressed === undefined) return withoutAddress(client.provider);
	try {
		return await serialised(
			client,
			`enrollment ${request.sequenceId} ${addressed.email}`,
			async () => await lookAndWrite(steps, client, addressed),
		);
	} catch (error) {
		return toOutcome(error);
	}
}

export function withAddress(request: EnrollRequest): Addressed | undefined {
	const email = toEmail(request.contact.email ?? '');
	return email === undefined ? undefined : { ...request, email };
}

export function withoutAddress(provider: string): Outcome<Enrollment> {
	const message = 'email is missing or not an email address. Set it to enroll the person.';
	return refused(provider, 'invalid', 'email_required', message);
}

async function lookAndWrite(
	steps: EnrollSteps,
	client: VendorClient,
	request: Addressed,
): Promise<Outcome<Enrollment>> {
	const known = await steps.find(client, request);
	if (known !== undefined) return alreadyIn(client.provider, known);
	const obstacle = await steps.obstacle?.(client, request);
	if (obstacle !== undefined) return obstacle;
	let written: Written;
	try {
		written = await steps.write(client, request);
	} catch (error) {
		return await afterDoubt(steps, client, request, error);
	}
	return written.enrolled ? await readBack(steps, client, request, written) : written.outcome;
}

/** The outcome for a person whom the vendor has in this sequence. */
export function alreadyIn(provider: string, record: Enrollment): Outcome<Enrollment> {
	if (UNDER_WAY.includes(record.status)) {
		const notes = ['The person is already in this sequence. Nothing was sent.'];
		return { status: 'unchanged', provider, record, notes };
	}
	const optedOut = record.status === 'opted_out';
	const message = optedOut
		? 'The person has unsubscribed from this sequence.'
		: `The person has been in this sequence (${record.status}) and is not enrolled again.`;
	return {
		...refused<Enrollment>(
			provider,
			optedOut ? 'suppressed' : 'skipped',
			optedOut ? 'opted_out' : 'in_sequence_before',
			message,
		),
		record,
	};
}

/**
 * A write that ended without an answer, or with a failure of the vendor's, may have been done. If the
 * person is not seen either, the failure stands: an index may run behind.
 */
async function afterDoubt(
	steps: EnrollSteps,
	client: VendorClient,
	request: Addressed,
	error: unknown,
): Promise<Outcome<Enrollment>> {
	const failure = toOutcome<Enrollment>(error);
	if (failure.status !== 'upstream_error' && failure.status !== 'duplicate') return failure;
	let record: Enrollment | undefined;
	try {
		record = await steps.find(client, request);
	} catch (second) {
		if (second instanceof VendorError) return failure;
		throw second;
	}
	if (record === undefined) return failure;
	if (failure.status === 'duplicate') return alreadyIn(client.provider, record);
	const notes = [
		`The vendor returned an error, but the person is enrolled. The request was not repeated.`,
	];
	return { status: 'created', provider: client.provider, record, notes };
}

async function readBack(
	steps: EnrollSteps,
	client: VendorClient,
	request: Addressed,
	written: Extract<Written, { enrolled: true }>,
): Promise<Outcome<Enrollment>> {
	const { provider } = client;
	const { notes = [], cost, requestId } = written;
	const details = { ...(cost && { cost }), ...(requestId !== undefined && { requestId }) };
	const seen = await seenAfterwards(steps, client, request);
	const record = 'record' in seen ? (seen.record ?? written.record) : written.record;
	if (record !== undefined) {
		const doubts = 'record' in seen && seen.record ? [] : [NOT_SEEN];
		const all = [...notes, ...doubts];
		return {
			status: 'created',
			provider,
			record,
			...details,
			...(all.length > 0 && { notes: all }),
		};
	}
	return {
		...refused<Enrollment>(provider, 'partial', 'not_read_back', `${NOT_SEEN} ${seen.why}`.trim()),
		record: { sequenceId: request.sequenceId, email: request.email },
		...details,
	};
}

const NOT_SEEN = 'The vendor said that the person was enrolled, but does not show it yet.';

async function seenAfterwards(
	steps: EnrollSteps,
	client: VendorClient,
	request: Addressed,
): Promise<{ record?: Enrollment; why: string }> {
	try {
		const record = await steps.find(client, request);
		return { why: '', ...(record && { record }) };
	} catch (error) {
		return { why: toOutcome(error).reason?.message ?? '' };
	}
}
