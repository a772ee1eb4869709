import type { Winner } from '../facts/winner';
import type { Decision } from '../model/decision';
import type { EntityType } from '../model/entity';
import type { EnrollmentRow } from '../model/enrollment';
import type { GraphEvent } from '../model/event';
import type { SourceLag } from '../model/source';
import type { SuppressionRow } from '../model/suppression';
import type { Precedent } from './context-answer';

export type Facts = Readonly<Record<string, Winner>>;

/** One entity of a picture. */
export interface Side {
	id: string;
	type: EntityType;
	facts: Facts;
	events: readonly GraphEvent[];
	signals: readonly GraphEvent[];
}

export interface Related {
	id: string;
	facts: Facts;
	role?: string;
}

/** What one write cost its source, by which an answer tells what it saved. */
export interface Spent {
	seq: number;
	credits: number;
	tokens: number;
}

/** All that is known around a prospect, before anybody chose what of it to show. */
export interface Picture {
	now: number;
	at: string;
	seq: number;
	contact?: Side;
	account?: Side;
	deal?: Side;
	sequence?: Side;
	deals: readonly Related[];
	committee: readonly Related[];
	enrollments: readonly EnrollmentRow[];
	suppressions: readonly SuppressionRow[];
	decisions: readonly Decision[];
	precedents: readonly Precedent[];
	/** Times of what was sent to or said with the person, in the last sixty days. */
	touches: readonly string[];
	accountTouchesThisWeek: number;
	/** True if it waits in the queue whether the subject is one with another. */
	inReview: boolean;
	spent: readonly Spent[];
	/** How far the sources that are synced are behind; of a past day nobody knows. */
	synced: readonly SourceLag[];
}

/** A value that counts, as text or boolean or whatever it is; undefined if there is none. */
export function valueOf(facts: Facts | undefined, attribute: string): unknown {
	if (facts === undefined || !Object.hasOwn(facts, attribute)) return undefined;
	return facts[attribute]?.winner.value;
}

export function textOf(facts: Facts | undefined, attribute: string): string | undefined {
	const value = valueOf(facts, attribute);
	return typeof value === 'string' ? value : undefined;
}
