import { z } from '../../third-party/zod';
import { ACTIONS, BLOCK_CODES } from './actions';

const DAY_HOURS = 24;

/** What a team allows. All of it can be changed; what is left out is as here. */
export const actionPolicySchema = z.strictObject({
	/** Hours between two contacts with one person, whatever the channel. */
	coolDownHours: z.number().nonnegative().default(DAY_HOURS),
	/** Days after a finished sequence before the next one. */
	daysBetweenSequences: z.number().nonnegative().default(30),
	/** Contacts with one account in a week, over all of its people. */
	accountTouchesPerWeek: z.int().positive().default(20),
	/** May someone be enrolled whose company is a customer? */
	contactCustomers: z.boolean().default(false),
	/** May someone be enrolled while a deal of the account is open? */
	contactWithOpenDeal: z.boolean().default(false),
	/** Countries, as ISO codes, where nobody is contacted before they said yes. */
	consentCountries: z.array(z.string().length(2)).default([]),
	/** Actions that a person approves first. */
	approvalFor: z.array(z.enum(ACTIONS)).default([]),
	/** Days without a word after which somebody is no longer taken to be in a sequence. */
	activeForDays: z.number().positive().default(90),
	/**
	 * Blocks that stop no node. Nodes ask before every write, also about whom nobody knows yet, and the
	 * vendor says best who is in a sequence of its own.
	 */
	ignoredByNodes: z
		.array(z.enum(BLOCK_CODES))
		.default(['unknown_subject', 'needs_review', 'already_enrolled']),
});

export type ActionPolicy = z.infer<typeof actionPolicySchema>;

export const DEFAULT_POLICY: ActionPolicy = actionPolicySchema.parse({});
