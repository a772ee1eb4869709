import { bearer } from '../../../../sandbox/frame/authentication.ts';
import { answer, isRecord, Refused } from '../../../../sandbox/frame/call.ts';
import { routesOf } from '../../../../sandbox/frame/emulator.ts';
import type { Emulator } from '../../../../sandbox/frame/emulator.ts';
import { Table } from '../../../../sandbox/frame/table.ts';

interface Note {
	id: string;
	text: string;
}

interface ToyState {
	notes: Table<Note>;
}

const on = routesOf<ToyState>();

/** A vendor as small as one can be: notes are made, read, searched; a lookup costs a credit. */
export const toyVendor: Emulator<ToyState> = {
	id: 'toy',
	name: 'Toy',
	authentication: bearer,
	keys: [
		{ value: 'toy-key', scopes: 'all' },
		{ value: 'toy-reader', scopes: ['notes.read'] },
	],
	limits: [
		{
			name: 'second',
			capacity: 3,
			perMs: 1_000,
			kind: 'burst',
			window: 'rolling',
			countsAll: true,
		},
		{
			name: 'day',
			capacity: 5,
			perMs: 86_400_000,
			kind: 'quota',
			window: 'fixed',
			countsAll: true,
		},
	],
	limitHeaders: (states) =>
		Object.fromEntries(
			states.map(({ limit, remaining }) => [`x-left-${limit.name}`, `${remaining}`]),
		),
	headersOf: ({ id }) => ({ 'x-request-id': id }),
	credits: { initial: 2, unit: 'credit' },
	answers: {
		unauthenticated: () => answer(401, { error: 'who are you' }),
		forbidden: (_call, scope) => answer(403, { error: `needs ${scope}` }),
		noSuchRoute: ({ path }) => answer(404, { error: `nothing at ${path}` }),
		malformed: () => answer(400, { error: 'no JSON' }),
		rateLimited: (_call, { limit, resetsInMs }) =>
			answer(429, { limit: limit.name }, { 'retry-after': String(Math.ceil(resetsInMs / 1_000)) }),
		failed: (_call, status) => answer(status, { error: 'toy is broken' }),
	},
	open: () => ({ notes: new Table<Note>([{ id: '1', text: 'old' }]) }),
	counts: ({ notes }) => ({ notes: notes.size }),
	routes: [
		on('GET', '/notes/{id}', ({ params }, { state }) => {
			const note = state.notes.get(params.id);
			if (note === undefined) throw new Refused(answer(404, { error: 'no such note' }));
			return answer(200, note);
		}),
		on('GET', '/notes/search', (_call, { state, clock, settings }) =>
			answer(200, state.notes.searchable(clock.now(), settings.indexLagMs)),
		),
		on(
			'POST',
			'/notes',
			({ body, at }, { state }) => {
				const text = isRecord(body) ? String(body.text) : '';
				return answer(201, state.notes.put({ id: String(state.notes.size + 1), text }, at));
			},
			{ scope: 'notes.write' },
		),
		on('POST', '/lookup', (_call, { credits }) =>
			answer(credits.take(1) === 'taken' ? 200 : 402, { left: credits.left }),
		),
	],
};
