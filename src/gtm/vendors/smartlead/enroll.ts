import type { VendorClient } from '../../http/vendor-client';
import { pathOf } from '../../http/vendor-request';
import type { Enrollment } from '../../model/enrollment';
import { listOf, numberOf, recordOf } from '../../model/json';
import { toVendor } from '../../model/mapping';
import type { Outcome } from '../../model/outcome';
import { refused } from '../../sequencer/answers';
import {
	type Addressed,
	type EnrollSteps,
	type Written,
	enrollPerson,
} from '../../sequencer/enroll-person';
import type { EnrollRequest } from '../../sequencer/sequencer-vendor';
import { leadMapping } from './lead.mapping';
import { saidBy } from './profile';
import { findLead, leadByEmail } from './leads';

const steps: EnrollSteps = {
	find: async (client, { sequenceId, email }) => await findLead(client, { sequenceId, email }),
	obstacle,
	write,
};

export async function enroll(
	client: VendorClient,
	request: EnrollRequest,
): Promise<Outcome<Enrollment>> {
	return await enrollPerson(steps, client, request);
}

async function obstacle(
	client: VendorClient,
	{ email, sequenceId, evenIfElsewhere }: Addressed,
): Promise<Outcome<Enrollment> | undefined> {
	const lead = await leadByEmail(client, email);
	if (lead?.unsubscribed) return unsubscribed(client.provider);
	const elsewhere = lead?.campaigns.some(({ campaignId }) => campaignId !== sequenceId) ?? false;
	return elsewhere && !evenIfElsewhere ? inOtherCampaign(client.provider) : undefined;
}

const unsubscribed = (provider: string) =>
	refused<Enrollment>(
		provider,
		'suppressed',
		'unsubscribed',
		'The person has unsubscribed in Smartlead.',
	);

const inOtherCampaign = (provider: string) =>
	refused<Enrollment>(
		provider,
		'skipped',
		'in_other_campaign',
		'The person is or was in another campaign: set "even if elsewhere" to enroll all the same.',
	);

/** Block list and unsubscribe list always hold. */
async function write(client: VendorClient, request: Addressed): Promise<Written> {
	const { lead, notes } = toLead(request);
	const response = await client.send({
		method: 'POST',
		path: pathOf`/api/v1/campaigns/${request.sequenceId}/leads`,
		body: {
			lead_list: [lead],
			settings: {
				ignore_global_block_list: false,
				ignore_unsubscribe_list: false,
				ignore_duplicate_leads_in_other_campaign: request.evenIfElsewhere === true,
			},
		},
		effect: 'unsafe',
	});
	const left = leftOut(client.provider, recordOf(response.body));
	return left === undefined ? { enrolled: true, notes } : { enrolled: false, outcome: left };
}

/**
 * Why the one lead of the request was not added, from the counters of the answer. `upload_count` counts
 * leads that were there before as well, so it says nothing by itself: what the counters leave open is
 * decided by reading back.
 */
function leftOut(
	provider: string,
	answer: Record<string, unknown>,
): Outcome<Enrollment> | undefined {
	const some = (...names: string[]) => names.some((name) => countOf(answer[name]) > 0);
	if (some('block_count')) {
		const message = "The address or its domain is on Smartlead's block list.";
		return refused(provider, 'suppressed', 'in_blocklist', message);
	}
	if (some('unsubscribed_leads', 'unsubscribed_count')) return unsubscribed(provider);
	if (some('bounce_count')) {
		const message = 'Mails to this address have bounced before.';
		return refused(provider, 'suppressed', 'bounced_before', message);
	}
	if (some('already_added_to_campaign')) {
		const message = 'Smartlead says that the lead is in this campaign already.';
		return refused(provider, 'duplicate', 'already_added_to_campaign', message);
	}
	if (some('invalid_email_count', 'invalid_emails')) {
		const message = 'email: Smartlead takes it for no address.';
		return refused(provider, 'invalid', 'invalid_email', message);
	}
	if (answer.is_lead_limit_exhausted === true || some('lead_import_stopped_count')) {
		const message = 'The leads of the Smartlead plan are used up: delete some or change the plan.';
		return refused(provider, 'quota_exhausted', 'lead_limit_exhausted', message);
	}
	if (some('duplicate_count')) return inOtherCampaign(provider);
	if (answer.ok === false) {
		const message = `Smartlead did not add the lead: ${saidBy(answer)}`;
		return refused(provider, 'upstream_error', 'nothing_done', message);
	}
	return undefined;
}

/** Some counters are numbers, some lists. */
function countOf(value: unknown): number {
	return Array.isArray(value) ? listOf(value).length : (numberOf(value) ?? 0);
}

/** `custom` and the variables become custom fields, which are texts. */
function toLead({ contact, variables, senderId, email }: Addressed) {
	const { custom = {}, ...fields } = contact;
	const { values, notes } = toVendor(leadMapping, { ...fields, email });
	const own = Object.entries(custom).flatMap(([name, value]): Array<[string, string]> =>
		['string', 'number', 'boolean'].includes(typeof value) ? [[name, String(value)]] : [],
	);
	const kept = own.map(([name]) => name);
	const dropped = Object.keys(custom).filter((name) => !kept.includes(name));
	const all = { ...Object.fromEntries(own), ...variables, ...recordOf(values.custom_fields) };
	return {
		lead: { ...values, ...(Object.keys(all).length > 0 && { custom_fields: all }) },
		notes: [
			...notes,
			...dropped.map((name) => `custom.${name} was left out: a custom field is a text or a number`),
			...(senderId === undefined
				? []
				: ["senderId was left out: Smartlead rotates the campaign's own mailboxes"]),
		],
	};
}
