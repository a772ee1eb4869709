import { answer, isRecord, textOf } from '../../frame/call.ts';
import { routesOf } from '../../frame/emulator.ts';
import type { Route } from '../../frame/emulator.ts';
import { invalid, notFound } from './errors.ts';
import type { Kind } from './fields.ts';
import { newId, showUser, toSeconds } from './state.ts';
import type { PipedriveState } from './state.ts';

const on = routesOf<PipedriveState>();

const TARGETS: ReadonlyArray<readonly [string, Kind]> = [
	['person_id', 'persons'],
	['org_id', 'organizations'],
	['deal_id', 'deals'],
];

/** Links to records that there are; others are refused. */
function linksIn(state: PipedriveState, body: Readonly<Record<string, unknown>>) {
	const links = TARGETS.flatMap(([name, kind]) => {
		const id = body[name];
		if (id === undefined) return [];
		if (state.records[kind].get(textOf(id)) === undefined) {
			throw invalid(`Validation failed: ${name}: ${textOf(id)} was not found`);
		}
		return [[name, id] as const];
	});
	return Object.fromEntries(links);
}

function createActivity(state: PipedriveState, body: unknown, at: number) {
	if (!isRecord(body)) throw invalid('The body must be an object');
	const participants: unknown[] = Array.isArray(body.participants) ? body.participants : [];
	for (const each of participants) {
		linksIn(state, { person_id: isRecord(each) ? each.person_id : each });
	}
	const [first] = participants;
	const id = newId(state);
	const now = toSeconds(new Date(at).toISOString());
	const values = {
		id,
		subject: textOf(body.subject ?? ''),
		type: textOf(body.type ?? 'call'),
		owner_id: body.owner_id ?? 503,
		creator_user_id: 503,
		is_deleted: false,
		add_time: now,
		update_time: now,
		...(body.due_date !== undefined && { due_date: body.due_date }),
		...(body.due_time !== undefined && { due_time: `${textOf(body.due_time)}:00` }),
		...(body.duration !== undefined && { duration: `${textOf(body.duration)}:00` }),
		done: body.done === true,
		busy: false,
		participants,
		attendees: [],
		...(body.note !== undefined && { note: body.note }),
		...linksIn(state, body),
		...(isRecord(first) && { person_id: first.person_id }),
	};
	return state.activities.put({ id: String(id), values }, at);
}

function createNote(state: PipedriveState, body: unknown, at: number) {
	const { content, ...given } = isRecord(body) ? body : {};
	const links = linksIn(state, given);
	if (typeof content !== 'string' || content === '') throw invalid('content is required');
	if (Object.keys(links).length === 0) {
		throw invalid('One of deal_id, person_id, org_id or lead_id must be specified');
	}
	const id = newId(state);
	const now = new Date(at).toISOString().slice(0, 19).replace('T', ' ');
	const values = {
		id,
		active_flag: true,
		add_time: given.add_time ?? now,
		update_time: now,
		content,
		...links,
		user_id: given.user_id ?? 503,
		last_update_user_id: 503,
	};
	return state.notes.put({ id: String(id), values }, at);
}

export const activityRoutes: Array<Route<PipedriveState>> = [
	on(
		'POST',
		'/api/v2/activities',
		({ body, at }, { state }) =>
			answer(200, { success: true, data: createActivity(state, body, at).values }),
		{ scope: 'activities:full' },
	),
	on(
		'GET',
		'/api/v2/activities/{id}',
		({ params }, { state }) => {
			const activity = state.activities.get(params.id);
			if (activity === undefined) throw notFound('Activity');
			return answer(200, { success: true, data: activity.values });
		},
		{ scope: 'activities:read' },
	),
	on(
		'POST',
		'/v1/notes',
		({ body, at }, { state }) =>
			answer(200, { success: true, data: createNote(state, body, at).values }),
		{ scope: 'contacts:full' },
	),
	on(
		'GET',
		'/v1/notes/{id}',
		({ params }, { state }) => {
			const note = state.notes.get(params.id);
			if (note === undefined) throw notFound('Note');
			return answer(200, { success: true, data: note.values });
		},
		{ scope: 'contacts:read' },
	),
	on(
		'GET',
		'/v1/users',
		(_call, { state }) => answer(200, { success: true, data: state.users.map(showUser) }),
		{ scope: 'users:read' },
	),
	on('GET', '/v1/users/me', (_call, { account, state }) => {
		const [me] = state.users;
		if (me === undefined) throw notFound('User');
		const company = { company_id: account, company_name: 'Sandbox', company_domain: 'sandbox' };
		return answer(200, { success: true, data: { ...showUser(me, 0), ...company } });
	}),
];
