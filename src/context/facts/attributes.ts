import type { EntityType } from '../model/entity';
import type { PrivacyClass } from '../model/observation';

/** What is known of an attribute before anything is known of it. */
export interface AttributeTraits {
	/** After so many days a value counts half. `null`: it does not age. */
	halfLifeDays: number | null;
	privacy: PrivacyClass;
	/** Two numbers that differ by less than this share are one value. */
	sameWithin?: number;
	/** A list is complete as each source has it: two lists that differ contradict nothing. */
	list?: boolean;
	/** Search finds the entity by words of it. */
	searched?: boolean;
	/** Filters and audits may compare it. */
	filtered?: boolean;
}

type Traits = Readonly<Record<string, AttributeTraits>>;

const NEVER = null;

const owner = {
	ownerId: { halfLifeDays: 180, privacy: 'business' },
	ownerEmail: { halfLifeDays: 180, privacy: 'business', filtered: true },
} as const satisfies Traits;

const contact = {
	...owner,
	firstName: { halfLifeDays: NEVER, privacy: 'personal', searched: true },
	lastName: { halfLifeDays: NEVER, privacy: 'personal', searched: true },
	fullName: { halfLifeDays: NEVER, privacy: 'personal', searched: true },
	email: { halfLifeDays: 365, privacy: 'personal', searched: true },
	emailStatus: { halfLifeDays: 90, privacy: 'personal', filtered: true },
	otherEmails: { halfLifeDays: 365, privacy: 'private', list: true },
	title: { halfLifeDays: 180, privacy: 'personal', searched: true, filtered: true },
	seniority: { halfLifeDays: 180, privacy: 'personal', filtered: true },
	department: { halfLifeDays: 180, privacy: 'personal', filtered: true },
	phone: { halfLifeDays: 365, privacy: 'private' },
	mobilePhone: { halfLifeDays: 365, privacy: 'private' },
	linkedinUrl: { halfLifeDays: NEVER, privacy: 'personal' },
	country: { halfLifeDays: 365, privacy: 'personal', filtered: true },
	city: { halfLifeDays: 365, privacy: 'personal', filtered: true },
	timezone: { halfLifeDays: 365, privacy: 'personal' },
	language: { halfLifeDays: 730, privacy: 'personal', filtered: true },
	accountName: { halfLifeDays: 180, privacy: 'personal', searched: true },
	accountDomain: { halfLifeDays: 180, privacy: 'personal', filtered: true },
	persona: { halfLifeDays: 180, privacy: 'business', filtered: true },
	lifecycle: { halfLifeDays: 90, privacy: 'business', filtered: true },
	leadStatus: { halfLifeDays: 30, privacy: 'business', filtered: true },
	optedOut: { halfLifeDays: NEVER, privacy: 'business', filtered: true },
	consent: { halfLifeDays: NEVER, privacy: 'business', filtered: true },
	fitScore: { halfLifeDays: 90, privacy: 'business', filtered: true },
	intentScore: { halfLifeDays: 14, privacy: 'business', filtered: true },
	score: { halfLifeDays: 30, privacy: 'business', filtered: true },
	tier: { halfLifeDays: 90, privacy: 'business', filtered: true },
} as const satisfies Traits;

const account = {
	...owner,
	name: { halfLifeDays: 730, privacy: 'public', searched: true },
	domain: { halfLifeDays: NEVER, privacy: 'public', searched: true },
	industry: { halfLifeDays: 730, privacy: 'public', filtered: true },
	employees: { halfLifeDays: 365, privacy: 'public', sameWithin: 0.2, filtered: true },
	employeeRange: { halfLifeDays: 365, privacy: 'public', filtered: true },
	annualRevenue: { halfLifeDays: 365, privacy: 'public', sameWithin: 0.2, filtered: true },
	country: { halfLifeDays: 730, privacy: 'public', filtered: true },
	city: { halfLifeDays: 730, privacy: 'public', filtered: true },
	description: { halfLifeDays: 365, privacy: 'public' },
	linkedinUrl: { halfLifeDays: NEVER, privacy: 'public' },
	phone: { halfLifeDays: 365, privacy: 'public' },
	foundedYear: { halfLifeDays: NEVER, privacy: 'public', filtered: true },
	technologies: { halfLifeDays: 180, privacy: 'public', list: true },
	fundingTotal: { halfLifeDays: NEVER, privacy: 'public', sameWithin: 0.1, filtered: true },
	fundingStage: { halfLifeDays: NEVER, privacy: 'public', filtered: true },
	lifecycle: { halfLifeDays: 90, privacy: 'business', filtered: true },
	icpTier: { halfLifeDays: 90, privacy: 'business', filtered: true },
	fitScore: { halfLifeDays: 90, privacy: 'business', filtered: true },
	intentScore: { halfLifeDays: 14, privacy: 'business', filtered: true },
	productUsage: { halfLifeDays: 14, privacy: 'business', filtered: true },
} as const satisfies Traits;

const deal = {
	...owner,
	name: { halfLifeDays: NEVER, privacy: 'business', searched: true },
	status: { halfLifeDays: 60, privacy: 'business', filtered: true },
	stage: { halfLifeDays: 30, privacy: 'business', filtered: true },
	stageLabel: { halfLifeDays: 30, privacy: 'business' },
	pipeline: { halfLifeDays: NEVER, privacy: 'business', filtered: true },
	pipelineLabel: { halfLifeDays: NEVER, privacy: 'business' },
	amount: { halfLifeDays: 90, privacy: 'business', sameWithin: 0.01, filtered: true },
	probability: { halfLifeDays: 30, privacy: 'business', filtered: true },
	closeDate: { halfLifeDays: 60, privacy: 'business', filtered: true },
	lostReason: { halfLifeDays: NEVER, privacy: 'business' },
} as const satisfies Traits;

const sequence = {
	name: { halfLifeDays: NEVER, privacy: 'business', searched: true },
	provider: { halfLifeDays: NEVER, privacy: 'business', filtered: true },
	status: { halfLifeDays: 30, privacy: 'business', filtered: true },
	steps: { halfLifeDays: 90, privacy: 'business' },
	senders: { halfLifeDays: 90, privacy: 'business', list: true },
} as const satisfies Traits;

/** The table of attributes by what has them. Names are those of the canonical model. */
export const ATTRIBUTES: Readonly<Record<EntityType, Traits>> = {
	contact,
	account,
	deal,
	sequence,
};

/** For an attribute that is in no table: what is said of a person is personal. */
const OTHERS: Readonly<Record<EntityType, AttributeTraits>> = {
	contact: { halfLifeDays: 365, privacy: 'personal' },
	account: { halfLifeDays: 365, privacy: 'business' },
	deal: { halfLifeDays: 90, privacy: 'business' },
	sequence: { halfLifeDays: 90, privacy: 'business' },
};

export function traitsOf(type: EntityType, attribute: string): AttributeTraits {
	const table = ATTRIBUTES[type];
	return (Object.hasOwn(table, attribute) ? table[attribute] : undefined) ?? OTHERS[type];
}
