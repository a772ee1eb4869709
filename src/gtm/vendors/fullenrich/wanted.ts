/** What FullEnrich looks for, and charges by. */
export type EnrichField = 'contact.work_emails' | 'contact.personal_emails' | 'contact.phones';

/** Canonical field → what to ask for. Phones are mobile ones. Anything else is part of the profile. */
const ASKED_BY_FIELD: Readonly<Record<string, EnrichField>> = {
	email: 'contact.work_emails',
	emailStatus: 'contact.work_emails',
	otherEmails: 'contact.personal_emails',
	mobilePhone: 'contact.phones',
};

/** Credits if it is found. A catch-all address counts as found. */
const CREDITS: Readonly<Record<EnrichField, number>> = {
	'contact.work_emails': 1,
	'contact.personal_emails': 3,
	'contact.phones': 10,
};

/**
 * What the wanted fields make FullEnrich look for: the work email alone if none are named; nothing if
 * only the profile is wanted.
 */
export function askedFor(fields: readonly string[] | undefined): EnrichField[] {
	if (fields === undefined || fields.length === 0) return ['contact.work_emails'];
	return [...new Set(fields.flatMap((field) => ASKED_BY_FIELD[field] ?? []))];
}

/** Credits at most. */
export function creditsFor(asked: readonly EnrichField[]): number {
	return asked.reduce((sum, field) => sum + CREDITS[field], 0);
}
