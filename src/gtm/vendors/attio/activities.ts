import type { ActivityDraft, Associations } from '../../crm/crm-vendor';
import { linkCount, missingLinks } from '../../crm/links';
import type { VendorClient } from '../../http/vendor-client';
import { unreadable } from '../../http/unreadable';
import { toOutcome } from '../../http/vendor-error';
import { pathOf } from '../../http/vendor-request';
import type { Activity } from '../../model/activity';
import { idOf, recordOf, recordsOf, textOf } from '../../model/json';
import type { Outcome } from '../../model/outcome';
import { dataOf, read, refusal, write } from './request';

export const NOT_LOGGED =
	'Attio reads calls and emails from connected telephony and mailboxes; its API cannot log them. Log a note instead.';

export const MEETING_NOT_LOGGED =
	'The API of Attio for meetings is a beta that can create duplicates, so this node does not use it. Log a note instead.';

/** Attio's own bound for the text of a task. */
const TASK_TEXT_MAX = 2_000;

/** What the contract calls a record, and Attio. */
const OBJECTS = [
	['contactIds', 'people'],
	['companyIds', 'companies'],
	['dealIds', 'deals'],
] as const;

/** Logs a note on its record or a task for its records, and reads it back. Nobody is mailed. */
export async function logActivity(
	client: VendorClient,
	draft: ActivityDraft,
): Promise<Outcome<Activity>> {
	try {
		if (draft.activity.type === 'note') return await logNote(client, draft);
		if (draft.activity.type === 'task') return await logTask(client, draft);
		const isMeeting = draft.activity.type === 'meeting';
		throw refusal(client, 'not_offered', isMeeting ? MEETING_NOT_LOGGED : NOT_LOGGED);
	} catch (error) {
		return toOutcome(error);
	}
}

/** A note of Attio hangs on one record and cannot be without. */
async function logNote(
	client: VendorClient,
	{ activity, associations }: ActivityDraft,
): Promise<Outcome<Activity>> {
	const [target] = targets(associations);
	if (target === undefined || linkCount(associations) !== 1) {
		const message =
			'A note in Attio belongs to exactly one record. Set one contact, one company or one deal.';
		throw refusal(client, 'one_record_only', message);
	}
	const { subject, body = '', at } = activity;
	const made = await write(
		client,
		{ method: 'POST', path: '/v2/notes', effect: 'unsafe' },
		{
			parent_object: target.object,
			parent_record_id: target.id,
			title: subject ?? firstLine(body),
			format: 'plaintext',
			content: body,
			created_at: at,
		},
	);
	const id = idOf(recordOf(dataOf(made).id).note_id);
	if (id === undefined) throw unreadable(client, made);
	return await finish(client, { ...activity, id }, associations, async () => {
		const note = dataOf(await read(client, pathOf`/v2/notes/${id}`));
		return [textOf(note.parent_record_id) ?? ''];
	});
}

async function logTask(
	client: VendorClient,
	{ activity, associations }: ActivityDraft,
): Promise<Outcome<Activity>> {
	const { subject, body, at, done = false, ownerId } = activity;
	const content = [subject, body].filter((part) => part !== undefined).join('\n');
	if (content === '' || content.length > TASK_TEXT_MAX) {
		const message = `A task in Attio needs a text of 1 to ${TASK_TEXT_MAX} characters. Subject and body together have ${content.length}.`;
		throw refusal(client, 'task_text', message);
	}
	const assignee = ownerId?.includes('@')
		? { workspace_member_email_address: ownerId }
		: { referenced_actor_type: 'workspace-member', referenced_actor_id: ownerId };
	const made = await write(
		client,
		{ method: 'POST', path: '/v2/tasks', effect: 'unsafe' },
		{
			content,
			format: 'plaintext',
			deadline_at: at,
			is_completed: done,
			linked_records: targets(associations).map(({ object, id }) => ({
				target_object: object,
				target_record_id: id,
			})),
			assignees: ownerId === undefined ? [] : [assignee],
		},
	);
	const id = idOf(recordOf(dataOf(made).id).task_id);
	if (id === undefined) throw unreadable(client, made);
	return await finish(client, { ...activity, id }, associations, async () => {
		const task = dataOf(await read(client, pathOf`/v2/tasks/${id}`));
		return recordsOf(task.linked_records).flatMap((link) => textOf(link.target_record_id) ?? []);
	});
}

/** @param linkedTo the ids of the records that the activity hangs on; an id is unique in a workspace */
async function finish(
	{ provider }: VendorClient,
	activity: Activity & { id: string },
	asked: Associations,
	linkedTo: () => Promise<string[]>,
): Promise<Outcome<Activity>> {
	let ids: string[];
	try {
		ids = await linkedTo();
	} catch (error) {
		const failure = toOutcome<Activity>(error);
		const message = `The ${activity.type} ${activity.id} was logged, but could not be read back: ${failure.reason?.message ?? ''}`;
		const reason = { code: 'not_read_back', message };
		const retry = { advised: false };
		return { ...failure, status: 'partial', record: activity, reason, retry };
	}
	const links = kept(asked, ids);
	const record = withLinks(activity, links);
	const lost = missingLinks(asked, links);
	if (lost.length === 0) return { status: 'created', provider, record };
	const message = `The ${activity.type} ${activity.id} was logged, but is not linked to ${lost.join(', ')}. Check that these records exist.`;
	const reason = { code: 'association_missing', message };
	return { status: 'partial', provider, record, reason, retry: { advised: false } };
}

function kept(asked: Associations, ids: readonly string[]): Associations {
	const entries = OBJECTS.map(([name]) => [
		name,
		(asked[name] ?? []).filter((id) => ids.includes(id)),
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

function targets(associations: Associations): Array<{ object: string; id: string }> {
	return OBJECTS.flatMap(([name, object]) =>
		(associations[name] ?? []).map((id) => ({ object, id })),
	);
}

function firstLine(text: string): string {
	return text.split('\n', 1)[0]?.slice(0, 100) || 'Note';
}
