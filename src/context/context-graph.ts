import type { Addition } from '../base/suppression/suppression-register';
import type { Action } from './check-action/actions';
import type { ActionRequest } from './check-action/action-picture';
import type { Block, Verdict } from './check-action/check-action';
import type { Decision, DecisionDraft, DecisionOutcome } from './model/decision';
import type { Relation } from './model/edge';
import type { EnrollmentDraft } from './model/enrollment';
import type { EnrollmentEntry, EnrollmentQuery } from './query/enrollments';
import type { EntityType } from './model/entity';
import type { EventDraft } from './model/event';
import type { Identifier } from './model/identifier';
import type { Fact } from './model/observation';
import type { Provenance } from './model/provenance';
import type { Session, SessionSummary } from './model/session';
import type { SourceProgress, SourceState } from './model/source';
import type { SuppressionDraft, SuppressionRow } from './model/suppression';
import type { AuditReport, Statistics } from './query/audit-report';
import type { Change, ChangeQuery, NamedChange } from './query/changes';
import type { Candidate, ContextAnswer, ContextQuestion } from './query/context-answer';
import type { Explanation } from './query/explanation';
import type { SearchPage, SearchQuery } from './query/search';
import type { GraphSettings, SettingsChange } from './query/settings';
import type { Subject } from './query/subject';
import type { Viewer } from './query/viewer';

/** Who asks or writes, and in which conversation. */
export interface Caller {
	viewer?: Viewer;
	/** Keeps what was read and done, to be read again by `session`. */
	session?: { id: string; agent: string };
}

/** One question of many before a write. */
export interface ActionCheck extends ActionRequest {
	/** Where it is not known which it will be, each: a block of one is a block. */
	actions: readonly Action[];
	/** Left out where nobody is named. */
	subject?: Subject;
	/** By what else somebody may be on the list of suppressions, each as it is listed. */
	listed?: readonly Identifier[];
	/** Codes that do not count this time. */
	ignored?: readonly string[];
	/** Only these codes count. */
	only?: readonly string[];
}

export interface CheckedAction {
	status: Resolution['status'];
	entityId?: string;
	/** The gravest first; none if it may be done. */
	blocks: Block[];
	/** By what it is suppressed, if it is. */
	suppression?: SuppressionRow;
}

/** Facts of one entity from one source. */
export interface FactsDraft extends Provenance {
	type: EntityType;
	/** By what it is told. Facts that tell it (email, domain, linkedinUrl) count as identifiers, too. */
	identifiers: readonly Identifier[];
	facts: readonly Fact[];
}

/** What became of a write of facts. Its counts add up to the facts that were given. */
export interface FactsReport {
	entityId: string;
	/** What the identifiers told: a new entity is made where they told nothing. */
	status: 'resolved' | 'created' | 'needs_review';
	/** Attributes with another value that counts than before. */
	changed: string[];
	/** Recorded, and the value that counts is the same. */
	recorded: string[];
	/** Known already: nothing was written. */
	known: string[];
	/** Not recorded, and why. */
	ignored: Array<{ attribute: string; reason: string }>;
	seq: number;
}

/** All that one record of a source says: its facts, and how it is linked. */
export interface RecordDraft extends FactsDraft {
	/** Which record: what it said before under the same name is replaced. */
	sourceRef: string;
	links: ReadonlyArray<{ from: Subject; relation: Relation; to: Subject }>;
}

export interface RecordReport extends FactsReport {
	/** Attributes of which the source says nothing any more, or something else. */
	withdrawn: string[];
	/** Links that were not there before. */
	linked: number;
}

export interface WithdrawnRecord {
	entityId: string;
	withdrawn: string[];
}

export interface Resolution {
	status: 'resolved' | 'not_found' | 'needs_review';
	entityId?: string;
	type?: EntityType;
	matchedBy: string[];
	reasons: string[];
	candidates: Candidate[];
}

export interface Review {
	id: string;
	type: EntityType;
	one: Candidate;
	other: Candidate;
	reasons: string[];
	status: 'open' | 'accepted' | 'refused';
	createdAt: string;
}

/** What was written, or why nothing was: `known` for what was there already. */
export interface Written {
	id: string;
	entityId: string;
	status: 'written' | 'known';
	seq: number;
}

export interface ForgetReport {
	status: 'forgotten';
	/** Rows that were deleted, by table. */
	deleted: Record<string, number>;
	/** True if a digest was kept so that the person stays suppressed. */
	keptSuppressed: boolean;
}

/** One line of an import. `subject`, `facts` and so on as for the operation that `kind` names. */
export type ImportRow =
	| ({ kind: 'facts' } & FactsDraft)
	| ({ kind: 'event' } & Provenance & { subject: Subject; event: EventDraft })
	| ({ kind: 'link' } & Provenance & {
				from: Subject;
				relation: Relation;
				to: Subject;
				role?: string;
			})
	| ({ kind: 'enrollment' } & Provenance & { subject: Subject; enrollment: EnrollmentDraft })
	| ({ kind: 'decision' } & Provenance & {
				subject: Subject;
				decision: Omit<Decision, 'entityId' | 'outcome'>;
				outcome?: NonNullable<Decision['outcome']>;
			})
	| ({ kind: 'merge' } & Provenance & {
				winner: Subject;
				loser: Subject;
				reason: string;
				actor: string;
			})
	| ({ kind: 'suppression' } & Provenance & Omit<SuppressionDraft, 'source'>);

/** Its counts add up to `rows`. */
export interface ImportReport {
	rows: number;
	created: number;
	changed: number;
	unchanged: number;
	failed: number;
	/** The first fifty, by the number of the row from 1. */
	errors: Array<{ row: number; message: string }>;
}

/**
 * Everything known about accounts and people, and how it is known. One store is one graph; all methods
 * are asynchronous, and safe to call from several processes at once. No model is asked, neither to write
 * nor to read. What is written is validated: a RangeError names the field that is wrong.
 *
 * Writes are short transactions of their own. Reads see one moment, and never wait for writes.
 */
export interface ContextGraph {
	/** The complete picture of a prospect within a budget, and whether one may act. */
	getContext(question: ContextQuestion, caller?: Caller): Promise<ContextAnswer>;
	/** The guard before a write: allowed, or blocked with codes and what would unblock. */
	checkAction(
		subject: Subject,
		action: Action,
		request?: ActionRequest,
		caller?: Caller,
	): Promise<Verdict & { status: Resolution['status']; entityId?: string }>;
	/**
	 * The same for many at once, as nodes ask it before they write: without the blocks that the policy lets
	 * stop no node.
	 */
	checkActions(checks: readonly ActionCheck[]): Promise<CheckedAction[]>;
	explain(subject: Subject, attribute: string, caller?: Caller): Promise<Explanation | undefined>;
	search(query: SearchQuery, caller?: Caller): Promise<SearchPage>;
	/** What changed since a cursor, oldest first: nothing is missed, nothing comes twice. */
	changesSince(query: ChangeQuery): Promise<{ changes: Change[]; cursor: string; more: boolean }>;
	/** The last changes, newest first, for people to read. */
	lastChanges(query: { limit: number }): Promise<NamedChange[]>;
	resolve(subject: Subject): Promise<Resolution>;

	upsertFacts(draft: FactsDraft, caller?: Caller): Promise<FactsReport>;
	/** Takes in a whole record of a source: what it said before and does not say any more is withdrawn. */
	replaceRecord(draft: RecordDraft): Promise<RecordReport>;
	/** Follows a source in which a record is gone. @returns undefined if it was not known */
	withdrawRecord(
		identifier: Identifier,
		provenance: Provenance & { sourceRef: string; actor: string },
	): Promise<WithdrawnRecord | undefined>;
	/** How far each list of each source was read. */
	sources(): Promise<SourceState[]>;
	/** @returns the new revision; undefined if somebody else noted something since `revision` */
	saveSource(progress: SourceProgress, revision: number): Promise<number | undefined>;
	/** Says of an observation that it was wrong from the beginning. */
	retract(
		observationId: string,
		why: { reason: string; actor: string },
		caller?: Caller,
	): Promise<Written | undefined>;
	/** Retracts what counts for an attribute, and asserts another value. */
	correct(
		subject: Subject,
		correction: { attribute: string; value: unknown; reason: string; actor: string },
		caller?: Caller,
	): Promise<FactsReport | undefined>;
	recordEvent(
		subject: Subject,
		event: EventDraft,
		provenance: Provenance,
		caller?: Caller,
	): Promise<Written>;
	/** Both ends are made where they are not known. */
	link(
		from: Subject,
		relation: Relation,
		to: Subject,
		provenance: Provenance & { role?: string; heldFrom?: string; heldTo?: string },
		caller?: Caller,
	): Promise<Written>;
	recordEnrollment(
		subject: Subject,
		enrollment: EnrollmentDraft,
		provenance: Provenance,
	): Promise<Written>;
	/** The one list of who must not be contacted or written: whoever shares the store asks it, too. */
	suppress(draft: SuppressionDraft, provenance: Provenance): Promise<Addition>;
	/**
	 * What of the list names each of these itself now, at any place: not its domain, and not another address
	 * of the same person. In the order of the identifiers.
	 */
	suppressionsBy(identifiers: readonly Identifier[]): Promise<SuppressionRow[][]>;
	/** All of them, or none. @returns what became of each, in order */
	suppressAll(drafts: readonly SuppressionDraft[], provenance: Provenance): Promise<Addition[]>;
	/** @returns whether there was one */
	release(identifier: Identifier, scope: string, provenance: Provenance): Promise<boolean>;
	/** @returns for each whether it was there, in order */
	releaseAll(
		keys: ReadonlyArray<{ identifier: Identifier; scope: string }>,
		provenance: Provenance,
	): Promise<boolean[]>;

	recordDecision(
		subject: Subject,
		decision: DecisionDraft & { actor: string },
		caller?: Caller,
	): Promise<Written>;
	/** What came of a decision; a later one replaces it. @returns false if there is no such decision */
	recordOutcome(
		decisionId: string,
		outcome: { outcome: DecisionOutcome; detail?: string; at?: string },
	): Promise<boolean>;

	reviews(query: { status?: Review['status']; limit: number }): Promise<Review[]>;
	/** Merges the two, or says that they are two: neither is suggested again. */
	decideReview(
		id: string,
		verdict: 'accept' | 'refuse',
		actor: string,
	): Promise<{ mergeId?: string } | undefined>;
	/** @returns the id by which it can be undone */
	merge(winner: Subject, loser: Subject, why: { reason: string; actor: string }): Promise<string>;
	/** Restores both as they would be without the merge. @returns false if there is no such merge */
	undoMerge(mergeId: string, actor: string): Promise<boolean>;

	session(id: string): Promise<Session | undefined>;
	/** The last ones, newest first, without what was read and done in them. */
	sessions(query: { agent?: string; limit: number }): Promise<SessionSummary[]>;
	/** Where people stand in sequences, newest first. */
	enrollments(query: EnrollmentQuery): Promise<EnrollmentEntry[]>;

	/**
	 * Removes a person or company from every table and index.
	 *
	 * @returns whom it may mean, if nobody or nobody for sure is meant: then nothing is removed
	 */
	forget(subject: Subject, actor: string): Promise<ForgetReport | Resolution>;
	/** Everything as lines of JSON that `import` reads, entity by entity. */
	export(caller?: Caller): AsyncIterable<ImportRow>;
	import(
		rows: AsyncIterable<unknown> | Iterable<unknown>,
		onProgress?: (report: ImportReport) => void,
	): Promise<ImportReport>;
	audit(): Promise<AuditReport>;
	statistics(): Promise<Statistics>;

	/** Rules of winners and policy of actions, as the users of the store have set them. */
	settings(): Promise<GraphSettings>;
	/** @returns also how many entities were concluded anew */
	changeSettings(
		change: SettingsChange,
		actor: string,
	): Promise<GraphSettings & { rebuilt: number }>;
	/** Goes on with what a change of rules left undone, as after a crash. @returns how many entities */
	finishRebuilding(): Promise<number>;
	close(): Promise<void>;
}
