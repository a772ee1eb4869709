import type { KnownValue, ProspectPicture } from '../../../../../src/gtm/playbook/picture';

export const NOW = Date.parse('2026-11-30T12:00:00Z');

type Facts = Record<string, unknown>;

const known = (facts: Facts): Record<string, KnownValue> =>
	Object.fromEntries(
		Object.entries(facts).map(([name, value]) => [
			name,
			{ value, source: 'crm', ageDays: 10, score: 0.8 },
		]),
	);

/** The picture of a person at a company, with what a test adds to it. */
export function pictureOf(
	{ contact = {}, account = {} }: { contact?: Facts; account?: Facts } = {},
	more: Partial<ProspectPicture> = {},
): ProspectPicture {
	return {
		status: 'resolved',
		contact: { id: 'c-1', facts: known(contact) },
		account: { id: 'a-1', facts: known(account) },
		mayContact: { allowed: true, blocks: [] },
		openDeals: [],
		closedDeals: [],
		conflicts: [],
		enrollments: [],
		signals: [],
		timeline: [],
		committee: [],
		missing: [],
		stale: [],
		meta: { asOf: new Date(NOW).toISOString(), snapshot: 'snap-1' },
		...more,
	};
}

export const DAY_MS = 86_400_000;

export const daysAgo = (days: number) => new Date(NOW - days * DAY_MS).toISOString();

/** A lead that everything speaks for. */
export const GOOD = {
	contact: { title: 'VP of Sales', email: 'dana@acme.com', firstName: 'Dana' },
	account: {
		name: 'Acme',
		industry: 'Software',
		employees: 400,
		country: 'US',
		domain: 'acme.com',
	},
};

export const FORM = {
	at: daysAgo(0),
	type: 'form.submitted',
	summary: 'Wants a demo',
	source: 'form:website',
	of: 'contact',
} as const;

export const USAGE = {
	kind: 'product_usage',
	at: daysAgo(2),
	strength: 0.9,
	summary: 'Invited 12 colleagues',
	source: 'posthog',
	of: 'account',
} as const;

export const INTERESTED = { timeline: [FORM], signals: [USAGE] };
