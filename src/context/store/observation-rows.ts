import type { Observation } from '../model/observation';
import type { Candidate } from '../facts/winner';
import type { ObservationTable } from './schema';

/** `<seq>-<position>`: how a row is named to the outside. */
export function idOfPlace({ seq, position }: { seq: number; position: number }): string {
	return `${seq}-${position}`;
}

/** Undefined for what names no row. */
export function placeOfId(id: string): { seq: number; position: number } | undefined {
	const found = /^(\d{1,15})-(\d{1,9})$/.exec(id);
	return found ? { seq: Number(found[1]), position: Number(found[2]) } : undefined;
}

export function toCandidate(row: ObservationTable): Candidate {
	return {
		id: idOfPlace(row),
		value: JSON.parse(row.value) as unknown,
		source: row.source,
		...(row.ref !== null && { sourceRef: row.ref }),
		method: row.method,
		confidence: row.confidence,
		licence: row.licence,
		privacy: row.privacy,
		...(row.held_from !== null && { heldFrom: row.held_from }),
		...(row.held_to !== null && { heldTo: row.held_to }),
		observedAt: row.observed_at,
	};
}

export function toObservation(row: ObservationTable & { learned_at: string }): Observation {
	return {
		...toCandidate(row),
		entityId: row.entity_id,
		attribute: row.attribute,
		learnedAt: row.learned_at,
	};
}
