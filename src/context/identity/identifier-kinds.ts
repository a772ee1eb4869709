/** What follows when two entities have the same value. */
export type Agreement =
	/** They are one. */
	| 'merges'
	/** They are one, unless their names cannot be. */
	| 'merges unless names differ'
	/** A hint at best. */
	| 'suggests'
	/** Nothing at all. */
	| 'nothing';

/** What follows when two entities have different values: nothing, or they are two whatever else agrees. */
export type Disagreement = 'forbids' | 'nothing';

/** One row of the table of identity. */
export interface IdentifierRule {
	/** For whom it stands. */
	of: 'contact' | 'account' | 'any';
	example: string;
	agreement: Agreement;
	disagreement: Disagreement;
	/** From how many holders of different names on it identifies nobody; absent: however many there are. */
	cap?: number;
	/** What is tried first when several agree: 1 is the strongest. Absent where nothing merges. */
	rank?: number;
	reason: string;
}

/**
 * What each kind of identifier is worth. A duplicate costs a click; a wrong merge sends one person's
 * history to another. So only what is given to one holder merges by itself.
 */
export const IDENTIFIER_RULES = {
	recordId: {
		of: 'any',
		example: 'hubspot:contact 4711',
		agreement: 'merges',
		disagreement: 'forbids',
		rank: 1,
		reason:
			'A system gives each of its records one id. Two records of one account stay separate until someone merges them there, or here by hand. Ids of two accounts say nothing of each other.',
	},
	officialId: {
		of: 'any',
		example: 'official:vat-de DE123456789',
		agreement: 'merges',
		disagreement: 'forbids',
		rank: 1,
		reason:
			'An authority gives a number of one kind once: VAT, trade register, DUNS, LEI. Of different kinds or countries they say nothing of each other.',
	},
	linkedinPerson: {
		of: 'contact',
		example: 'in/dana-doe',
		agreement: 'merges',
		disagreement: 'forbids',
		rank: 2,
		reason:
			'A member has one public page. A renamed page leads to a review, not to a wrong merge. Member URNs (ACoAA…) differ by viewer and are not accepted.',
	},
	linkedinCompany: {
		of: 'account',
		example: 'company/acme',
		agreement: 'merges',
		disagreement: 'forbids',
		rank: 2,
		reason:
			'A company page belongs to one company; subsidiaries with pages of their own are accounts of their own.',
	},
	workEmail: {
		of: 'contact',
		example: 'dana@acme.com',
		agreement: 'merges unless names differ',
		disagreement: 'nothing',
		cap: 3,
		rank: 3,
		reason:
			'One mailbox, one person, but for shared ones and those handed on to a successor. People have several, and new ones with each job.',
	},
	personalEmail: {
		of: 'contact',
		example: 'dana.doe@gmail.com',
		agreement: 'merges unless names differ',
		disagreement: 'nothing',
		cap: 3,
		rank: 4,
		reason: 'As a work address; families share some. Its domain does not belong to a company.',
	},
	roleEmail: {
		of: 'any',
		example: 'info@acme.com',
		agreement: 'nothing',
		disagreement: 'nothing',
		reason: 'Several people read it. It identifies the company by its domain, but no person.',
	},
	disposableEmail: {
		of: 'any',
		example: 'x7@mailinator.com',
		agreement: 'nothing',
		disagreement: 'nothing',
		reason: 'Made to be thrown away, and open to anybody who knows the name.',
	},
	domain: {
		of: 'account',
		example: 'acme.com',
		agreement: 'merges unless names differ',
		disagreement: 'nothing',
		cap: 3,
		rank: 3,
		reason:
			'The registrable domain by the public suffix list. Brands and sites of one owner share one, and an agency puts all its customers on its own; a company may have several.',
	},
	phone: {
		of: 'any',
		example: '+1 303 555 0152',
		agreement: 'suggests',
		disagreement: 'nothing',
		cap: 3,
		reason: 'Switchboards, households and reassigned numbers: a hint beside a name, never more.',
	},
	nameAndCompany: {
		of: 'contact',
		example: 'Dana Doe at Acme',
		agreement: 'suggests',
		disagreement: 'nothing',
		reason: 'Father and son, and every second Smith of a large company.',
	},
	companyName: {
		of: 'account',
		example: 'Acme GmbH',
		agreement: 'suggests',
		disagreement: 'nothing',
		reason: 'Names are not unique, and a group’s companies have almost the same one.',
	},
} as const satisfies Readonly<Record<string, IdentifierRule>>;

export type IdentifierKind = keyof typeof IDENTIFIER_RULES;

/** The row of a kind, with every column. */
export function ruleOf(kind: IdentifierKind): IdentifierRule {
	return IDENTIFIER_RULES[kind];
}

/** Whether agreement on this kind can make two entities one without a person's word. */
export function mayMerge(kind: IdentifierKind): boolean {
	return ruleOf(kind).rank !== undefined;
}
