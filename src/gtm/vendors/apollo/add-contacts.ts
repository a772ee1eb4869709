import type { VendorClient } from '../../http/vendor-client';
import { toOutcome } from '../../http/vendor-error';
import { pathOf } from '../../http/vendor-request';
import type { Enrollment } from '../../model/enrollment';
import { recordOf, recordsOf, textOf } from '../../model/json';
import type { Outcome } from '../../model/outcome';
import type { EnrollRequest } from '../../sequencer/sequencer-vendor';
import { type ApolloContact, findContacts, toApolloContact } from './contacts';
import { entryIn, toEnrollment } from './enrollment-state';
import { limitsOf } from './limits';
import { skipped } from './skip-reasons';

type EnrollmentOutcome = Outcome<Enrollment>;

/** Someone who can be added. */
export interface Candidate {
	request: EnrollRequest;
	email: string;
	contact: ApolloContact;
	senderId: string;
	notes: string[];
}

/**
 * Adds contacts to one sequence from one sender; outcomes in the order of the candidates. Never repeated:
 * after a failure that may have reached Apollo it is looked who is in.
 *
 * @see https://docs.apollo.io/reference/add-contacts-to-sequence
 */
export async function addContacts(
	client: VendorClient,
	candidates: readonly Candidate[],
): Promise<EnrollmentOutcome[]> {
	const [one] = candidates;
	if (one === undefined) return [];
	const { sequenceId, evenIfElsewhere = false } = one.request;
	let body: Record<string, unknown>;
	try {
		const response = await client.send({
			method: 'POST',
			path: pathOf`/api/v1/emailer_campaigns/${sequenceId}/add_contact_ids`,
			query: {
				emailer_campaign_id: sequenceId,
				'contact_ids[]': candidates.map(({ contact }) => contact.id),
				send_email_from_email_account_id: one.senderId,
				sequence_active_in_other_campaigns: evenIfElsewhere,
				sequence_finished_in_other_campaigns: evenIfElsewhere,
			},
			effect: 'unsafe',
			limits: limitsOf('emailer_campaigns/add_contact_ids'),
		});
		body = recordOf(response.body);
	} catch (error) {
		return await afterFailure(client, candidates, toOutcome(error));
	}
	const leftOut = recordOf(body.skipped_contact_ids);
	const contacts = recordsOf(body.contacts).map(toApolloContact);
	const outcomes: EnrollmentOutcome[] = [];
	for (const candidate of candidates) {
		const why = textOf(leftOut[candidate.contact.id]);
		const contact = contacts.find(({ id }) => id === candidate.contact.id);
		if (why !== undefined) outcomes.push(skipped(client.provider, why));
		else outcomes.push(await confirmed(client, candidate, contact));
	}
	return outcomes;
}

/** Apollo's answer holds the state of each contact; where it does not, it is read. */
async function confirmed(
	client: VendorClient,
	candidate: Candidate,
	answered: ApolloContact | undefined,
): Promise<EnrollmentOutcome> {
	const { sequenceId } = candidate.request;
	const seen =
		answered !== undefined && entryIn(answered, sequenceId) !== undefined
			? enrolled(client, candidate, answered, [])
			: await look(client, candidate);
	if (seen !== undefined) return seen;
	const message =
		'Apollo accepted the contact, but does not show it in the sequence yet. Check with Enrollment > Get before you try again.';
	return {
		status: 'partial',
		provider: client.provider,
		record: { sequenceId, contactId: candidate.contact.id, email: candidate.email },
		reason: { code: 'not_confirmed', message },
		retry: { advised: false },
	};
}

/** Undefined if the contact is not in the sequence, or that cannot be read. */
async function look(
	client: VendorClient,
	candidate: Candidate,
	notes: string[] = [],
): Promise<EnrollmentOutcome | undefined> {
	const { contact, email } = candidate;
	try {
		const same = await findContacts(client, email);
		const found = same.find(({ id }) => id === contact.id);
		return found && enrolled(client, candidate, found, notes);
	} catch (error) {
		// A bug is thrown on; that it cannot be read is no answer, so whoever asked keeps their doubt.
		toOutcome(error);
		return undefined;
	}
}

function enrolled(
	{ provider }: VendorClient,
	{ request: { sequenceId }, notes: before }: Candidate,
	contact: ApolloContact,
	more: string[],
): EnrollmentOutcome | undefined {
	const entry = entryIn(contact, sequenceId);
	if (entry === undefined) return undefined;
	const inactive = textOf(entry.inactive_reason);
	const notes = [
		...before,
		...more,
		...(inactive === undefined ? [] : [`Nothing is sent yet: ${inactive}.`]),
	];
	return {
		status: 'created',
		provider,
		record: toEnrollment(contact, sequenceId, entry),
		...(notes.length > 0 && { notes }),
	};
}

/** Who is in now was added: nobody was in before. */
async function afterFailure(
	client: VendorClient,
	candidates: readonly Candidate[],
	failure: EnrollmentOutcome,
): Promise<EnrollmentOutcome[]> {
	if (failure.status !== 'upstream_error') return candidates.map(() => failure);
	const outcomes: EnrollmentOutcome[] = [];
	for (const candidate of candidates) {
		const note = 'Apollo returned an error, but the contact is in the sequence.';
		outcomes.push((await look(client, candidate, [note])) ?? failure);
	}
	return outcomes;
}
