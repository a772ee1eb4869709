import type { EntityType } from '../model/entity';

export const CHANGE_KINDS = [
	'entity_created',
	'fact_changed',
	'conflict',
	'event',
	'signal',
	'linked',
	'enrollment',
	'decision',
	'outcome',
	'suppressed',
	'merged',
	'unmerged',
	'review',
	'forgotten',
] as const;

export type ChangeKind = (typeof CHANGE_KINDS)[number];

export interface ChangeQuery {
	/** As the answer before gave it; from the beginning if left out. `now` for what comes from here on. */
	cursor?: string;
	kinds?: readonly ChangeKind[];
	types?: readonly EntityType[];
	limit: number;
}

/** A change, and what it is of. */
export interface NamedChange extends Change {
	/** As people call it; left out if nothing is known by which. */
	entity?: string;
}

export interface Change {
	/** `<seq>-<position>`. */
	id: string;
	kind: ChangeKind;
	entityId: string;
	type: EntityType;
	at: string;
	/** Which attribute, kind of signal, or relation. */
	name?: string;
	before?: unknown;
	after?: unknown;
}
