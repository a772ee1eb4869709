import type { EntityType } from '../model/entity';
import type { SourceLag } from '../model/source';

/** What is wrong with what is known, with examples to begin with. */
export interface AuditReport {
	at: string;
	/** Each with its count and up to ten examples. */
	findings: Array<{
		code:
			| 'shared_identifier'
			| 'near_duplicate'
			| 'contradicted'
			| 'stale'
			| 'orphan'
			| 'over_cap'
			| 'never_read';
		message: string;
		count: number;
		/** Of how many. */
		of: number;
		examples: string[];
	}>;
}

export interface Statistics {
	entities: Record<EntityType, number>;
	observations: number;
	facts: number;
	events: number;
	edges: number;
	decisions: number;
	suppressions: number;
	merges: number;
	openReviews: number;
	/** Observations by source. */
	sources: Record<string, number>;
	/** How far each source that is synced is behind. */
	synced: SourceLag[];
	seq: number;
}
