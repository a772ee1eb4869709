import { z } from '../../third-party/zod';

/** What came of a decision, joined later. */
export const OUTCOMES = [
	'replied',
	'meeting',
	'opportunity',
	'won',
	'lost',
	'no_reply',
	'bounced',
	'opted_out',
	'wrong',
] as const;

export const decisionOutcome = z.enum(OUTCOMES);

export type DecisionOutcome = z.infer<typeof decisionOutcome>;

/** By what decisions are alike: each a word, such as a tier, a persona or an industry. */
const likeness = z
	.record(z.string().regex(/^[a-z][A-Za-z0-9_]{0,39}$/), z.string().max(120))
	.refine((features) => Object.keys(features).length <= 12, 'has more than 12 members');

/** Who or what decided what, on which picture, and why. */
export const decisionSchema = z.strictObject({
	kind: z.string().regex(/^[a-z][a-z0-9_.]{0,59}$/, 'is not a kind of decision, such as qualify'),
	verdict: z.string().min(1).max(120).describe('e.g. route_sales, nurture, disqualify'),
	reasons: z.array(z.string().max(300)).max(12).optional(),
	/** The picture that it was made on: `meta.snapshot` of the answer. */
	snapshot: z.string().max(80).optional(),
	features: likeness.optional(),
	score: z.number().optional(),
	model: z.string().max(120).optional(),
	rubric: z.string().max(120).optional(),
	experiment: z.string().max(120).optional(),
});

export type DecisionDraft = z.input<typeof decisionSchema>;

export interface Decision {
	id: string;
	entityId: string;
	kind: string;
	verdict: string;
	reasons: string[];
	snapshot?: string;
	features: Record<string, string>;
	score?: number;
	model?: string;
	rubric?: string;
	experiment?: string;
	actor: string;
	at: string;
	outcome?: { outcome: DecisionOutcome; at: string; detail?: string };
}
