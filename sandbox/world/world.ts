/**
 * The one truth that every emulated vendor sees a part of. All of it is invented, and every domain
 * ends in `.example` (RFC 2606), so that nothing here can reach anyone. Keys such as `account-12` are
 * the world's own: each vendor shows ids of its own making.
 */
export interface World {
	seed: number;
	/** The latest moment in the data, in milliseconds since 1970. */
	asOf: number;
	/** The company whose sales team all this belongs to. */
	home: { name: string; domain: string };
	users: readonly User[];
	accounts: readonly Account[];
	people: readonly Person[];
	/** Second records of the same person, as CRMs collect them. */
	duplicates: readonly Duplicate[];
	deals: readonly Deal[];
	activities: readonly Activity[];
	sequences: readonly Sequence[];
	enrollments: readonly Enrollment[];
	usage: readonly UsageEvent[];
	signals: readonly Signal[];
	suppressions: readonly Suppression[];
	lookup: Lookup;
	examples: Examples;
}

/** A member of the sales team: owner in a CRM, sender in a sequencer. */
export interface User {
	key: string;
	firstName: string;
	lastName: string;
	email: string;
	active: boolean;
}

export interface Account {
	key: string;
	name: string;
	domain: string;
	industry: string;
	employees: number;
	/** US dollars a year. */
	annualRevenue: number;
	/** ISO 3166-1 alpha-2. */
	country: string;
	city: string;
	description: string;
	linkedinUrl: string;
	/** E.164, from ranges that are kept for fiction. */
	phone: string;
	foundedYear: number;
	technologies: readonly string[];
	/** US dollars; 0 if never funded. */
	fundingTotal: number;
	fundingStage: string;
	tier: 'A' | 'B' | 'C';
	lifecycle: 'customer' | 'lead' | 'opportunity' | 'subscriber';
	/** Its mail server takes every address. */
	catchAll: boolean;
	ownerKey: string;
	/** ISO 8601. */
	createdAt: string;
	updatedAt: string;
}

export type EmailVerdict = 'catch_all' | 'invalid' | 'role' | 'unknown' | 'valid';

export interface Person {
	key: string;
	firstName: string;
	lastName: string;
	/** The work address: the same for every vendor that has one. */
	email: string;
	emailVerdict: EmailVerdict;
	personalEmail: string;
	title: string;
	seniority: 'c_suite' | 'director' | 'entry' | 'manager' | 'vp';
	department: string;
	/** E.164, from ranges that are kept for fiction. */
	phone: string;
	mobilePhone: string;
	linkedinUrl: string;
	country: string;
	city: string;
	accountKey: string;
	leadStatus: 'CONNECTED' | 'IN_PROGRESS' | 'NEW' | 'OPEN' | 'UNQUALIFIED';
	optedOut: boolean;
	/** Has asked data vendors to be forgotten: they answer 451, or know nothing. */
	claimedRemoval: boolean;
	/** Has moved on; enrichment vendors know, CRMs do not yet. */
	jobChange?: JobChange;
	createdAt: string;
	updatedAt: string;
}

export interface JobChange {
	at: string;
	accountKey: string;
	title: string;
	email: string;
}

export interface Duplicate {
	key: string;
	personKey: string;
	firstName: string;
	lastName: string;
	/** The personal address, or the work address with another spelling. */
	email: string;
}

export interface StageChange {
	stage: string;
	at: string;
}

export interface Deal {
	key: string;
	name: string;
	accountKey: string;
	personKeys: readonly string[];
	ownerKey: string;
	pipeline: 'new_business' | 'renewal';
	/** One of `DEAL_STAGES`. */
	stage: string;
	status: 'lost' | 'open' | 'won';
	amount: number;
	currency: string;
	/** From 0 to 1. */
	probability: number;
	lostReason?: string;
	/** ISO 8601 day. */
	closeDate: string;
	/** Oldest first; the last one is `stage`. */
	history: readonly StageChange[];
	createdAt: string;
	updatedAt: string;
}

export interface Activity {
	key: string;
	type: 'call' | 'email' | 'meeting' | 'note' | 'task';
	at: string;
	subject: string;
	body: string;
	direction?: 'inbound' | 'outbound';
	durationSeconds?: number;
	done: boolean;
	ownerKey: string;
	accountKey: string;
	personKey: string;
	dealKey?: string;
}

export interface SequenceStep {
	/** From 1. */
	number: number;
	channel: 'call' | 'email' | 'linkedin';
	/** After the step before. */
	delayHours: number;
	subject: string;
	body: string;
}

export interface Sequence {
	key: string;
	name: string;
	status: 'active' | 'archived' | 'paused';
	ownerKey: string;
	steps: readonly SequenceStep[];
	createdAt: string;
	updatedAt: string;
}

export interface Engagement {
	type: 'bounced' | 'clicked' | 'opened' | 'replied' | 'sent' | 'unsubscribed';
	at: string;
	step: number;
}

export interface Enrollment {
	key: string;
	sequenceKey: string;
	personKey: string;
	status: 'active' | 'bounced' | 'finished' | 'opted_out' | 'paused' | 'replied';
	step: number;
	senderKey: string;
	enrolledAt: string;
	lastEventAt: string;
	/** Oldest first. */
	engagement: readonly Engagement[];
}

export interface UsageEvent {
	key: string;
	personKey: string;
	accountKey: string;
	name: string;
	at: string;
	properties: Readonly<Record<string, boolean | number | string>>;
}

export interface Signal {
	key: string;
	kind: 'funding' | 'hiring' | 'job_change' | 'news' | 'technology';
	accountKey: string;
	personKey?: string;
	title: string;
	detail: string;
	at: string;
	url: string;
	/** US dollars, of a funding round. */
	amount?: number;
}

/** Who must not be contacted. */
export interface Suppression {
	kind: 'domain' | 'email';
	value: string;
	reason: 'bounced' | 'competitor' | 'complaint' | 'unsubscribed';
	at: string;
}

/** Rows by what vendors are asked for. */
export interface Lookup {
	user: ReadonlyMap<string, User>;
	account: ReadonlyMap<string, Account>;
	accountByDomain: ReadonlyMap<string, Account>;
	person: ReadonlyMap<string, Person>;
	/** Work, personal and new work addresses. */
	personByEmail: ReadonlyMap<string, Person>;
	personByLinkedin: ReadonlyMap<string, Person>;
	peopleOfAccount: ReadonlyMap<string, readonly Person[]>;
	dealsOfAccount: ReadonlyMap<string, readonly Deal[]>;
	signalsOfAccount: ReadonlyMap<string, readonly Signal[]>;
	usageOfPerson: ReadonlyMap<string, readonly UsageEvent[]>;
	suppressed: ReadonlyMap<string, Suppression>;
}

/** One of each kind that tests and the first look want, all seen by every vendor. */
export interface Examples {
	account: Account;
	/** At `account`, deliverable, neither opted out nor gone. */
	person: Person;
	colleague: Person;
	catchAll: Person;
	undeliverable: Person;
	optedOut: Person;
	claimedRemoval: Person;
	jobChanged: Person;
	/** Has a second record. */
	duplicated: Person;
	/** Is or was in a sequence; `person` is in none. */
	enrolled: Person;
	/** People Data Labs and Apollo know her or him, HubSpot does not; in no sequence. */
	newcomer: Person;
	/** Of `account`, with a history. */
	deal: Deal;
	/** Looks like the others, and no vendor has heard of it. */
	unknownEmail: string;
	unknownDomain: string;
}
