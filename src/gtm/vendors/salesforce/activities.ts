import type { ActivityDraft, Associations, DatedActivity } from '../../crm/crm-vendor';
import { missingLinks } from '../../crm/links';
import type { VendorClient } from '../../http/vendor-client';
import { unreadable } from '../../http/unreadable';
import { VendorError, toOutcome } from '../../http/vendor-error';
import { pathOf } from '../../http/vendor-request';
import type { Activity, ActivityType } from '../../model/activity';
import { idOf, recordOf } from '../../model/json';
import type { Outcome } from '../../model/outcome';
import { toRecordIds } from './links';
import { runQuery } from './query';
import { soqlText } from './soql';
import { toFields } from './values';
import { API_VERSION } from './version';

/** Everything is a task but a meeting, which has a beginning and an end. */
const OBJECTS: Readonly<Record<ActivityType, 'Task' | 'Event'>> = {
	note: 'Task',
	task: 'Task',
	call: 'Task',
	email: 'Task',
	meeting: 'Event',
};

/**
 * Logs an activity on one person (WhoId) and one deal or company (WhatId), then reads it back. Nobody
 * is mailed or called by it. Salesforce adds the account of the person or deal by itself.
 */
export async function logActivity(
	client: VendorClient,
	draft: ActivityDraft,
): Promise<Outcome<Activity>> {
	const { activity } = draft;
	const object = OBJECTS[activity.type];
	try {
		const associations = toRecordIds(draft.associations);
		const response = await client.send({
			method: 'POST',
			path: pathOf`/services/data/${API_VERSION}/sobjects/${object}`,
			body: toActivityFields(activity, associations),
			effect: 'unsafe',
		});
		const id = idOf(recordOf(response.body).id);
		if (id === undefined) throw unreadable(client, response);
		return await readBack(client, { ...activity, id }, object, associations);
	} catch (error) {
		return toOutcome(error);
	}
}

async function readBack(
	client: VendorClient,
	activity: Activity & { id: string },
	object: 'Task' | 'Event',
	asked: Associations,
): Promise<Outcome<Activity>> {
	const { provider } = client;
	try {
		const { records } = await runQuery(
			client,
			`SELECT Id, WhoId, WhatId, AccountId FROM ${object} WHERE Id = ${soqlText(activity.id)}`,
		);
		const links = linksIn(records[0] ?? {});
		const record = withLinks(activity, links);
		const lost = missingLinks(asked, links);
		if (lost.length === 0) return { status: 'created', provider, record };
		const message = `The ${activity.type} ${activity.id} was logged, but is not linked to ${lost.join(', ')}. Salesforce links an activity to one person and one deal or company, and to the account of these.`;
		const reason = { code: 'association_missing', message };
		return { status: 'partial', provider, record, reason, retry: { advised: false } };
	} catch (error) {
		if (!(error instanceof VendorError)) throw error;
		const message = `The ${activity.type} ${activity.id} was logged, but could not be read back: ${error.message}`;
		return {
			...toOutcome<Activity>(error),
			status: 'partial',
			record: activity,
			reason: { code: 'not_read_back', message },
			retry: { advised: false },
		};
	}
}

/** The first three characters of an id tell the object. */
const PREFIXES = { contactIds: '003', companyIds: '001', dealIds: '006' } as const;

/** The records that an activity hangs on, from its own fields. */
export function linksIn({ WhoId, WhatId, AccountId }: Record<string, unknown>): Associations {
	const ids = [WhoId, WhatId, AccountId].flatMap((id) => idOf(id) ?? []);
	const entries = Object.entries(PREFIXES).map(([kind, prefix]) => [
		kind,
		[...new Set(ids.filter((id) => id.startsWith(prefix)))],
	]);
	return Object.fromEntries(entries) as Associations;
}

function withLinks(
	activity: Activity,
	{ contactIds = [], companyIds = [], dealIds = [] }: Associations,
): Activity {
	return {
		...activity,
		...(contactIds.length > 0 && { contactIds: [...contactIds] }),
		...(companyIds.length > 0 && { accountIds: [...companyIds] }),
		...(dealIds.length > 0 && { dealIds: [...dealIds] }),
	};
}

/**
 * @see https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_task.htm
 * @see https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_event.htm
 */
function toActivityFields(
	activity: DatedActivity,
	{ contactIds = [], companyIds = [], dealIds = [] }: Associations,
): Record<string, unknown> {
	const fields: Record<string, unknown> = {
		Subject: activity.subject ?? SUBJECTS[activity.type],
		Description: activity.body,
		OwnerId: activity.ownerId,
		WhoId: contactIds[0],
		WhatId: dealIds[0] ?? companyIds[0],
		...SPECIFIC[activity.type](activity),
		...toFields(activity.custom ?? {}),
	};
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

const SUBJECTS: Readonly<Record<ActivityType, string>> = {
	note: 'Note',
	task: 'Task',
	call: 'Call',
	email: 'Email',
	meeting: 'Meeting',
};

const HALF_HOUR_MS = 30 * 60_000;

/** The day in UTC: tasks have no time. */
const dayOf = (at: string): string => new Date(at).toISOString().slice(0, 10);

/** `Completed` and `Not Started` are statuses that every org begins with; `custom` may name others. */
const SPECIFIC: Readonly<
	Record<ActivityType, (activity: DatedActivity) => Record<string, unknown>>
> = {
	note: ({ at }) => ({ ActivityDate: dayOf(at), Status: 'Completed', TaskSubtype: 'Task' }),
	task: ({ at, done }) => ({
		ActivityDate: dayOf(at),
		Status: done === true ? 'Completed' : 'Not Started',
		TaskSubtype: 'Task',
	}),
	call: ({ at, direction, durationSeconds, outcome }) => ({
		ActivityDate: dayOf(at),
		Status: 'Completed',
		TaskSubtype: 'Call',
		CallType: direction === undefined ? undefined : capitalised(direction),
		CallDurationInSeconds: durationSeconds === undefined ? undefined : Math.round(durationSeconds),
		CallDisposition: outcome,
	}),
	email: ({ at }) => ({ ActivityDate: dayOf(at), Status: 'Completed', TaskSubtype: 'Email' }),
	meeting: ({ at, endsAt, durationSeconds }) => ({
		StartDateTime: at,
		EndDateTime: endsAt ?? new Date(Date.parse(at) + lengthMs(durationSeconds)).toISOString(),
	}),
};

/** An event must end: after half an hour if nothing says when. */
function lengthMs(durationSeconds: number | undefined): number {
	return durationSeconds === undefined ? HALF_HOUR_MS : durationSeconds * 1_000;
}

function capitalised(word: string): string {
	return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}
