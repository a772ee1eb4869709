import { serialised } from '../../crm/serialised';
import type { VendorClient } from '../../http/vendor-client';
import { toOutcome } from '../../http/vendor-error';
import { toEmail } from '../../../base/identity/email';
import type { Enrollment } from '../../model/enrollment';
import type { Outcome } from '../../model/outcome';
import type { EnrollRequest } from '../../sequencer/sequencer-vendor';
import { sideBySide } from '../../sequencer/side-by-side';
import { type Candidate, addContacts } from './add-contacts';
import { type ApolloContact, createContact, findContacts } from './contacts';
import { entryIn, isUnderWay, toEnrollment } from './enrollment-state';
import { type ChosenSender, findSender } from './senders';
import { skipped } from './skip-reasons';

type EnrollmentOutcome = Outcome<Enrollment>;

/** Ids stand in the query: more would make URLs that proxies refuse. */
const PORTION = 50;

type Prepared = { outcome: EnrollmentOutcome } | { candidate: Candidate };

export async function enroll(
	client: VendorClient,
	request: EnrollRequest,
): Promise<EnrollmentOutcome> {
	const [outcome] = await enrollMany(client, [request]);
	if (outcome === undefined) throw new RangeError('an enrollment has no outcome');
	return outcome;
}

/**
 * Each person becomes a contact first (looked up by address, created if there is none), then those that
 * may be added go in portions. Someone named twice is added once.
 */
export async function enrollMany(
	client: VendorClient,
	requests: readonly EnrollRequest[],
): Promise<EnrollmentOutcome[]> {
	const senders = new Map<string | undefined, Promise<ChosenSender>>();
	const outcomes = new Map<number, EnrollmentOutcome>();
	const first = new Map<string, number>();
	const repeated = new Map<number, number>();
	const candidates = new Map<number, Candidate>();
	const all = await sideBySide(
		requests,
		async (request) => await prepare(client, request, senders),
	);
	for (const [index, prepared] of all.entries()) {
		if ('outcome' in prepared) {
			outcomes.set(index, prepared.outcome);
			continue;
		}
		const { request, contact } = prepared.candidate;
		const key = JSON.stringify([request.sequenceId, contact.id]);
		const before = first.get(key);
		if (before !== undefined) repeated.set(index, before);
		else {
			first.set(key, index);
			candidates.set(index, prepared.candidate);
		}
	}
	for (const portion of portionsOf(candidates)) {
		const added = await addContacts(client, [...portion.values()]);
		for (const [place, index] of [...portion.keys()].entries()) {
			const outcome = added[place];
			if (outcome) outcomes.set(index, outcome);
		}
	}
	for (const [index, before] of repeated) {
		const outcome = outcomes.get(before);
		if (outcome) outcomes.set(index, again(outcome));
	}
	return requests.map((_, index) => outcomes.get(index) ?? lost(client));
}

/** Reads, and creates the contact if there is none; adds it to nothing. */
async function prepare(
	client: VendorClient,
	request: EnrollRequest,
	senders: Map<string | undefined, Promise<ChosenSender>>,
): Promise<Prepared> {
	const { sequenceId, contact, senderId, variables = {} } = request;
	const refuse = (code: string, message: string): Prepared => ({
		outcome: ended(client, 'invalid', code, message),
	});
	const email = toEmail(contact.email ?? '');
	if (email === undefined) {
		return refuse('email_required', 'Apollo needs the email address of the person. Set email.');
	}
	if (sequenceId === '') return refuse('sequence_required', 'Set the ID of the sequence.');
	if (Object.keys(variables).length > 0) {
		return refuse(
			'variables_not_offered',
			'Apollo fills variables from the fields of its contacts. Set the fields in Apollo, and leave Variables empty.',
		);
	}
	try {
		const known = await findContacts(client, email);
		const standing = await standingOf(client, known, request);
		if (standing !== undefined) return { outcome: standing };
		const sending = senders.get(senderId) ?? findSender(client, senderId);
		senders.set(senderId, sending);
		const sender = await sending;
		if ('problem' in sender) return refuse(sender.problem.code, sender.problem.message);
		const { contact: own, notes } = await serialised(client, `contact ${email}`, () =>
			resolve(client, email, request, known),
		);
		// Apollo may have taken the new contact for one that it has, who may have unsubscribed.
		const later = await standingOf(client, [own], request);
		if (later !== undefined) return { outcome: { ...later, ...(notes.length > 0 && { notes }) } };
		return { candidate: { request, email, contact: own, senderId: sender.id, notes } };
	} catch (error) {
		return { outcome: toOutcome(error) };
	}
}

/** What is known already speaks against adding: an opt-out, the sequence itself, or a suppression. */
async function standingOf(
	{ provider }: VendorClient,
	known: readonly ApolloContact[],
	{ sequenceId, refusal }: EnrollRequest,
): Promise<EnrollmentOutcome | undefined> {
	if (known.some(({ unsubscribed }) => unsubscribed)) {
		const message = 'The person has unsubscribed from the team’s emails in Apollo.';
		const reason = { code: 'email_unsubscribed', message };
		return { status: 'suppressed', provider, reason, retry: { advised: false } };
	}
	for (const contact of known) {
		const entry = entryIn(contact, sequenceId);
		if (entry === undefined) continue;
		const record = toEnrollment(contact, sequenceId, entry);
		if (isUnderWay(entry)) return { status: 'unchanged', provider, record };
		const code = 'contacts_already_exists_in_current_campaign';
		return { ...skipped<Enrollment>(provider, code), record };
	}
	for (const { identity } of known) {
		const refused = await refusal?.(identity);
		if (refused !== undefined) return refused;
	}
	return undefined;
}

async function resolve(
	client: VendorClient,
	email: string,
	{ contact }: EnrollRequest,
	known: readonly ApolloContact[],
): Promise<{ contact: ApolloContact; notes: string[] }> {
	const [oldest] = known;
	if (oldest !== undefined) {
		const others = known.length - 1;
		const note = `${known.length} contacts in Apollo have this address; the oldest is used.`;
		return { contact: oldest, notes: others > 0 ? [note] : [] };
	}
	const created = await createContact(client, email, contact);
	const notes = isOlder(created)
		? [
				'Apollo matched the person with an existing contact of the same name and company, and changed the email of that contact to this address.',
			]
		: [];
	return { contact: created, notes };
}

/** A contact that was made by this request was not changed long after. */
function isOlder({ createdAt, updatedAt }: ApolloContact): boolean {
	const age = Date.parse(updatedAt ?? '') - Date.parse(createdAt ?? '');
	return age > 60_000;
}

function* portionsOf(candidates: ReadonlyMap<number, Candidate>) {
	const groups = Map.groupBy(candidates, ([, { request, senderId }]) =>
		JSON.stringify([request.sequenceId, senderId, request.evenIfElsewhere === true]),
	);
	for (const group of groups.values()) {
		for (let start = 0; start < group.length; start += PORTION) {
			yield new Map(group.slice(start, start + PORTION));
		}
	}
}

/** The same person once more in a batch. */
function again(outcome: EnrollmentOutcome): EnrollmentOutcome {
	return outcome.status === 'created'
		? { ...outcome, status: 'unchanged', notes: ['The person is in the input twice.'] }
		: outcome;
}

function ended(
	{ provider }: VendorClient,
	status: EnrollmentOutcome['status'],
	code: string,
	message: string,
): EnrollmentOutcome {
	return { status, provider, reason: { code, message }, retry: { advised: false } };
}

function lost(client: VendorClient): EnrollmentOutcome {
	return ended(
		client,
		'upstream_error',
		'no_outcome',
		'It is unknown whether this person was enrolled.',
	);
}
