import type { Verdict } from '../check-action/check-action';
import type { Cut } from '../budget/fit-budget';
import type { Freshness } from '../facts/freshness';
import type { Gap, Intent } from '../facts/gaps';
import type { EntityType } from '../model/entity';
import type { EnrollmentRow } from '../model/enrollment';
import type { Method } from '../model/observation';
import type { SourceLag } from '../model/source';
import type { SuppressionRow } from '../model/suppression';
import type { Subject } from './subject';

/** Parts of an answer that are left out unless they are asked for, or that may be left out. */
export const INCLUDES = [
	'deals',
	'enrollments',
	'signals',
	'timeline',
	'committee',
	'precedents',
] as const;

export type Include = (typeof INCLUDES)[number];

export interface ContextQuestion {
	subject: Subject;
	/** `general` if left out. */
	intent?: Intent;
	/** Tokens of the answer; 1,500 if left out. */
	budget?: number;
	/** Names of attributes; all if left out. */
	fields?: readonly string[];
	/** All parts if left out. */
	include?: readonly Include[];
	/** The picture of a past day: ISO time. */
	asOf?: string;
	/** Facts that are older are left out, in days. */
	maxAgeDays?: number;
}

/** One fact of an answer. */
export interface ShownFact {
	value: unknown;
	source: string;
	ageDays: number;
	/** Confidence × weight of the source × age, 0 to 1. */
	score: number;
	/** Left out if it is fresh. */
	freshness?: Exclude<Freshness, 'fresh'>;
	/** Left out if it is observed. */
	method?: Exclude<Method, 'observed'>;
}

export type ShownFacts = Record<string, ShownFact>;

export interface ShownEntity {
	id: string;
	facts: ShownFacts;
}

export interface ShownDeal {
	id: string;
	name?: string;
	status: string;
	stage?: string;
	amount?: unknown;
	closeDate?: string;
	owner?: string;
	role?: string;
}

export interface ShownEvent {
	at: string;
	type: string;
	summary?: string;
	source: string;
	of: 'contact' | 'account';
}

export interface ShownSignal {
	kind: string;
	at: string;
	/** What is left of it today, 0 to 1. */
	strength: number;
	summary?: string;
	source: string;
	of: 'contact' | 'account';
}

export interface ShownConflict {
	entity: EntityType;
	attribute: string;
	/** What counts. */
	value: unknown;
	/** What others say. */
	others: Array<{ value: unknown; source: string; observedAt: string }>;
}

export interface Precedent {
	kind: string;
	verdict: string;
	at: string;
	/** What the two have in common. */
	like: string[];
	outcome?: string;
}

/** What an answer spared, against asking every source again. */
export interface Saved {
	calls: number;
	credits: number;
	tokens: number;
}

export interface Candidate {
	id: string;
	type: EntityType;
	name?: string;
	reasons: string[];
}

export interface AnswerMeta {
	intent: Intent;
	/** ISO time: of the question, or the past day. */
	asOf: string;
	/** The last write that is in it. */
	seq: number;
	/** The same for the same picture: a decision names it. */
	snapshot: string;
	tokens: number;
	budget: number;
	/** What was cut for the budget. */
	cut: Cut[];
	/** Attributes that are known and not shown to this viewer. */
	withheld: string[];
	/** True if what is never cut is longer than the budget. */
	overBudget?: true;
	saved: Saved;
	/** Sources of this answer that are synced, and are more than an hour behind or failed lately. Left out if there is none. */
	behind?: SourceLag[];
}

/** Everything that is known of one prospect, within a budget. */
export interface ContextAnswer {
	status: 'resolved' | 'not_found' | 'needs_review';
	/** Why it is not resolved, or what is in doubt though it is. */
	reasons?: string[];
	candidates?: Candidate[];
	contact?: ShownEntity;
	account?: ShownEntity;
	deal?: ShownEntity;
	sequence?: ShownEntity;
	/** Never cut. */
	suppression: SuppressionRow[];
	/** What `checkAction` says of a mail now. Never cut. */
	mayContact: Verdict;
	openDeals: ShownDeal[];
	missing: Gap[];
	conflicts: ShownConflict[];
	/** `contact.title`: stale or expired. Never cut. */
	stale: string[];
	closedDeals: ShownDeal[];
	enrollments: EnrollmentRow[];
	signals: ShownSignal[];
	timeline: ShownEvent[];
	committee: Array<{ id: string; name?: string; title?: string; role?: string }>;
	precedents: Precedent[];
	meta: AnswerMeta;
}
