import { z } from '../../third-party/zod';

/** What the graph knows things about. Everything else hangs on one of these. */
export const ENTITY_TYPES = ['account', 'contact', 'deal', 'sequence'] as const;

export const entityType = z.enum(ENTITY_TYPES);

export type EntityType = z.infer<typeof entityType>;

/**
 * A thing of the graph. It is never rewritten by a merge: facts, identifiers and events keep the entity
 * that they were recorded for, and `head` tells by which entity the whole cluster is read.
 */
export interface Entity {
	/** UUID version 7. */
	id: string;
	type: EntityType;
	/** Its own id, unless a merge made it part of another one. */
	head: string;
	createdAt: string;
}
