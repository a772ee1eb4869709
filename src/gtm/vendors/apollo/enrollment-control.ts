import type { VendorClient } from '../../http/vendor-client';
import { toOutcome } from '../../http/vendor-error';
import { toEmail } from '../../../base/identity/email';
import type { Enrollment } from '../../model/enrollment';
import type { Outcome } from '../../model/outcome';
import type { EnrollmentReference } from '../../sequencer/sequencer-vendor';
import { type ApolloContact, findContacts, getContact } from './contacts';
import { entryIn, isUnderWay, toEnrollment } from './enrollment-state';
import { limitsOf } from './limits';

interface Located {
	contact: ApolloContact;
	entry: Record<string, unknown>;
}

export async function getEnrollment(
	client: VendorClient,
	reference: EnrollmentReference,
): Promise<Outcome<Enrollment>> {
	const { provider } = client;
	try {
		const located = await locate(client, reference);
		if ('outcome' in located) return located.outcome;
		const { contact, entry } = located;
		return {
			status: 'found',
			provider,
			record: toEnrollment(contact, reference.sequenceId, entry),
		};
	} catch (error) {
		return toOutcome(error);
	}
}

/**
 * Ends it for good: Apollo's API cannot resume. Apollo may work on it after its answer; until it is done
 * it is `pending`. The answer holds the caller's API key, so nothing of it is passed on.
 *
 * @see https://docs.apollo.io/reference/update-contact-status-in-sequence
 */
export async function stopEnrollment(
	client: VendorClient,
	reference: EnrollmentReference,
): Promise<Outcome<Enrollment>> {
	const { provider } = client;
	const { sequenceId } = reference;
	try {
		const before = await locate(client, reference);
		if ('outcome' in before) {
			const { isIn, contactId } = reference;
			if (before.outcome.reason?.code !== 'not_enrolled' || !isIn || contactId === undefined) {
				return before.outcome;
			}
			// It was enrolled a moment ago, and Apollo shows it later.
			await sendStop(client, sequenceId, contactId);
			return underWay(client, { sequenceId, contactId });
		}
		const { contact, entry } = before;
		if (!isUnderWay(entry)) {
			return { status: 'unchanged', provider, record: toEnrollment(contact, sequenceId, entry) };
		}
		await sendStop(client, sequenceId, contact.id);
		return await afterStop(client, sequenceId, contact);
	} catch (error) {
		return toOutcome(error);
	}
}

async function sendStop(client: VendorClient, sequenceId: string, contactId: string) {
	await client.send({
		method: 'POST',
		path: '/api/v1/emailer_campaigns/remove_or_stop_contact_ids',
		query: {
			'emailer_campaign_ids[]': [sequenceId],
			'contact_ids[]': [contactId],
			mode: 'stop',
		},
		effect: 'idempotent',
		limits: limitsOf('emailer_campaigns/remove_or_stop_contact_ids'),
	});
}

async function afterStop(
	client: VendorClient,
	sequenceId: string,
	{ id }: ApolloContact,
): Promise<Outcome<Enrollment>> {
	const { provider } = client;
	const located = await locate(client, { sequenceId, contactId: id });
	if ('outcome' in located) {
		// Stopping may have taken it out: it is not in the sequence any more.
		if (located.outcome.reason?.code !== 'not_enrolled') return located.outcome;
		return { status: 'updated', provider, record: { sequenceId, contactId: id } };
	}
	const record = toEnrollment(located.contact, sequenceId, located.entry);
	return isUnderWay(located.entry)
		? underWay(client, record)
		: { status: 'updated', provider, record };
}

function underWay({ provider }: VendorClient, record: Enrollment): Outcome<Enrollment> {
	const message = 'Apollo is stopping the enrollment. Check with Enrollment > Get in a minute.';
	return {
		status: 'pending',
		provider,
		record,
		reason: { code: 'stop_under_way', message },
		retry: { advised: true, afterMs: 60_000 },
	};
}

/** @throws VendorError */
async function locate(
	client: VendorClient,
	reference: EnrollmentReference,
): Promise<Located | { outcome: Outcome<Enrollment> }> {
	const contacts = await contactsOf(client, reference);
	if (contacts === undefined) {
		const message = 'Apollo finds an enrollment by the contact. Set email or contact ID.';
		return { outcome: refusal(client, 'invalid', 'contact_required', message) };
	}
	for (const contact of contacts) {
		const entry = entryIn(contact, reference.sequenceId);
		if (entry !== undefined) return { contact, entry };
	}
	const message =
		contacts.length === 0
			? 'Apollo has no contact with this address.'
			: 'The contact is not in this sequence.';
	const code = contacts.length === 0 ? 'no_such_contact' : 'not_enrolled';
	return { outcome: refusal(client, 'not_found', code, message) };
}

/** The contacts that may be meant; undefined if the reference names none. @throws VendorError */
export async function contactsOf(
	client: VendorClient,
	{ contactId, email }: Pick<EnrollmentReference, 'contactId' | 'email'>,
): Promise<ApolloContact[] | undefined> {
	if (contactId !== undefined && contactId !== '') return [await getContact(client, contactId)];
	const address = toEmail(email ?? '');
	return address === undefined ? undefined : await findContacts(client, address);
}

function refusal(
	{ provider }: VendorClient,
	status: 'invalid' | 'not_found',
	code: string,
	message: string,
): Outcome<Enrollment> {
	return { status, provider, reason: { code, message }, retry: { advised: false } };
}
