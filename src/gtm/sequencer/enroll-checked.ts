import { accountOfIds } from '../guard/account-of-ids';
import { serialised } from '../crm/serialised';
import type { Clock } from '../../base/clock';
import type { VendorClient } from '../http/vendor-client';
import { toOutcome } from '../http/vendor-error';
import {
	type ActionQuestion,
	type CheckActions,
	OF_THE_RECORD_FOUND,
	heldBack,
} from '../guard/action-check';
import { enrollOnce } from '../ledger/enroll-once';
import type { PersonInSequence } from '../ledger/enrolled-people';
import type { Ledger } from '../ledger/ledger';
import { toEmail } from '../../base/identity/email';
import type { Enrollment } from '../model/enrollment';
import { type Outcome, isSuccess } from '../model/outcome';
import { alreadyIn } from './enroll-person';
import type { EnrollRequest, SequencerVendor } from './sequencer-vendor';

export interface EnrollSettings {
	/** The same person may be enrolled once in each, such as `2026-Q4`. */
	campaign?: string;
	/** Codes of blocks that do not hold it back. */
	evenIf?: readonly string[];
}

/** What enrolling and stopping need, whatever the vendor. */
export interface SequencerPorts {
	vendor: SequencerVendor;
	client: VendorClient;
	ledger: Pick<Ledger, 'enrollments' | 'people'>;
	checkActions: CheckActions;
	clock: Pick<Clock, 'now'>;
}

/**
 * Enrolls a person the safe way, whatever the vendor: an address that is one, nothing that forbids it,
 * and never twice, also if a run was stopped half-way and is run again.
 */
export async function enrollChecked(
	ports: SequencerPorts,
	request: EnrollRequest,
	settings: EnrollSettings = {},
): Promise<Outcome<Enrollment>> {
	const { vendor, clock, checkActions } = ports;
	if (!hasAddress(request)) return withoutAddress(vendor.profile.id);
	let question: ActionQuestion;
	try {
		question = enrollQuestion(vendor, request, settings, await accountOfIds(ports));
	} catch (error) {
		return toOutcome(error);
	}
	return (
		(await heldBack(checkActions, question, clock.now())) ??
		(await enrollAllowed(ports, request, settings))
	);
}

/** Who has none cannot be looked for, and is not enrolled. */
export function hasAddress({ contact }: EnrollRequest): boolean {
	return toEmail(contact.email ?? '') !== undefined;
}

/** What is asked before it. */
export function enrollQuestion(
	{ profile }: Pick<SequencerVendor, 'profile'>,
	{ sequenceId, contact, evenIfElsewhere }: EnrollRequest,
	{ evenIf = [] }: EnrollSettings,
	account: string | undefined,
): ActionQuestion {
	return {
		actions: ['enroll'],
		provider: profile.id,
		...(account !== undefined && { account }),
		record: contact,
		sequenceId,
		ignored: [...evenIf, ...(evenIfElsewhere ? ELSEWHERE : [])],
	};
}

/** What another sequence holds back, now or for a while after its end. */
const ELSEWHERE: readonly string[] = ['active_elsewhere', 'cool_down'];

/** The same for somebody of whom it was asked whether they may be. */
export async function enrollAllowed(
	ports: SequencerPorts,
	request: EnrollRequest,
	{ campaign }: EnrollSettings = {},
): Promise<Outcome<Enrollment>> {
	const { vendor, client, checkActions, clock } = ports;
	const { id: provider } = vendor.profile;
	const { sequenceId, contact } = request;
	const email = toEmail(contact.email ?? '');
	if (email === undefined) return withoutAddress(provider);
	let account: string;
	try {
		account = await client.accountKey();
	} catch (error) {
		return toOutcome(error);
	}
	const person = { provider, account, sequenceId, email };
	const checked: EnrollRequest = {
		...request,
		contact: { ...contact, email },
		refusal: async (record) =>
			await heldBack(
				checkActions,
				{ actions: ['enroll'], provider, record, sequenceId, only: OF_THE_RECORD_FOUND },
				clock.now(),
			),
	};
	// A person who is in the same input twice waits for the first one's end instead of being told that
	// another execution is at it.
	return await serialised(
		client,
		`enrollment ${JSON.stringify([person, campaign])}`,
		async () => await once(ports, person, checked, campaign),
	);
}

async function once(
	{ vendor, client, ledger, clock }: SequencerPorts,
	person: PersonInSequence,
	request: EnrollRequest,
	campaign: string | undefined,
): Promise<Outcome<Enrollment>> {
	const { provider, sequenceId, email } = person;
	const known = await ledger.people.get(person);
	const identity = { ...person, ...(campaign !== undefined && { campaign }) };
	const outcome = await enrollOnce(ledger.enrollments, identity, {
		enroll: async () => await vendor.enroll(client, request),
		look: async () => await vendor.getEnrollment(client, { sequenceId, email }),
		alreadyIn: (record) => alreadyIn(provider, record),
		now: clock.now,
		stoppedAt: known?.stoppedAt,
	});
	const { id: enrollmentId, contactId } = outcome.record ?? {};
	if (outcome.status === 'created' || (isSuccess(outcome) && enrollmentId !== undefined)) {
		await ledger.people.put(person, {
			...(enrollmentId !== undefined && { enrollmentId }),
			...(contactId !== undefined && { contactId }),
		});
	}
	return outcome;
}

function withoutAddress(provider: string): Outcome<Enrollment> {
	const message =
		'The contact has no valid email address. Correct it, or enrich the contact first.';
	return {
		status: 'invalid',
		provider,
		reason: { code: 'no_email', message },
		retry: { advised: false },
	};
}
