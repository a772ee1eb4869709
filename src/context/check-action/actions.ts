/** What someone is about to do with a subject. */
export const ACTIONS = ['enroll', 'email', 'create', 'update', 'enrich', 'export'] as const;

export type Action = (typeof ACTIONS)[number];

/** Why it must not be done. */
export const BLOCK_CODES = [
	'suppressed',
	'opted_out',
	'bounced',
	'customer',
	'competitor',
	'open_deal',
	'active_elsewhere',
	'already_enrolled',
	'cool_down',
	'cap_reached',
	'budget_exhausted',
	'needs_review',
	'needs_approval',
	'unknown_consent',
	'unknown_subject',
] as const;

export type BlockCode = (typeof BLOCK_CODES)[number];
