import { toOutcome } from '../http/vendor-error';
import { toEmail } from '../../base/identity/email';
import type { Enrollment } from '../model/enrollment';
import type { Outcome, OutcomeStatus } from '../model/outcome';
import type { SequencerPorts } from './enroll-checked';
import type { EnrollmentReference } from './sequencer-vendor';

/** Ends after which the person hears no more of the sequence, or soon will not. */
const STOPPED: readonly OutcomeStatus[] = ['updated', 'unchanged', 'pending'];

/**
 * Stops a person and remembers it, so that whoever enrolls them afterwards is not told that they are in.
 * The vendor is named its own ids where this n8n has them: it knows them before it finds the address.
 */
export async function stopChecked(
	{ vendor, client, ledger, clock }: Omit<SequencerPorts, 'checkActions'>,
	reference: EnrollmentReference,
): Promise<Outcome<Enrollment>> {
	const email = toEmail(reference.email ?? '');
	if (email === undefined) return await vendor.stop(client, reference);
	let account: string;
	try {
		account = await client.accountKey();
	} catch (error) {
		return toOutcome(error);
	}
	const { sequenceId } = reference;
	const person = { provider: client.provider, account, sequenceId, email };
	const { stoppedAt, ...ids } = (await ledger.people.get(person)) ?? {};
	const named = Object.keys(ids).length > 0;
	const isIn = named && stoppedAt === undefined;
	let outcome = await vendor.stop(client, { ...ids, ...reference, ...(isIn && { isIn: true }) });
	// What the vendor had under those ids may be gone, and the person be there under others.
	if (named && outcome.status === 'not_found') outcome = await vendor.stop(client, reference);
	if (STOPPED.includes(outcome.status) || outcome.reason?.code === 'not_enrolled') {
		await ledger.people.put(person, { ...ids, stoppedAt: clock.now() });
	}
	return outcome;
}
