import type { EmailStatus } from '../model/contact';

/** When a field needs no further vendor. */
export interface FieldRule {
	field: string;
	/**
	 * `present`: any value. `deliverable`: for `email`, only an address that a verifier said takes mail;
	 * another one is kept, and the search goes on.
	 */
	enough: 'present' | 'deliverable';
}

/** Where a value comes from. */
export interface FieldSource {
	vendor: string;
	/** ISO time of the answer. */
	at: string;
	/** From an answer that was kept: nothing was paid for it now. */
	cached: boolean;
}

type Values = Readonly<Record<string, unknown>>;

/** The wanted fields that no value satisfies yet. */
export function missingFields(rules: readonly FieldRule[], values: Values): string[] {
	return rules.filter((rule) => !isSatisfied(rule, values)).map(({ field }) => field);
}

/** Facts that belong to a field and come with it from the same vendor. */
const COMPANIONS: Readonly<Record<string, readonly string[]>> = {
	email: ['emailStatus'],
	fundingTotal: ['fundingStage'],
	employees: ['employeeRange'],
};

/**
 * What a vendor's answer adds: fields that are still missing, with their companions, and whatever
 * nobody asked for but nobody has either. A value that is there is never replaced by one that is no
 * better.
 *
 * @returns the new values, by field
 */
export function contribution(
	rules: readonly FieldRule[],
	present: Values,
	offered: Values,
): Record<string, unknown> {
	const missing = new Set(missingFields(rules, present));
	const added: Record<string, unknown> = {};
	for (const [field, value] of Object.entries(offered)) {
		if (!hasValue(value)) continue;
		const better = missing.has(field) && isBetter(field, offered, present);
		if (!hasValue(present[field]) || better) added[field] = value;
	}
	for (const [field, companions] of Object.entries(COMPANIONS)) {
		for (const companion of companions) {
			if (hasValue(present[field]) && !(field in added)) delete added[companion];
			else if (field in added && hasValue(offered[companion]))
				added[companion] = offered[companion];
		}
	}
	return added;
}

function isSatisfied({ field, enough }: FieldRule, values: Values): boolean {
	if (!hasValue(values[field])) return false;
	return enough === 'present' || values.emailStatus === 'deliverable';
}

const EMAIL_RANK: Readonly<Record<EmailStatus, number>> = {
	deliverable: 4,
	risky_catch_all: 3,
	role: 2,
	unknown: 2,
	disposable: 1,
	undeliverable: 0,
};

/** Only an email can be there and still be missing. */
function isBetter(field: string, offered: Values, present: Values): boolean {
	if (field !== 'email') return false;
	return rankOf(offered.emailStatus) > rankOf(present.emailStatus);
}

function rankOf(status: unknown): number {
	return EMAIL_RANK[(status ?? 'unknown') as EmailStatus] ?? EMAIL_RANK.unknown;
}

function hasValue(value: unknown): boolean {
	if (value === undefined || value === null || value === '') return false;
	return !(Array.isArray(value) && value.length === 0);
}
