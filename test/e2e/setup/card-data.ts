const fact = (value: unknown, source: string, ageDays: number, more: object = {}) => ({
	value,
	source,
	ageDays,
	score: 0.8,
	...more,
});

/** An answer of `get_prospect_context` that has a little of everything. */
export const PROSPECT = {
	status: 'resolved',
	contact: {
		id: 'contact-1',
		facts: {
			fullName: fact('Kim Lee', 'hubspot', 3),
			title: fact('Head of Growth', 'hubspot', 3),
			email: fact('kim.lee@acme.example', 'hubspot', 3),
			emailStatus: fact('valid', 'hunter', 41),
			linkedinUrl: fact('https://linkedin.com/in/kim-lee', 'apollo', 210, { freshness: 'stale' }),
			phone: fact('+49 30 123456', 'apollo', 210, { freshness: 'stale', method: 'inferred' }),
		},
	},
	account: {
		id: 'account-1',
		facts: {
			name: fact('Acme GmbH', 'hubspot', 12),
			domain: fact('acme.example', 'hubspot', 12),
			employees: fact(120, 'apollo', 64),
			technologies: fact(['HubSpot', 'Segment', 'Snowflake'], 'clay', 20),
			annualRevenue: fact({ amount: 12_500_000, currency: 'EUR' }, 'apollo', 64),
		},
	},
	suppression: [],
	mayContact: {
		allowed: false,
		blocks: [
			{
				code: 'cool_down',
				message: 'Kim was written to 2 days ago.',
				unblock: 'Wait until the cool-down of 7 days is over.',
				until: '2026-12-05T09:00:00.000Z',
			},
		],
	},
	openDeals: [
		{
			id: 'deal-1',
			name: 'Acme: 40 seats',
			status: 'open',
			stage: 'proposal',
			amount: { amount: 24_000, currency: 'EUR' },
			closeDate: '2026-12-18',
		},
	],
	missing: [
		{ entity: 'contact', attribute: 'seniority' },
		{ entity: 'account', attribute: 'industry' },
	],
	conflicts: [
		{
			entity: 'contact',
			attribute: 'title',
			value: 'Head of Growth',
			others: [{ value: 'VP Growth', source: 'apollo', observedAt: '2026-05-04T00:00:00.000Z' }],
		},
	],
	stale: ['contact.phone'],
	closedDeals: [],
	enrollments: [
		{
			provider: 'lemlist',
			sequenceId: 's1',
			sequenceName: 'Q4 outbound',
			status: 'finished',
			step: 5,
			learnedAt: '2026-11-20T00:00:00.000Z',
		},
	],
	signals: [
		{
			kind: 'funding',
			at: '2026-11-02T00:00:00.000Z',
			strength: 0.74,
			summary: 'Series B, 30 million EUR',
			source: 'clay',
			of: 'account',
		},
	],
	timeline: [
		{
			at: '2026-11-28T10:00:00.000Z',
			type: 'email.sent',
			summary: 'Step 5 of Q4 outbound',
			source: 'lemlist',
			of: 'contact',
		},
		{
			at: '2026-11-12T08:30:00.000Z',
			type: 'email.replied',
			summary: 'Not before December',
			source: 'lemlist',
			of: 'contact',
		},
		{ at: '2026-10-30T14:00:00.000Z', type: 'meeting.held', source: 'hubspot', of: 'account' },
	],
	committee: [{ id: 'contact-2', name: 'Sam Ortiz', title: 'CFO', role: 'decision maker' }],
	precedents: [
		{
			kind: 'qualify',
			verdict: 'nurture',
			at: '2026-08-10T00:00:00.000Z',
			like: ['industry'],
			outcome: 'won',
		},
	],
	meta: {
		intent: 'general',
		asOf: '2026-11-30T09:00:00.000Z',
		seq: 40,
		snapshot: 'abc',
		tokens: 900,
		budget: 1500,
		cut: [],
		withheld: ['mobilePhone'],
		saved: { calls: 4, credits: 2, tokens: 3000 },
	},
};
