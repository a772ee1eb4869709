import type { ActivityDraft, Associations, DatedActivity } from '../../crm/crm-vendor';
import { linkCount, missingLinks } from '../../crm/links';
import type { VendorClient } from '../../http/vendor-client';
import { unreadable } from '../../http/unreadable';
import { toOutcome } from '../../http/vendor-error';
import { pathOf } from '../../http/vendor-request';
import type { Activity } from '../../model/activity';
import { idOf, recordsOf } from '../../model/json';
import type { Outcome } from '../../model/outcome';
import { idNumber } from './codecs';
import { TOKENS } from './profile';
import { dataOf, read, refusal, write } from './request';

/** Logs a note or an activity with its links, then reads it back. Nobody is mailed or called by it. */
export async function logActivity(
	client: VendorClient,
	{ activity, associations }: ActivityDraft,
): Promise<Outcome<Activity>> {
	const isNote = activity.type === 'note';
	try {
		requireRoom(client, activity, associations);
		const path = isNote ? '/v1/notes' : '/api/v2/activities';
		const body = isNote ? noteBody(activity, associations) : activityBody(activity, associations);
		const request = { method: 'POST', path, body, effect: 'unsafe' } as const;
		const made = await write(client, request, isNote ? TOKENS.v1Write : TOKENS.write);
		const id = idOf(dataOf(made).id);
		if (id === undefined) throw unreadable(client, made);
		return await readBack(client, { ...activity, id }, associations);
	} catch (error) {
		return toOutcome(error);
	}
}

/** One deal, one company; a note has one person too, and cannot be without a record. */
function requireRoom(
	client: VendorClient,
	{ type }: DatedActivity,
	associations: Associations,
): void {
	const { contactIds = [], companyIds = [], dealIds = [] } = associations;
	const tooMany =
		companyIds.length > 1 || dealIds.length > 1 || (type === 'note' && contactIds.length > 1);
	if (tooMany) {
		const message = `A ${type} in Pipedrive has one company, one deal${type === 'note' ? ' and one person' : ''} at most.`;
		throw refusal(client, 'unsupported_association', message);
	}
	if (type === 'note' && linkCount(associations) === 0) {
		throw refusal(client, 'no_record', 'A note in Pipedrive needs a contact, company or deal.');
	}
	const ids = [...contactIds, ...companyIds, ...dealIds];
	if (ids.some((id) => idNumber(id) === undefined)) {
		throw refusal(client, 'invalid_id', 'An ID in Pipedrive is a whole number.');
	}
}

/** Content is HTML in Pipedrive, and text here. */
function noteBody(
	{ subject, body, at, ownerId, custom }: DatedActivity,
	associations: Associations,
): Record<string, unknown> {
	const text = [subject, body].filter((part) => part !== undefined).join('\n');
	return {
		content: escaped(text).replaceAll('\n', '<br>'),
		add_time: at.slice(0, 19).replace('T', ' '),
		...(ownerId !== undefined && { user_id: idNumber(ownerId) ?? ownerId }),
		...numbered('person_id', associations.contactIds),
		...numbered('org_id', associations.companyIds),
		...numbered('deal_id', associations.dealIds),
		...custom,
	};
}

/** A task is open until it is said to be done; what was logged has happened. */
function activityBody(
	activity: DatedActivity,
	associations: Associations,
): Record<string, unknown> {
	const { type, subject, body, at, done = type !== 'task', ownerId, custom } = activity;
	const seconds = lengthOf(activity);
	return {
		type,
		subject: subject ?? `${type[0]?.toUpperCase()}${type.slice(1)}`,
		due_date: at.slice(0, 10),
		due_time: at.slice(11, 16),
		done,
		...(body !== undefined && { note: escaped(body).replaceAll('\n', '<br>') }),
		...(seconds !== undefined && { duration: asDuration(seconds) }),
		...(ownerId !== undefined && { owner_id: idNumber(ownerId) ?? ownerId }),
		...participants(associations.contactIds),
		...numbered('org_id', associations.companyIds),
		...numbered('deal_id', associations.dealIds),
		...custom,
	};
}

function participants(ids: readonly string[] = []): Record<string, unknown> {
	const people = ids.map((id, index) => ({ person_id: idNumber(id), primary: index === 0 }));
	return people.length > 0 ? { participants: people } : {};
}

function numbered(name: string, [id]: readonly string[] = []): Record<string, unknown> {
	return id === undefined ? {} : { [name]: idNumber(id) };
}

function lengthOf({ at, endsAt, durationSeconds }: DatedActivity): number | undefined {
	if (durationSeconds !== undefined) return durationSeconds;
	const length = endsAt === undefined ? NaN : (Date.parse(endsAt) - Date.parse(at)) / 1_000;
	return length > 0 ? length : undefined;
}

/** `01:30`, in whole minutes. */
function asDuration(seconds: number): string {
	const minutes = Math.max(1, Math.round(seconds / 60));
	const two = (part: number) => String(part).padStart(2, '0');
	return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function escaped(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

async function readBack(
	client: VendorClient,
	activity: Activity & { id: string },
	asked: Associations,
): Promise<Outcome<Activity>> {
	const { provider } = client;
	const { type, id } = activity;
	const retry = { advised: false };
	try {
		const asksV1 = type === 'note';
		const path = asksV1 ? pathOf`/v1/notes/${id}` : pathOf`/api/v2/activities/${id}`;
		const links = linksOf(
			dataOf(await read(client, path, asksV1 ? { tokens: TOKENS.v1Read } : {})),
		);
		const record = withLinks(activity, links);
		const lost = missingLinks(asked, links);
		if (lost.length === 0) return { status: 'created', provider, record };
		const message = `The ${type} ${id} was logged, but is not linked to ${lost.join(', ')}. Check that these records exist.`;
		const reason = { code: 'association_missing', message };
		return { status: 'partial', provider, record, reason, retry };
	} catch (error) {
		const failure = toOutcome<Activity>(error);
		const message = `The ${type} ${id} was logged, but could not be read back: ${failure.reason?.message ?? ''}`;
		const reason = { code: 'not_read_back', message };
		return { ...failure, status: 'partial', record: activity, reason, retry };
	}
}

function linksOf(answer: Record<string, unknown>): Associations {
	const people = recordsOf(answer.participants).flatMap((one) => idOf(one.person_id) ?? []);
	const single = (id: unknown) => {
		const text = idOf(id);
		return text === undefined ? [] : [text];
	};
	return {
		contactIds: [...new Set([...people, ...single(answer.person_id)])],
		companyIds: single(answer.org_id),
		dealIds: single(answer.deal_id),
	};
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
