import type { EnrollmentStatus } from '../model/enrollment';
import type { EntityType } from '../model/entity';
import type { Method, PrivacyClass } from '../model/observation';
import type { Relation } from '../model/edge';
import type { ChangeKind } from '../query/changes';
import type { DecisionOutcome } from '../model/decision';
import type { SuppressionSchema } from '../../base/suppression/suppression-tables';

/** Where a row stands in the order of all writes: which write, and the place within it. */
interface Placed {
	seq: number;
	position: number;
}

/** Bumped by each write. */
export interface CounterTable {
	id: number;
	seq: number;
	/** Time of the last write: the next one is after it, whatever the clock says. */
	at: string;
}

/** Where what was written together comes from. */
export interface EpisodeTable {
	seq: number;
	at: string;
	source: string;
	actor: string | null;
	run: string | null;
	credits: number | null;
	tokens: number | null;
	/** Digest of the writer's key. */
	once: string | null;
	/** What the first write answered; JSON. */
	answer: string | null;
}

export interface EntityTable {
	id: string;
	type: EntityType;
	/** By which entity the cluster is read. */
	head: string;
	seq: number;
}

export interface IdentifierTable {
	kind: string;
	value: string;
	entity_id: string;
	source: string;
	first_seen: string;
	last_seen: string;
	seq: number;
}

export interface ObservationTable extends Placed {
	entity_id: string;
	attribute: string;
	value: string;
	source: string;
	ref: string | null;
	method: Method;
	confidence: number;
	licence: string;
	privacy: PrivacyClass;
	held_from: string | null;
	held_to: string | null;
	observed_at: string;
}

export interface RetractionTable extends Placed {
	entity_id: string;
	of_seq: number;
	of_position: number;
	reason: string;
	actor: string;
}

/** The winner of each attribute of each cluster, kept up to date by every write. */
export interface FactTable {
	/** Head of the cluster. */
	entity_id: string;
	attribute: string;
	/** Null if nothing holds now, and something will: see `changes_at`. */
	winner: string | null;
	/** Other values; JSON. Null if there is none. */
	challengers: string | null;
	/** The value, to be compared: in lower case. Null if nobody compares it. */
	word: string | null;
	number: number | null;
	observed_at: string | null;
	changes_at: string | null;
	seq: number;
}

export interface EdgeTable extends Placed {
	relation: Relation;
	from_id: string;
	to_id: string;
	role: string | null;
	source: string;
	/** Which account of the source, where that counts. */
	account: string | null;
	confidence: number;
	held_from: string | null;
	held_to: string | null;
	observed_at: string;
}

export interface EventTable extends Placed {
	entity_id: string;
	type: string;
	at: string;
	summary: string | null;
	url: string | null;
	source: string;
	external_id: string | null;
	signal: string | null;
	strength: number | null;
	half_life: number | null;
}

export interface EnrolledTable extends Placed {
	entity_id: string;
	provider: string;
	/** Null where the ids of its sequences are unique, and in rows from before accounts were told apart. */
	account: string | null;
	sequence_id: string;
	sequence_name: string | null;
	status: EnrollmentStatus;
	step: number | null;
	enrolled_at: string | null;
	last_event_at: string | null;
	learned_at: string;
}

export interface DecisionTable {
	id: string;
	seq: number;
	entity_id: string;
	kind: string;
	verdict: string;
	actor: string;
	at: string;
	/** Reasons, features and what it was made with; JSON. */
	detail: string;
}

/** By what decisions are found that are like one. */
export interface FeatureTable {
	kind: string;
	name: string;
	value: string;
	decision_id: string;
}

export interface OutcomeTable {
	decision_id: string;
	seq: number;
	outcome: DecisionOutcome;
	detail: string | null;
	at: string;
}

export interface SessionTable {
	id: string;
	agent: string;
	started_at: string;
	last_at: string;
}

export interface SessionEntryTable extends Placed {
	session_id: string;
	at: string;
	action: 'read' | 'wrote';
	operation: string;
	entity_id: string | null;
	detail: string;
}

export interface MergeTable {
	id: string;
	seq: number;
	winner: string;
	loser: string;
	rule: string;
	evidence: string;
	actor: string;
	at: string;
	undone_seq: number | null;
	undone_by: string | null;
}

export interface ReviewTable {
	id: string;
	seq: number;
	type: EntityType;
	one: string;
	other: string;
	reasons: string;
	status: 'open' | 'accepted' | 'refused';
	created_at: string;
	decided_by: string | null;
}

export interface ChangeTable extends Placed {
	kind: ChangeKind;
	entity_id: string;
	type: EntityType;
	at: string;
	name: string | null;
	before: string | null;
	after: string | null;
}

export interface TermTable {
	term: string;
	entity_id: string;
}

/** How often an attribute was shown: what nobody reads need not be bought. */
export interface ShownTable {
	type: EntityType;
	attribute: string;
	times: number;
	last_at: string;
}

/** How far one list of a source was read. */
export interface SourceTable {
	source: string;
	/** Digest of the vendor account. */
	account: string;
	feed: string;
	position: string;
	ran_at: string;
	caught_up_to: string | null;
	whole_at: string | null;
	failure: string | null;
	revision: number;
}

export interface SettingTable {
	name: string;
	value: string;
}

/** The list of suppressions is in tables of its own: the nodes look there, too. */
export interface GraphSchema extends SuppressionSchema {
	graph_counter: CounterTable;
	graph_episode: EpisodeTable;
	graph_entity: EntityTable;
	graph_identifier: IdentifierTable;
	graph_observation: ObservationTable;
	graph_retraction: RetractionTable;
	graph_fact: FactTable;
	graph_edge: EdgeTable;
	graph_event: EventTable;
	graph_enrolled: EnrolledTable;
	graph_decision: DecisionTable;
	graph_feature: FeatureTable;
	graph_outcome: OutcomeTable;
	graph_session: SessionTable;
	graph_session_entry: SessionEntryTable;
	graph_merge: MergeTable;
	graph_review: ReviewTable;
	graph_change: ChangeTable;
	graph_term: TermTable;
	graph_shown: ShownTable;
	graph_source: SourceTable;
	graph_setting: SettingTable;
}
