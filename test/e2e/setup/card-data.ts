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

/** What a batch of enrollments came to. */
export const BATCH = {
	status: 'partial',
	provider: 'lemlist',
	record: [
		{ email: 'kim.lee@acme.example', status: 'created', sequence: 'Q4 outbound' },
		{
			email: 'sam@acme.example',
			status: 'suppressed',
			sequence: 'Q4 outbound',
			reason: 'Unsubscribed on Nov 3',
		},
		{
			email: 'ola@nordic.example',
			status: 'skipped',
			sequence: 'Q4 outbound',
			reason: 'Active in another sequence',
		},
	],
	reason: {
		code: 'records_left_out',
		message: '1 of 3 people were enrolled. The others are named with the reason.',
	},
	notes: ['The sequence starts on Monday, in the time zone of each person.'],
	cost: { amount: 3, unit: 'credit', remaining: 212 },
};

const day = (at: number) => `2026-11-${String(at).padStart(2, '0')}T00:00:00Z`;

/** A report with a line that is missing. */
export const REPORT = {
	status: 'partial',
	provider: 'posthog',
	record: {
		title: 'Weekly growth',
		window: { from: day(16), to: day(23) },
		metrics: [
			{
				name: 'signups',
				unit: 'count',
				value: 412,
				previous: 368,
				change: 44,
				changeRatio: 0.1196,
			},
			{
				name: 'reply rate',
				unit: 'ratio',
				value: 0.084,
				previous: 0.091,
				changeRatio: -0.0769,
				numerator: 84,
				denominator: 1000,
			},
			{ name: 'pipeline', unit: 'EUR', value: 184_000, previous: 120_500, changeRatio: 0.527 },
		],
		missing: ['activation: PostHog took longer than 60 seconds'],
		chart: '<svg></svg>',
	},
	reason: { code: 'lines_missing', message: 'The report is not complete: activation' },
};

/** A metric over time. */
export const SERIES = {
	status: 'found',
	provider: 'posthog',
	record: [
		{
			name: 'signups',
			unit: 'count',
			value: 412,
			window: { from: day(16), to: day(23) },
			series: [52, 61, 47, 70, 66, 58, 58].map((value, at) => ({ at: day(16 + at), value })),
			source: 'posthog',
		},
	],
};

/** Two pairs that may be one. */
export const REVIEWS = {
	reviews: [
		{
			id: 'review-1',
			type: 'contact',
			one: { id: 'c1', type: 'contact', name: 'Kim Lee', reasons: [] },
			other: { id: 'c7', type: 'contact', name: 'Kimberly Lee', reasons: [] },
			reasons: ['The same company and a similar name', 'The same phone number from two sources'],
			status: 'open',
			createdAt: '2026-11-25T00:00:00.000Z',
		},
		{
			id: 'review-2',
			type: 'account',
			one: { id: 'a1', type: 'account', name: 'Acme GmbH', reasons: [] },
			other: { id: 'a2', type: 'account', name: 'ACME Holding', reasons: [] },
			reasons: ['Similar names in one country'],
			status: 'open',
			createdAt: '2026-11-26T00:00:00.000Z',
		},
	],
};

/** What waits for a person, as the view gets it. */
export const APPROVAL = {
	approval: {
		id: 'approval-1',
		ticket: 'ticket-1',
		title: 'Save a record in HubSpot',
		arguments: {
			kind: 'contact',
			values: {
				email: 'kim.lee@acme.example',
				firstName: 'Kim',
				employees: 120,
				tags: ['q4', 'vip'],
			},
		},
		expiresAt: '2026-12-01T09:00:00.000Z',
	},
};

/** Rows of a workflow of somebody's own. */
export const ROWS = {
	items: [
		{ company: 'Acme GmbH', day: '2026-11-27', score: 72, pipeline: 24_000 },
		{ company: 'Nordic AB', day: '2026-11-28', score: 55, pipeline: 8_000 },
		{ company: 'Globex', day: '2026-11-29', score: 91, pipeline: 61_000 },
	],
};
