import type { EntityType } from '../model/entity';

/** What an answer is for. It shapes what is missed, what is shown first, and what is left out. */
export const INTENTS = [
	'general',
	'qualify',
	'draft_email',
	'follow_up',
	'meeting_prep',
	'call_prep',
	'account_review',
	'route',
] as const;

export type Intent = (typeof INTENTS)[number];

/** What one wants to know for it, most wanted first. */
const WANTED: Readonly<Record<Intent, Partial<Record<EntityType, readonly string[]>>>> = {
	general: {
		contact: ['fullName', 'title', 'email', 'emailStatus'],
		account: ['name', 'industry', 'employees', 'country'],
	},
	qualify: {
		contact: ['title', 'seniority', 'department', 'country', 'emailStatus', 'consent'],
		account: ['industry', 'employees', 'country', 'technologies', 'fundingStage', 'lifecycle'],
	},
	draft_email: {
		contact: ['firstName', 'title', 'emailStatus', 'language', 'consent'],
		account: ['name', 'industry', 'description'],
	},
	follow_up: {
		contact: ['firstName', 'title', 'emailStatus'],
		account: ['name', 'lifecycle'],
	},
	meeting_prep: {
		contact: ['fullName', 'title', 'linkedinUrl', 'seniority'],
		account: ['name', 'industry', 'employees', 'description', 'fundingStage', 'technologies'],
	},
	call_prep: {
		contact: ['fullName', 'title', 'phone', 'timezone'],
		account: ['name', 'industry', 'description'],
	},
	account_review: {
		account: ['industry', 'employees', 'annualRevenue', 'lifecycle', 'ownerEmail', 'productUsage'],
	},
	route: {
		contact: ['country', 'persona', 'language', 'consent'],
		account: ['industry', 'employees', 'country', 'ownerEmail', 'icpTier'],
	},
};

/** What tells as much as the attribute itself. */
const TOLD_BY: Readonly<Record<string, readonly string[]>> = {
	fullName: ['lastName'],
	employees: ['employeeRange'],
};

/** An attribute that an intent wants and nobody knows. */
export interface Gap {
	entity: EntityType;
	attribute: string;
}

/**
 * @param known the attributes of each entity of the picture; an entity that is not known at all misses
 * everything
 */
export function gapsOf(
	intent: Intent,
	known: Partial<Record<EntityType, ReadonlySet<string>>>,
): Gap[] {
	return Object.entries(WANTED[intent]).flatMap(([entity, wanted]) => {
		const has = known[entity as EntityType] ?? new Set();
		return wanted
			.filter((wish) => ![wish, ...(TOLD_BY[wish] ?? [])].some((one) => has.has(one)))
			.map((attribute) => ({ entity: entity as EntityType, attribute }));
	});
}

/** How much an intent wants an attribute: 0 for the most wanted; undefined if it does not ask for it. */
export function wantedRank(
	intent: Intent,
	entity: EntityType,
	attribute: string,
): number | undefined {
	const rank = WANTED[intent][entity]?.indexOf(attribute) ?? -1;
	return rank < 0 ? undefined : rank;
}
