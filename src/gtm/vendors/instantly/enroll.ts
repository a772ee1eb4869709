import type { VendorClient } from '../../http/vendor-client';
import type { Enrollment } from '../../model/enrollment';
import type { Cost, Outcome } from '../../model/outcome';
import { refused } from '../../sequencer/answers';
import {
	type Addressed,
	type EnrollSteps,
	type Written,
	enrollPerson,
} from '../../sequencer/enroll-person';
import type { EnrollRequest } from '../../sequencer/sequencer-vendor';
import { type Added, type KnownLead, addLeads, knownLeads, toLead } from './leads';

/** What the workspace has of the person elsewhere comes with the look, and is asked about after it. */
function stepsOf(): EnrollSteps {
	let known: KnownLead[] = [];
	return {
		async find(client, { sequenceId, email }) {
			known = await knownLeads(client, [email]);
			return known.find(({ campaign }) => campaign === sequenceId)?.enrollment;
		},
		obstacle: async (_client, request) => await refusalOf(request, known),
		write: writeOne,
	};
}

/** Why somebody must not be enrolled whom the workspace knows by this. */
export async function refusalOf(
	{ refusal, email }: Addressed,
	known: readonly KnownLead[],
): Promise<Outcome<Enrollment> | undefined> {
	for (const lead of known) {
		const refused = lead.email === email ? await refusal?.(lead.identity) : undefined;
		if (refused !== undefined) return refused;
	}
	return undefined;
}

/**
 * Instantly checks its block list and the person's other campaigns itself while it adds, and says only
 * by counters what it left out: with one lead in the request they say all.
 */
export async function enroll(
	client: VendorClient,
	request: EnrollRequest,
): Promise<Outcome<Enrollment>> {
	return await enrollPerson(stepsOf(), client, request);
}

async function writeOne(client: VendorClient, request: Addressed): Promise<Written> {
	const { body, notes } = toLead(request);
	const added = await addLeads(client, {
		campaign: request.sequenceId,
		leads: [body],
		skipIfElsewhere: request.evenIfElsewhere ? 'add' : 'skip',
	});
	const id = added.made.get(0);
	if (id === undefined) return { enrolled: false, outcome: leftOut(client.provider, added) };
	return {
		enrolled: true,
		record: made(request, id),
		notes,
		cost: costOf(added),
		...(added.requestId !== undefined && { requestId: added.requestId }),
	};
}

/** As it is known before it is read back. */
export function made({ sequenceId, email }: Addressed, id: string): Enrollment {
	return { id, contactId: id, sequenceId, email, status: 'active' };
}

export function costOf({ remaining }: Added): Cost {
	return { amount: 1, unit: 'lead upload', ...(remaining !== undefined && { remaining }) };
}

/** Of a request with one lead. */
function leftOut(provider: string, added: Added): Outcome<Enrollment> {
	if (added.inBlocklist > 0) {
		const message = 'The address or its domain is on the block list of the Instantly workspace.';
		return refused(provider, 'suppressed', 'in_blocklist', message);
	}
	if (added.skipped > 0) {
		const message =
			'The person is in another campaign of the workspace: turn on "Even If in Another Sequence" to enroll anyway.';
		return refused(provider, 'skipped', 'in_other_campaign', message);
	}
	if (added.duplicated > 0 || added.twiceInRequest > 0) {
		const message = 'Instantly reports that the lead is already in this campaign.';
		return refused(provider, 'duplicate', 'duplicated_lead', message);
	}
	if (added.invalidEmail > 0) {
		return refused(
			provider,
			'invalid',
			'invalid_email',
			'email: Instantly does not accept this address.',
		);
	}
	if (added.remaining !== undefined && added.remaining <= 0) {
		const message =
			'The lead uploads of the Instantly plan are used up. Wait for the next period or upgrade the plan.';
		return refused(provider, 'quota_exhausted', 'no_uploads_left', message);
	}
	const message =
		'Instantly did not add the lead and gave no reason. Check the campaign before you try again.';
	return refused(provider, 'upstream_error', 'nothing_done', message);
}
