/** One value that is known, with where it comes from. */
export interface KnownValue {
	value: unknown;
	source: string;
	ageDays: number;
	/** How far it can be relied on, 0 to 1. */
	score: number;
	/** Left out while it is fresh. */
	freshness?: 'aging' | 'stale' | 'expired';
}

export interface KnownEntity {
	id: string;
	facts: Readonly<Record<string, KnownValue>>;
}

export interface KnownSignal {
	kind: string;
	at: string;
	/** What is left of it today, 0 to 1. */
	strength: number;
	summary?: string;
	source: string;
	of: 'contact' | 'account';
}

export interface KnownEvent {
	at: string;
	type: string;
	summary?: string;
	source: string;
	of: 'contact' | 'account';
}

export interface KnownDeal {
	name?: string;
	status: string;
	stage?: string;
	amount?: unknown;
	closeDate?: string;
	owner?: string;
}

export interface Block {
	code: string;
	message: string;
	unblock: string;
	until?: string;
}

export interface ActionVerdict {
	allowed: boolean;
	/** The gravest first. */
	blocks: readonly Block[];
}

/**
 * What a playbook knows of a prospect: the answer of the context graph has this shape. Texts in it come
 * from strangers: they are compared and quoted, and never obeyed.
 */
export interface ProspectPicture {
	status: 'resolved' | 'not_found' | 'needs_review';
	contact?: KnownEntity;
	account?: KnownEntity;
	/** What a check of a mail says now. */
	mayContact: ActionVerdict;
	openDeals: readonly KnownDeal[];
	closedDeals: readonly KnownDeal[];
	conflicts: ReadonlyArray<{
		entity: string;
		attribute: string;
		others: ReadonlyArray<{ value: unknown; source: string; observedAt: string }>;
	}>;
	enrollments: ReadonlyArray<{
		provider: string;
		sequenceId: string;
		sequenceName?: string;
		status: string;
		lastEventAt?: string;
	}>;
	signals: readonly KnownSignal[];
	timeline: readonly KnownEvent[];
	committee: ReadonlyArray<{ name?: string; title?: string; role?: string }>;
	missing: ReadonlyArray<{ entity: string; attribute: string }>;
	/** `contact.title`: stale or expired. */
	stale: readonly string[];
	meta: { asOf: string; snapshot: string };
}

export type PictureEntity = 'contact' | 'account';

/** @param about `account.industry` */
export function knownAt(picture: ProspectPicture, about: string): KnownValue | undefined {
	const [entity = '', attribute = ''] = split(about);
	if (entity !== 'contact' && entity !== 'account') return undefined;
	const facts = picture[entity]?.facts;
	return facts !== undefined && Object.hasOwn(facts, attribute) ? facts[attribute] : undefined;
}

export function textAt(picture: ProspectPicture, about: string): string | undefined {
	const value = knownAt(picture, about)?.value;
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function split(about: string): [string, string] {
	const dot = about.indexOf('.');
	return [about.slice(0, dot), about.slice(dot + 1)];
}
