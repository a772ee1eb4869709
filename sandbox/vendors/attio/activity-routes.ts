import { answer, isRecord, textOf } from '../../frame/call.ts';
import type { AnyCall } from '../../frame/call.ts';
import { routesOf } from '../../frame/emulator.ts';
import type { Route } from '../../frame/emulator.ts';
import { pageOf } from '../../frame/paging.ts';
import { notFound, refused } from './errors.ts';
import { pageIn } from './record-routes.ts';
import { objectNamed, recordNamed } from './records.ts';
import { objectIdOf, TOKEN_ACTOR, WORKSPACE_ID } from './identifiers.ts';
import { newId } from './state.ts';
import type { AttioState, Note, Task } from './state.ts';

const on = routesOf<AttioState>();

const NOTES_READ = { limits: ['read'], scope: 'note:read' };
const NOTES_WRITE = { limits: ['write'], scope: 'note:read-write' };
const TASKS_READ = { limits: ['read'], scope: 'task:read' };
const TASKS_WRITE = { limits: ['write'], scope: 'task:read-write' };

function showNote({ id, object, recordId, title, content, createdAt }: Note) {
	return {
		id: { workspace_id: WORKSPACE_ID, note_id: id },
		parent_object: object,
		parent_record_id: recordId,
		title,
		content_plaintext: content,
		content_markdown: content,
		tags: [],
		created_by_actor: TOKEN_ACTOR,
		created_at: createdAt,
	};
}

function showTask({ id, content, deadlineAt, completed, linked, assignees, createdAt }: Task) {
	return {
		id: { workspace_id: WORKSPACE_ID, task_id: id },
		content_plaintext: content,
		deadline_at: deadlineAt,
		is_completed: completed,
		linked_records: linked.map(({ object, recordId }) => ({
			target_object_id: objectIdOf(object),
			target_record_id: recordId,
		})),
		assignees: assignees.map((referenced_actor_id) => ({
			referenced_actor_type: 'workspace-member',
			referenced_actor_id,
		})),
		created_by_actor: TOKEN_ACTOR,
		created_at: createdAt,
	};
}

function dataOf(body: unknown, required: readonly string[]): Record<string, unknown> {
	const data = isRecord(body) && isRecord(body.data) ? body.data : {};
	const missing = required.find((name) => data[name] === undefined);
	if (missing === undefined) return data;
	throw refused(
		400,
		'validation_type',
		`Body payload validation error: data.${missing} is required.`,
	);
}

function readLinked(state: AttioState, source: unknown): Task['linked'] {
	if (!Array.isArray(source))
		throw refused(400, 'validation_type', 'linked_records must be a list.');
	return source.map((each: unknown) => {
		const reference = isRecord(each) ? each : {};
		const object = objectNamed(textOf(reference.target_object ?? ''));
		const recordId = state.workspace.recordId(object, withoutObject(reference));
		if (recordId === undefined) throw notFound('A linked record was not found.');
		return { object, recordId };
	});
}

function withoutObject({ target_object: _object, ...rest }: Record<string, unknown>) {
	return rest;
}

function readAssignees(state: AttioState, source: unknown): string[] {
	if (!Array.isArray(source)) throw refused(400, 'validation_type', 'assignees must be a list.');
	return source.map((each: unknown) => {
		const { referenced_actor_id: id, workspace_member_email_address: email } = isRecord(each)
			? each
			: {};
		const member = state.workspace.memberId(textOf(id ?? email ?? ''));
		if (member === undefined) throw notFound('An assignee was not found.');
		return member;
	});
}

function deadlineIn(source: unknown): string | null {
	if (source === null) return null;
	const moment = Date.parse(textOf(source));
	if (Number.isNaN(moment))
		throw refused(400, 'validation_type', 'deadline_at must be a date or null.');
	return new Date(moment).toISOString();
}

function taskNamed(state: AttioState, id: string): Task {
	const task = state.tasks.get(id);
	if (task === undefined) throw notFound(`Task with ID "${id}" was not found.`);
	return task;
}

function changedTask(state: AttioState, task: Task, data: Record<string, unknown>): Task {
	return {
		...task,
		...(data.deadline_at !== undefined && { deadlineAt: deadlineIn(data.deadline_at) }),
		...(data.is_completed !== undefined && { completed: data.is_completed === true }),
		...(data.linked_records !== undefined && { linked: readLinked(state, data.linked_records) }),
		...(data.assignees !== undefined && { assignees: readAssignees(state, data.assignees) }),
	};
}

function createTask({ body, at }: AnyCall, state: AttioState): Task {
	const names = ['content', 'format', 'deadline_at', 'is_completed', 'linked_records', 'assignees'];
	const data = dataOf(body, names);
	const blank: Task = {
		id: newId(state, 'task'),
		content: textOf(data.content),
		deadlineAt: null,
		completed: false,
		linked: [],
		assignees: [],
		createdAt: new Date(at).toISOString(),
	};
	return state.tasks.put(changedTask(state, blank, data), at);
}

function tasksFor(state: AttioState, query: URLSearchParams): Task[] {
	const recordId = query.get('linked_record_id');
	const completed = query.get('is_completed');
	const tasks = state.tasks
		.all()
		.filter(({ linked }) => recordId === null || linked.some((each) => each.recordId === recordId))
		.filter((task) => completed === null || String(task.completed) === completed);
	const sign = query.get('sort') === 'created_at:desc' ? -1 : 1;
	return tasks.sort((a, b) => sign * a.createdAt.localeCompare(b.createdAt));
}

function pageOfQuery(query: URLSearchParams, fallback: number, most: number) {
	return pageIn({ limit: query.get('limit'), offset: query.get('offset') }, fallback, most);
}

const noteRoutes: Array<Route<AttioState>> = [
	on(
		'GET',
		'/v2/notes',
		({ query }, { state }) => {
			const { limit, offset } = pageOfQuery(query, 10, 50);
			const recordId = query.get('parent_record_id');
			const notes = recordId === null ? state.notes.all() : state.notes.find('record', recordId);
			return answer(200, { data: pageOf(notes, offset, limit).items.map(showNote) });
		},
		NOTES_READ,
	),
	on(
		'POST',
		'/v2/notes',
		({ body, at }, { state }) => {
			const names = ['parent_object', 'parent_record_id', 'title', 'format', 'content'];
			const data = dataOf(body, names);
			const object = objectNamed(textOf(data.parent_object));
			const record = recordNamed(state, object, textOf(data.parent_record_id));
			const note: Note = {
				id: newId(state, 'note'),
				object,
				recordId: record.id,
				title: textOf(data.title),
				content: textOf(data.content),
				createdAt: textOf(data.created_at ?? new Date(at).toISOString()),
			};
			return answer(200, { data: showNote(state.notes.put(note, at)) });
		},
		NOTES_WRITE,
	),
	on(
		'GET',
		'/v2/notes/{id}',
		({ params }, { state }) => {
			const note = state.notes.get(params.id);
			if (note === undefined) throw notFound(`Note with ID "${params.id}" was not found.`);
			return answer(200, { data: showNote(note) });
		},
		NOTES_READ,
	),
	on(
		'DELETE',
		'/v2/notes/{id}',
		({ params, at }, { state }) => {
			if (state.notes.get(params.id) === undefined) {
				throw notFound(`Note with ID "${params.id}" was not found.`);
			}
			state.notes.remove(params.id, at);
			return answer(200, {});
		},
		NOTES_WRITE,
	),
];

const taskRoutes: Array<Route<AttioState>> = [
	on(
		'GET',
		'/v2/tasks',
		({ query }, { state }) => {
			const { limit, offset } = pageOfQuery(query, 500, 500);
			const { items } = pageOf(tasksFor(state, query), offset, limit);
			return answer(200, { data: items.map(showTask) });
		},
		TASKS_READ,
	),
	on(
		'POST',
		'/v2/tasks',
		(call, { state }) => answer(200, { data: showTask(createTask(call, state)) }),
		TASKS_WRITE,
	),
	on(
		'GET',
		'/v2/tasks/{id}',
		({ params }, { state }) => answer(200, { data: showTask(taskNamed(state, params.id)) }),
		TASKS_READ,
	),
	on(
		'PATCH',
		'/v2/tasks/{id}',
		({ params, body, at }, { state }) => {
			const task = changedTask(state, taskNamed(state, params.id), dataOf(body, []));
			return answer(200, { data: showTask(state.tasks.put(task, at)) });
		},
		TASKS_WRITE,
	),
	on(
		'DELETE',
		'/v2/tasks/{id}',
		({ params, at }, { state }) => {
			state.tasks.remove(taskNamed(state, params.id).id, at);
			return answer(200, {});
		},
		TASKS_WRITE,
	),
];

export const activityRoutes = [...noteRoutes, ...taskRoutes];
