import type { Freshness } from '../facts/freshness';
import type { EntityType } from '../model/entity';
import type { Observation } from '../model/observation';

/** Why a value counts, and everything that was ever observed. */
export interface Explanation {
	entityId: string;
	type: EntityType;
	attribute: string;
	/** Absent if nothing counts any more. */
	value?: unknown;
	/** The rule in words, with its numbers. */
	because: string;
	halfLifeDays: number | null;
	/** Newest first. */
	observations: Array<
		Omit<Observation, 'entityId' | 'attribute'> & {
			score: number;
			freshness: Freshness;
			standing: 'counts' | 'contradicts' | 'agrees' | 'superseded' | 'not_now' | 'retracted';
			retraction?: { reason: string; actor: string; at: string };
		}
	>;
}
