import { toInstantText } from '../model/instant';
import type { Tables } from './graph-ports';
import type { View } from './view';

/** Events by which somebody of ours reached a person, or tried to. */
export const TOUCHES = [
	'email.sent',
	'call.made',
	'linkedin.sent',
	'sms.sent',
	'meeting.held',
	'activity.email',
	'activity.call',
	'activity.meeting',
] as const;

const DAY_MS = 86_400_000;
const LOOKED_BACK_DAYS = 60;

/** Times of the last ones, newest first. */
export async function touchesOf(
	tables: Tables,
	members: readonly string[],
	{ now, at, until }: View,
): Promise<string[]> {
	const rows = await tables
		.selectFrom('graph_event')
		.select('at')
		.where('entity_id', 'in', [...members])
		.where('at', '>', toInstantText(now - LOOKED_BACK_DAYS * DAY_MS))
		.where('at', '<=', at)
		.where('seq', '<=', until)
		.where('type', 'in', [...TOUCHES])
		.orderBy('at', 'desc')
		.limit(50)
		.execute();
	return rows.map((row) => row.at);
}

/** How many there were in the last seven days, over the people of an account. */
export async function countAccountTouches(
	tables: Tables,
	people: readonly string[],
	{ now, at, until }: View,
): Promise<number> {
	const { count } = await tables
		.selectFrom('graph_event')
		.select(({ fn }) => fn.countAll<number>().as('count'))
		.where('entity_id', 'in', [...people])
		.where('at', '>', toInstantText(now - 7 * DAY_MS))
		.where('at', '<=', at)
		.where('seq', '<=', until)
		.where('type', 'in', [...TOUCHES])
		.executeTakeFirstOrThrow();
	return Number(count);
}
