import type { ActivityDraft, Associations, DatedActivity } from '../../crm/crm-vendor';
import { missingLinks } from '../../crm/links';
import type { VendorClient } from '../../http/vendor-client';
import { unreadable } from '../../http/unreadable';
import { toOutcome } from '../../http/vendor-error';
import { pathOf } from '../../http/vendor-request';
import type { Activity, ActivityType } from '../../model/activity';
import { idOf, recordOf } from '../../model/json';
import type { Outcome } from '../../model/outcome';
import { callOutcome, meetingOutcome } from './activity-outcomes';
import { linksForCreate, linksOf } from './associations';
import { API_VERSION } from './version';

export const OBJECTS: Readonly<Record<ActivityType, string>> = {
	note: 'notes',
	task: 'tasks',
	call: 'calls',
	email: 'emails',
	meeting: 'meetings',
};

/**
 * Logs an activity with its links in one request, then reads it back: an activity that hangs nowhere
 * is what users of HubSpot complain of most. Nobody is mailed or called by it.
 */
export async function logActivity(
	client: VendorClient,
	{ activity, associations }: ActivityDraft,
): Promise<Outcome<Activity>> {
	const { provider } = client;
	const object = OBJECTS[activity.type];
	const outcome = outcomeOf(activity);
	if ('problem' in outcome) {
		const reason = { code: 'unknown_outcome', message: outcome.problem };
		return { status: 'invalid', provider, reason, retry: { advised: false } };
	}
	try {
		const created = await client.send({
			method: 'POST',
			path: pathOf`/crm/objects/${API_VERSION}/${object}`,
			body: {
				properties: toActivityProperties({ ...activity, outcome: outcome.value }),
				associations: linksForCreate(object, associations),
			},
			effect: 'unsafe',
		});
		const id = idOf(recordOf(created.body).id);
		if (id === undefined) throw unreadable(client, created);
		return await readBack(client, { ...activity, id }, object, associations);
	} catch (error) {
		return { ...toOutcome<Activity>(error), provider };
	}
}

async function readBack(
	client: VendorClient,
	activity: Activity & { id: string },
	object: string,
	asked: Associations,
): Promise<Outcome<Activity>> {
	const { provider } = client;
	try {
		const response = await client.send({
			method: 'GET',
			path: pathOf`/crm/objects/${API_VERSION}/${object}/${activity.id}`,
			query: { associations: 'contacts,companies,deals' },
			effect: 'read',
		});
		const links = linksOf(recordOf(response.body));
		const record = withLinks(activity, links);
		const lost = missingLinks(asked, links);
		if (lost.length === 0) return { status: 'created', provider, record };
		const message = `The ${activity.type} ${activity.id} was logged, but is not linked to ${lost.join(', ')}. Check that these records exist.`;
		const reason = { code: 'association_missing', message };
		return { status: 'partial', provider, record, reason, retry: { advised: false } };
	} catch (error) {
		const failure = toOutcome<Activity>(error);
		const message = `The ${activity.type} ${activity.id} was logged, but could not be read back: ${failure.reason?.message ?? ''}`;
		return {
			...failure,
			status: 'partial',
			record: activity,
			reason: { code: 'not_read_back', message },
			retry: { advised: false },
		};
	}
}

function withLinks(
	activity: Activity,
	{ contactIds, companyIds, dealIds }: Associations,
): Activity {
	return {
		...activity,
		...(contactIds && { contactIds: [...contactIds] }),
		...(companyIds && { accountIds: [...companyIds] }),
		...(dealIds && { dealIds: [...dealIds] }),
	};
}

/** @see https://developers.hubspot.com/docs/api-reference/crm-notes-v3/guide and its neighbours */
function toActivityProperties(activity: Readable): Record<string, string> {
	const properties: Record<string, unknown> = {
		hs_timestamp: activity.at,
		hubspot_owner_id: activity.ownerId,
		...SPECIFIC[activity.type](activity),
		...activity.custom,
	};
	const present = Object.entries(properties).filter(([, value]) => value !== undefined);
	return Object.fromEntries(present.map(([name, value]) => [name, String(value)]));
}

type Readable = Omit<DatedActivity, 'outcome'> & { outcome: string | undefined };

function outcomeOf({ type, outcome }: Activity): { value?: string } | { problem: string } {
	if (outcome === undefined) return {};
	if (type === 'call') return callOutcome(outcome);
	return type === 'meeting' ? meetingOutcome(outcome) : {};
}

/** HubSpot reads bodies as HTML: what is plain text must stay what it is. */
function toHtml(text: string | undefined): string | undefined {
	return text
		?.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll(/\r?\n/g, '<br>');
}

const SPECIFIC: Readonly<Record<ActivityType, (activity: Readable) => Record<string, unknown>>> = {
	note: ({ subject, body }) => ({
		hs_note_body: toHtml([subject, body].filter((part) => part !== undefined).join('\n')),
	}),
	task: ({ subject, body, done }) => ({
		hs_task_subject: subject,
		hs_task_body: toHtml(body),
		hs_task_status: done === true ? 'COMPLETED' : 'NOT_STARTED',
		hs_task_type: 'TODO',
	}),
	call: ({ subject, body, direction, durationSeconds, outcome }) => ({
		hs_call_title: subject,
		hs_call_body: toHtml(body),
		hs_call_direction: direction?.toUpperCase(),
		hs_call_duration: durationSeconds === undefined ? undefined : durationSeconds * 1000,
		hs_call_disposition: outcome,
		hs_call_status: 'COMPLETED',
	}),
	email: ({ subject, body, direction }) => ({
		hs_email_subject: subject,
		hs_email_text: body,
		hs_email_direction: direction === 'inbound' ? 'INCOMING_EMAIL' : 'EMAIL',
		hs_email_status: 'SENT',
	}),
	meeting: ({ subject, body, at, endsAt, outcome }) => ({
		hs_meeting_title: subject,
		hs_meeting_body: toHtml(body),
		hs_meeting_start_time: at,
		hs_meeting_end_time: endsAt,
		hs_meeting_outcome: outcome,
	}),
};
