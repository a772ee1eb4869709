import type { HubspotObject, ObjectType } from './objects.ts';
import type { HubspotState } from './state.ts';

/** Deletes a record, which stays in the recycle bin. Another one of that id is none. */
export function archiveObject(
	{ objects, archive }: HubspotState,
	type: ObjectType,
	id: string,
	at: number,
): void {
	const object = objects[type].get(id);
	if (object === undefined) return;
	objects[type].remove(id, at);
	archive[type].push({
		object: { ...object, archived: true },
		archivedAt: new Date(at).toISOString(),
	});
	archive[type].sort((a, b) => Number(a.object.id) - Number(b.object.id));
}

export function archivedOf({ archive }: HubspotState, type: ObjectType): HubspotObject[] {
	return archive[type].map(({ object }) => object);
}

export function archivedAtOf({ archive }: HubspotState, type: ObjectType, id: string): string {
	return archive[type].find(({ object }) => object.id === id)?.archivedAt ?? '';
}
