import type { VendorClient } from '../../http/vendor-client';
import { pathOf } from '../../http/vendor-request';
import type { Enrollment } from '../../model/enrollment';
import { recordOf } from '../../model/json';
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
import { isBlocked } from './block-list';
import { isOfClient } from './campaigns';
import { stop } from './enrollment';
import { leadMapping } from './lead.mapping';
import { findLead, leadByEmail } from './leads';
import {
	type Hindrance,
	IN_BLOCK_LIST,
	IN_OTHER_CAMPAIGN,
	UNSUBSCRIBED,
	leftOut,
	leftOutForElsewhere,
} from './upload-answer';

const steps: EnrollSteps = {
	find: async (client, { sequenceId, email }) => await findLead(client, { sequenceId, email }),
	obstacle,
	write,
};

export async function enroll(
	client: VendorClient,
	request: EnrollRequest,
): Promise<Outcome<Enrollment>> {
	return await unlessSuppressed(client, await enrollPerson(steps, client, request));
}

/** Asked before the upload, since nobody knows for sure what its flags mean. */
async function obstacle(
	client: VendorClient,
	request: Addressed,
): Promise<Outcome<Enrollment> | undefined> {
	const { email, sequenceId, evenIfElsewhere, refusal } = request;
	const no = ({ status, code, message }: Hindrance) =>
		refused<Enrollment>(client.provider, status, code, message);
	const lead = await leadByEmail(client, email);
	if (lead?.unsubscribed) return no(UNSUBSCRIBED);
	if (lead && (await isOfClient(client, sequenceId, lead.unsubscribedFor))) return no(UNSUBSCRIBED);
	const suppressed = lead && (await refusal?.(lead.identity));
	if (suppressed !== undefined) return suppressed;
	const elsewhere = lead?.campaigns.some(({ campaignId }) => campaignId !== sequenceId) ?? false;
	if (elsewhere && !evenIfElsewhere) return no(IN_OTHER_CAMPAIGN);
	return (await isBlocked(client, request)) ? no(IN_BLOCK_LIST) : undefined;
}

/**
 * `ignore_duplicate_leads_in_other_campaign` leaves such leads out where it is true, as Smartlead's help
 * centre says and users saw; its newer guide says the reverse. A lead that it left out although asked
 * for is sent with the other value: the answer says that nothing was added.
 */
async function write(client: VendorClient, request: Addressed): Promise<Written> {
	const { lead, notes } = toLead(request);
	const { evenIfElsewhere = false } = request;
	let answer = await upload(client, request, { lead, ignoreElsewhere: !evenIfElsewhere });
	if (evenIfElsewhere && leftOutForElsewhere(answer)) {
		answer = await upload(client, request, { lead, ignoreElsewhere: true });
	}
	const left = leftOut(client.provider, answer);
	return left === undefined ? { enrolled: true, notes } : { enrolled: false, outcome: left };
}

async function upload(
	client: VendorClient,
	{ sequenceId }: Addressed,
	{ lead, ignoreElsewhere }: { lead: Record<string, unknown>; ignoreElsewhere: boolean },
): Promise<Record<string, unknown>> {
	const response = await client.send({
		method: 'POST',
		path: pathOf`/api/v1/campaigns/${sequenceId}/leads`,
		body: {
			lead_list: [lead],
			settings: {
				ignore_global_block_list: false,
				ignore_unsubscribe_list: false,
				ignore_duplicate_leads_in_other_campaign: ignoreElsewhere,
			},
		},
		effect: 'unsafe',
	});
	return recordOf(response.body);
}

/**
 * Takes out again who is shown as unsubscribed or blocked once they are in: another system was quicker,
 * or Smartlead let through whom it should not.
 */
async function unlessSuppressed(
	client: VendorClient,
	outcome: Outcome<Enrollment>,
): Promise<Outcome<Enrollment>> {
	const { record } = outcome;
	if (outcome.status !== 'created' || record === undefined) return outcome;
	const { status } = record;
	if (status !== 'opted_out' && status !== 'failed') return outcome;
	const removed = await stop(client, {
		sequenceId: record.sequenceId,
		...(record.email !== undefined && { email: record.email }),
	});
	const { code, message } = status === 'opted_out' ? UNSUBSCRIBED : IN_BLOCK_LIST;
	const gone = removed.status === 'updated' || removed.status === 'not_found';
	const end = gone
		? 'Smartlead reported this only after the upload, so the node removed the lead from the campaign again.'
		: `Smartlead reported this only after the upload, and the lead is still in the campaign. Remove it in Smartlead. ${removed.reason?.message ?? ''}`.trim();
	return {
		...refused<Enrollment>(client.provider, 'suppressed', code, `${message} ${end}`),
		...(!gone && { record }),
	};
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
			...dropped.map(
				(name) => `custom.${name} was left out: a custom field must be text or a number`,
			),
			...(senderId === undefined
				? []
				: ["Sender was left out: Smartlead rotates the campaign's own mailboxes"]),
		],
	};
}
