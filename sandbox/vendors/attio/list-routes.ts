import { answer, isRecord, textOf } from '../../frame/call.ts';
import type { AnyCall } from '../../frame/call.ts';
import { routesOf } from '../../frame/emulator.ts';
import type { Route } from '../../frame/emulator.ts';
import { pageOf } from '../../frame/paging.ts';
import { notFound, refused } from './errors.ts';
import { pageIn } from './record-routes.ts';
import { objectNamed, recordNamed } from './records.ts';
import { FOUNDED } from './schema-routes.ts';
import { TOKEN_ACTOR, WORKSPACE_ID } from './identifiers.ts';
import { newId } from './state.ts';
import type { AttioList, AttioState, Entry } from './state.ts';

const on = routesOf<AttioState>();

const LISTS = { limits: ['read'], scope: 'list_configuration:read' };
const READ = { limits: ['read'], scope: 'list_entry:read' };
const WRITE = { limits: ['write'], scope: 'list_entry:read-write' };

function listNamed(state: AttioState, name: string): AttioList {
	const list = state.lists.find(({ id, slug }) => id === name || slug === name);
	if (list === undefined) throw notFound(`List with slug/ID "${name}" was not found.`);
	return list;
}

function showList({ id, slug, name, object }: AttioList) {
	return {
		id: { workspace_id: WORKSPACE_ID, list_id: id },
		api_slug: slug,
		name,
		parent_object: [object],
		workspace_access: 'full-access',
		workspace_member_access: [],
		created_by_actor: TOKEN_ACTOR,
		created_at: FOUNDED,
	};
}

function showEntry(list: AttioList, { id, recordId, createdAt }: Entry) {
	return {
		id: { workspace_id: WORKSPACE_ID, list_id: list.id, entry_id: id },
		parent_record_id: recordId,
		parent_object: list.object,
		created_at: createdAt,
		entry_values: {},
	};
}

/** The record that an entry is for; entries have no values of their own in the sandbox. */
function parentIn(state: AttioState, list: AttioList, body: unknown): string {
	const data = isRecord(body) && isRecord(body.data) ? body.data : {};
	const missing = ['parent_record_id', 'parent_object', 'entry_values'].find(
		(name) => data[name] === undefined,
	);
	if (missing !== undefined) throw refused(400, 'missing_value', `data.${missing} is required.`);
	const values = isRecord(data.entry_values) ? Object.keys(data.entry_values) : [];
	if (values.length > 0) {
		throw refused(400, 'value_not_found', `Cannot find attribute with slug/ID "${values[0]}".`);
	}
	const object = objectNamed(textOf(data.parent_object));
	if (object !== list.object) {
		throw refused(
			400,
			'value_not_found',
			`The list ${list.slug} holds ${list.object}, not ${object}.`,
		);
	}
	return recordNamed(state, object, textOf(data.parent_record_id)).id;
}

function entriesOf(state: AttioState, list: AttioList, recordId: string): Entry[] {
	return state.entries.find('record', recordId).filter(({ listId }) => listId === list.id);
}

function addEntry({ at }: AnyCall, state: AttioState, list: AttioList, recordId: string): Entry {
	const createdAt = new Date(at).toISOString();
	return state.entries.put({ id: newId(state, 'entry'), listId: list.id, recordId, createdAt }, at);
}

function entryNamed(state: AttioState, list: AttioList, id: string): Entry {
	const entry = state.entries.get(id);
	if (entry?.listId !== list.id) throw notFound(`Entry with ID "${id}" was not found.`);
	return entry;
}

export const listRoutes: Array<Route<AttioState>> = [
	on(
		'GET',
		'/v2/lists',
		(_call, { state }) => answer(200, { data: state.lists.map(showList) }),
		LISTS,
	),
	on(
		'GET',
		'/v2/lists/{list}',
		({ params }, { state }) => answer(200, { data: showList(listNamed(state, params.list)) }),
		LISTS,
	),
	on(
		'POST',
		'/v2/lists/{list}/entries/query',
		({ params, body }, { state }) => {
			const list = listNamed(state, params.list);
			const { limit, offset } = pageIn(isRecord(body) ? body : {}, 500, 500);
			const entries = state.entries.all().filter(({ listId }) => listId === list.id);
			const { items } = pageOf(entries, offset, limit);
			return answer(200, { data: items.map((entry) => showEntry(list, entry)) });
		},
		READ,
	),
	on(
		'POST',
		'/v2/lists/{list}/entries',
		(call, { state }) => {
			const list = listNamed(state, call.params.list);
			const recordId = parentIn(state, list, call.body);
			return answer(200, { data: showEntry(list, addEntry(call, state, list, recordId)) });
		},
		WRITE,
	),
	on(
		'PUT',
		'/v2/lists/{list}/entries',
		(call, { state }) => {
			const list = listNamed(state, call.params.list);
			const recordId = parentIn(state, list, call.body);
			const [known, another] = entriesOf(state, list, recordId);
			if (another !== undefined) {
				throw refused(400, 'multiple_match_results', 'The record is in the list more than once.');
			}
			return answer(200, { data: showEntry(list, known ?? addEntry(call, state, list, recordId)) });
		},
		WRITE,
	),
	on(
		'GET',
		'/v2/lists/{list}/entries/{id}',
		({ params }, { state }) => {
			const list = listNamed(state, params.list);
			return answer(200, { data: showEntry(list, entryNamed(state, list, params.id)) });
		},
		READ,
	),
	on(
		'DELETE',
		'/v2/lists/{list}/entries/{id}',
		({ params, at }, { state }) => {
			const list = listNamed(state, params.list);
			state.entries.remove(entryNamed(state, list, params.id).id, at);
			return answer(200, {});
		},
		WRITE,
	),
];
