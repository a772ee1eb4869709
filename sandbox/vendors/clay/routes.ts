import { answer, isRecord } from '../../frame/call.ts';
import { routesOf } from '../../frame/emulator.ts';
import { hexIdOf } from '../../world/slice.ts';
import { refused } from './errors.ts';
import { ROUTINES } from './routines.ts';
import type { ClayState, Item, Run } from './state.ts';

const on = routesOf<ClayState>();

/** How long a run takes. */
const DURATION_MS = 20_000;

const MOST_ITEMS = 100;
const LONGEST_ID = 64;

function isItem(value: unknown): value is { id: string; inputs: Record<string, unknown> } {
	if (!isRecord(value) || !isRecord(value.inputs)) return false;
	return typeof value.id === 'string' && value.id !== '' && value.id.length <= LONGEST_ID;
}

function itemsOf(body: unknown): Item[] {
	const items: unknown = isRecord(body) ? body.items : undefined;
	if (!Array.isArray(items) || items.length === 0 || items.length > MOST_ITEMS) {
		throw refused(400, 'items must have 1 to 100 elements');
	}
	if (!items.every(isItem)) throw refused(400, 'every item needs an id and inputs');
	return items;
}

const run = on(
	'POST',
	'/public/v0/routines/{routine_id}/run',
	({ params, body, at }, { state, credits }) => {
		if (!Object.hasOwn(ROUTINES, params.routine_id)) throw refused(404, 'Routine not found');
		const items = itemsOf(body);
		// Not specified for runs; it is for searches.
		if (credits.take(items.length) === 'exhausted') {
			throw refused(402, 'The workspace has no data credits left');
		}
		const id = `run_${hexIdOf('clay', `run ${state.runs.size}`)}`;
		state.runs.set(id, { id, routineId: params.routine_id, startedAt: at, items });
		return answer(202, { routine_run_id: id, status: 'in_progress' });
	},
);

function showItem(state: ClayState, { routineId }: Run, { id, inputs }: Item) {
	const ended = ROUTINES[routineId]?.(state, inputs) ?? { error: 'The routine is gone' };
	return 'error' in ended
		? { id, status: 'failed', error: { message: ended.error } }
		: { id, status: 'complete', result: ended.result };
}

const results = on(
	'GET',
	'/public/v0/routines/run/{routine_run_id}/results',
	({ params, query, at }, { state }) => {
		const found = state.runs.get(params.routine_run_id);
		if (found === undefined) throw refused(404, 'Run not found');
		const { id, items, startedAt } = found;
		const progress = { routine_run_id: id, total: items.length };
		if (at < startedAt + DURATION_MS) {
			return answer(202, { ...progress, finished: 0, status: 'in_progress' });
		}
		const from = Number(query.get('cursor') ?? 0);
		const limit = Number(query.get('limit') ?? 20);
		if (!Number.isInteger(from) || !(limit >= 1 && limit <= MOST_ITEMS)) {
			throw refused(400, 'cursor or limit cannot be used');
		}
		const data = items.slice(from, from + limit).map((item) => showItem(state, found, item));
		return answer(200, {
			...progress,
			finished: items.length,
			status: 'complete',
			data,
			...(from + limit < items.length && { cursor: String(from + limit) }),
		});
	},
);

const me = on('GET', '/public/v0/me', (_call, { account, world }) => {
	const [user] = world.users;
	return answer(200, {
		user: { id: '1', name: user ? `${user.firstName} ${user.lastName}` : null },
		workspace: { id: String(account) },
	});
});

export const clayRoutes = [run, results, me];
