import type { Hook } from '../../frame/deliveries.ts';
import { Table } from '../../frame/table.ts';
import type { Row } from '../../frame/table.ts';
import { uuidOf } from '../../world/slice.ts';
import type { World } from '../../world/world.ts';
import { ATTRIBUTES, OBJECT_SLUGS } from './attributes.ts';
import type { Attribute, ObjectSlug } from './attributes.ts';
import { optionOf } from './identifiers.ts';
import { loadRecords } from './load-records.ts';
import { plainOf } from './values.ts';
import type { DatedValue, Workspace } from './values.ts';

/** A record; past values stay with it. Values of an attribute stand in their order. */
export interface AttioRecord extends Row {
	readonly object: ObjectSlug;
	readonly createdAt: string;
	readonly values: Readonly<Record<string, readonly DatedValue[]>>;
}

export interface Member {
	id: string;
	firstName: string;
	lastName: string;
	email: string;
	active: boolean;
}

export interface Note extends Row {
	object: ObjectSlug;
	recordId: string;
	title: string;
	content: string;
	createdAt: string;
}

export interface Task extends Row {
	content: string;
	deadlineAt: string | null;
	completed: boolean;
	linked: Array<{ object: ObjectSlug; recordId: string }>;
	assignees: string[];
	createdAt: string;
}

export interface Entry extends Row {
	listId: string;
	recordId: string;
	createdAt: string;
}

export interface AttioList {
	id: string;
	slug: string;
	name: string;
	object: ObjectSlug;
}

export interface AttioHook extends Hook {
	subscriptions: ReadonlyArray<Record<string, unknown>>;
}

export interface AttioState {
	records: Readonly<Record<ObjectSlug, Table<AttioRecord>>>;
	members: readonly Member[];
	notes: Table<Note>;
	tasks: Table<Task>;
	lists: readonly AttioList[];
	entries: Table<Entry>;
	workspace: Workspace;
	hooks: Table<AttioHook>;
	/** Counts what was made, for new ids. */
	made: number;
}

/** Values that hold now. */
export function current(values: readonly DatedValue[] = []): DatedValue[] {
	return values.filter(({ until }) => until === undefined);
}

/** `email_addresses dana@acme.example` for each value of a unique attribute. */
function uniqueKeys({ object, values }: AttioRecord): string[] {
	const unique = ATTRIBUTES[object].filter((attribute) => attribute.unique);
	return unique.flatMap(({ slug }) =>
		current(values[slug]).map(({ value }) => uniqueKey(slug, String(plainOf(value)))),
	);
}

export function uniqueKey(slug: string, text: string): string {
	return `${slug} ${text.toLowerCase()}`;
}

export function newId(state: AttioState, kind: string): string {
	state.made += 1;
	return uuidOf('attio', `made ${kind} ${state.made}`);
}

function ownerOf(attribute: Attribute): ObjectSlug {
	const owner = OBJECT_SLUGS.find((slug) => ATTRIBUTES[slug].includes(attribute));
	if (owner === undefined) throw new RangeError(`no object has the attribute ${attribute.slug}`);
	return owner;
}

function makeWorkspace(state: Pick<AttioState, 'members' | 'records'>): Workspace {
	return {
		memberId: (reference) =>
			state.members.find(({ id, email }) => id === reference || email === reference)?.id,
		recordId: (object, reference) => {
			const slug = OBJECT_SLUGS.find((each) => each === object);
			if (slug === undefined) return undefined;
			const { target_record_id: id, ...others } = reference;
			if (typeof id === 'string') return state.records[slug].get(id)?.id;
			for (const [name, value] of Object.entries(others)) {
				const [first]: unknown[] = [value].flat();
				const text =
					typeof first === 'object' && first !== null
						? Object.values(first as Record<string, unknown>)[0]
						: first;
				const [found] = state.records[slug].find('unique', uniqueKey(name, String(text)));
				if (found !== undefined) return found.id;
			}
			return undefined;
		},
		option: (attribute, reference) => optionOf(ownerOf(attribute), attribute, reference),
	};
}

function makeLists(): AttioList[] {
	const list = (slug: string, name: string, object: ObjectSlug) => ({
		id: uuidOf('attio', `list ${slug}`),
		slug,
		name,
		object,
	});
	return [
		list('target_accounts', 'Target accounts', 'companies'),
		list('outbound_queue', 'Outbound queue', 'people'),
	];
}

/** Attio's own part of the world. */
export function openAttio(world: World): AttioState {
	const members = world.users.map(({ key, firstName, lastName, email, active }) => ({
		id: uuidOf('attio', key),
		firstName,
		lastName,
		email,
		active,
	}));
	const rows = loadRecords(world);
	const table = (slug: ObjectSlug) => new Table(rows.records[slug], { unique: uniqueKeys });
	const records = { people: table('people'), companies: table('companies'), deals: table('deals') };
	const ofRecord = { record: ({ recordId }: { recordId: string }) => [recordId] };
	return {
		records,
		members,
		notes: new Table(rows.notes, ofRecord),
		tasks: new Table(rows.tasks),
		lists: makeLists(),
		entries: new Table<Entry>([], ofRecord),
		workspace: makeWorkspace({ members, records }),
		hooks: new Table<AttioHook>([]),
		made: 0,
	};
}
