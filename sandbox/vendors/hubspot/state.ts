import type { Sequence, World } from '../../world/world.ts';
import type { AssociationStore } from './association-store.ts';
import { loadObjects } from './load-objects.ts';
import { OBJECT_TYPES } from './objects.ts';
import type { HubspotObject, Objects, ObjectType } from './objects.ts';
import { PROPERTIES } from './property-definitions.ts';
import type { Property } from './property-definitions.ts';

export interface Owner {
	id: string;
	email: string;
	firstName: string;
	lastName: string;
	userId: number;
	archived: boolean;
}

export interface HubspotEnrollment {
	id: string;
	contactId: string;
	sequenceId: string;
	senderEmail: string;
	enrolledAt: string;
	/** An ended one does not hinder the next. */
	active: boolean;
}

export interface HubspotList {
	listId: string;
	name: string;
	/** A list holds records of one kind. */
	type: ObjectType;
	processingType: 'DYNAMIC' | 'MANUAL';
	members: Set<string>;
}

/** A deleted record as it was. */
export interface ArchivedObject {
	object: HubspotObject;
	archivedAt: string;
}

export interface HubspotState {
	objects: Objects;
	associations: AssociationStore;
	properties: Record<ObjectType, Property[]>;
	owners: readonly Owner[];
	sequences: ReadonlyArray<Sequence & { id: string; userId: number }>;
	enrollments: HubspotEnrollment[];
	lists: readonly HubspotList[];
	/** Addresses that are unsubscribed from all email. */
	unsubscribed: Set<string>;
	/** The recycle bin: what was deleted, in the order of ids. */
	archive: Record<ObjectType, ArchivedObject[]>;
	nextId: number;
}

const FIRST_NEW_ID = 90_000_000_001;
const OWNER_ID = 81_000_000;

/** A HubSpot user id of the world's user. */
export const userIdOf = (index: number): number => 51_000_000 + index * 7 + 3;

export const ownerIdOf = (index: number): string => String(OWNER_ID + index * 7 + 3);

function makeLists(): HubspotList[] {
	const list = (
		listId: string,
		name: string,
		processingType: HubspotList['processingType'],
		type: ObjectType = 'contacts',
	) => ({
		listId,
		name,
		type,
		processingType,
		members: new Set<string>(),
	});
	return [
		list('501', 'Start onboarding workflow', 'MANUAL'),
		list('502', 'Hand over to sales', 'MANUAL'),
		list('503', 'All customers', 'DYNAMIC'),
		list('504', 'Target accounts', 'MANUAL', 'companies'),
	];
}

/** HubSpot's own part of the world. */
export function openHubspot(world: World): HubspotState {
	const owners = world.users.map((user, index) => ({
		id: ownerIdOf(index),
		email: user.email,
		firstName: user.firstName,
		lastName: user.lastName,
		userId: userIdOf(index),
		archived: !user.active,
	}));
	const { objects, associations, contactIds, unsubscribed } = loadObjects(world, owners);
	const sequences = world.sequences.map((sequence, index) => {
		const place = world.users.findIndex(({ key }) => key === sequence.ownerKey);
		return { ...sequence, id: String(70_100 + index), userId: userIdOf(place) };
	});
	const sequenceIds = new Map(sequences.map(({ key, id }) => [key, id]));
	const enrollments = world.enrollments.flatMap(
		({ key, personKey, sequenceKey, status, senderKey, enrolledAt }) => {
			const contactId = contactIds.get(personKey);
			const sequenceId = sequenceIds.get(sequenceKey);
			if (contactId === undefined || sequenceId === undefined) return [];
			const active = status === 'active' || status === 'paused';
			const id = `6${key.slice('enrollment-'.length).padStart(9, '0')}`;
			const senderEmail = world.lookup.user.get(senderKey)?.email ?? '';
			return [{ id, contactId, sequenceId, senderEmail, enrolledAt, active }];
		},
	);
	return {
		objects,
		associations,
		properties: structuredClone(PROPERTIES) as Record<ObjectType, Property[]>,
		owners,
		sequences,
		enrollments,
		lists: makeLists(),
		unsubscribed,
		archive: Object.fromEntries(
			OBJECT_TYPES.map((type): [ObjectType, ArchivedObject[]] => [type, []]),
		) as Record<ObjectType, ArchivedObject[]>,
		nextId: FIRST_NEW_ID,
	};
}
