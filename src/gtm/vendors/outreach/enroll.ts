import type { VendorClient } from '../../http/vendor-client';
import type { Enrollment } from '../../model/enrollment';
import type { Outcome } from '../../model/outcome';
import { refused } from '../../sequencer/answers';
import {
	type Addressed,
	type EnrollSteps,
	type Written,
	enrollPerson,
} from '../../sequencer/enroll-person';
import type { EnrollRequest } from '../../sequencer/sequencer-vendor';
import { reference, sendDocument, toId } from './json-api';
import { chooseMailbox } from './mailboxes';
import { type Prospect, createProspect, prospectsOf } from './prospects';
import { findState, statesOf, toEnrollment } from './states';

const steps: EnrollSteps = {
	find: async (client, { sequenceId, email }) => await findState(client, { sequenceId, email }),
	obstacle,
	write,
};

/** By email: the prospect is found, or made from the contact; one that is there is not changed. */
export async function enroll(
	client: VendorClient,
	request: EnrollRequest,
): Promise<Outcome<Enrollment>> {
	if (toId(request.sequenceId) === undefined) {
		const message = 'Sequence: IDs in Outreach are whole numbers.';
		return refused(client.provider, 'invalid', 'no_such_sequence', message);
	}
	return await enrollPerson(steps, client, request);
}

async function obstacle(
	client: VendorClient,
	{ email, evenIfElsewhere, refusal }: Addressed,
): Promise<Outcome<Enrollment> | undefined> {
	const { provider } = client;
	const [prospect, another] = await prospectsOf(client, email);
	if (prospect === undefined) return undefined;
	if (another !== undefined) {
		const message = `Outreach has several prospects with this address (${prospect.id}, ${another.id}). Merge them first.`;
		return refused(provider, 'duplicate', 'several_prospects', message);
	}
	if (prospect.optedOut) {
		const message = 'The prospect has opted out in Outreach.';
		return refused(provider, 'suppressed', 'opted_out', message);
	}
	const suppressed = await refusal?.(prospect.identity);
	if (suppressed !== undefined) return suppressed;
	if (evenIfElsewhere || (await statesOf(client, prospect.id)).length === 0) return undefined;
	const message =
		'The person is or was in another sequence: turn on "Even If in Another Sequence" to enroll anyway.';
	return refused(provider, 'skipped', 'in_other_sequence', message);
}

async function write(client: VendorClient, request: Addressed): Promise<Written> {
	const mailbox = await chooseMailbox(client, request.senderId);
	if ('problem' in mailbox) {
		const { code, problem } = mailbox;
		return { enrolled: false, outcome: refused(client.provider, 'invalid', code, problem) };
	}
	const { prospect, notes } = await resolveProspect(client, request);
	const { data } = await sendDocument(
		client,
		{ method: 'POST', path: '/api/v2/sequenceStates', effect: 'unsafe' },
		{
			type: 'sequenceState',
			relationships: {
				prospect: reference('prospect', prospect.id),
				sequence: reference('sequence', Number(request.sequenceId)),
				mailbox: reference('mailbox', mailbox.id),
			},
		},
	);
	const [state] = data;
	const dropped = Object.keys(request.variables ?? {}).map(
		(name) => `variables.${name} was left out: Outreach fills in fields of the prospect`,
	);
	return {
		enrolled: true,
		notes: [...notes, ...dropped],
		...(state && { record: toEnrollment(state, request.email) }),
	};
}

async function resolveProspect(
	client: VendorClient,
	request: Addressed,
): Promise<{ prospect: Prospect; notes: string[] }> {
	const [prospect] = await prospectsOf(client, request.email);
	return prospect ? { prospect, notes: [] } : await createProspect(client, request);
}
