import { z } from '../../../third-party/zod';

export const DECISION_SCHEMA = 'gtm.qualification/1';

export const DECISIONS = [
	'route_sales',
	'nurture',
	'enrich_more',
	'human_review',
	'disqualify',
] as const;

export type DecisionWord = (typeof DECISIONS)[number];

const score = z.number().min(0).max(100);

const reasonSchema = z.strictObject({
	code: z.string().min(1).max(60),
	text: z.string().min(1).max(160),
	impact: z.number().min(-100).max(100).default(0),
	/** Ids of evidence: at least one, or it is an opinion. */
	evidence: z.array(z.string().max(80)).min(1).max(8),
});

/** What a model may say of a lead. All else is made by the rubric. */
export const modelDecisionSchema = z.strictObject({
	score,
	decision: z.enum(DECISIONS),
	confidence: z.number().min(0).max(1),
	reasons: z.array(reasonSchema).min(1).max(8),
	answers: z
		.array(
			z.strictObject({
				id: z.string().max(40),
				answer: z.enum(['yes', 'no', 'unknown']),
				reason: z.string().max(160).default(''),
				confidence: z.number().min(0).max(1),
				evidence: z.array(z.string().max(80)).max(8).default([]),
			}),
		)
		.max(20)
		.default([]),
});

export type ModelDecision = z.infer<typeof modelDecisionSchema>;

/** The same as JSON Schema, for the output parser of an agent. */
export function modelDecisionJsonSchema(): object {
	return z.toJSONSchema(modelDecisionSchema, { io: 'input' });
}

/** A decision about a lead, whoever made it. */
export interface Decision {
	schema: typeof DECISION_SCHEMA;
	subject: { contact_id?: string; account_id?: string; email?: string; domain?: string };
	score: number;
	fit_score: number;
	intent_score: number;
	tier: string;
	confidence: number;
	decision: DecisionWord;
	decided_by: 'rubric' | 'model';
	/** Why the model's decision was not taken. */
	rejected: Array<{ code: string; message: string }>;
	reasons: Array<{ code: string; text: string; impact: number; evidence: string[] }>;
	/** What the reasons name. */
	evidence: Array<{
		id: string;
		source: string;
		value: string;
		observed_at: string;
		age_days: number;
	}>;
	disqualifiers: string[];
	missing: Array<{ attribute: string; would_change_tier: boolean }>;
	/** What sources contradict each other about, where it matters. */
	doubts: Array<{ attribute: string; source: string; tier: string; score: number }>;
	next: { action: string };
	meta: { rubric_version: string; context_hash: string; model?: string };
}
