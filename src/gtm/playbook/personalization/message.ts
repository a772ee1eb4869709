import { z } from '../../../third-party/zod';

/** A message before it is sent, as a model or a person drafted it. */
export const messageSchema = z.object({
	subject: z.string().max(500).default(''),
	body: z.string().min(1).max(20_000),
	/** Each says something about the prospect, and by which evidence it is known. */
	claims: z
		.array(z.object({ text: z.string().min(1).max(500), evidence_id: z.string().max(80) }))
		.max(20)
		.default([]),
	/** What merge tags stand for. */
	variables: z
		.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
		.default({}),
});

export type Message = z.infer<typeof messageSchema>;

export const messageRulesSchema = z.object({
	mostWords: z.number().int().positive().default(120),
	mostSubjectLetters: z.number().int().positive().default(60),
	mostLinks: z.number().int().nonnegative().default(1),
	/** Hosts that may be linked; none if empty, but for the one of the unsubscribe link. */
	linkHosts: z.array(z.string()).default([]),
	/** ISO 639-1; what is not checked if left out. */
	language: z.enum(['en', 'de', 'fr', 'es', 'it', 'nl', 'pt']).optional(),
	needsUnsubscribe: z.boolean().default(true),
	/** Evidence that is older does not carry a claim. */
	maxAgeDays: z.number().positive().default(365),
	/** Share of phrases in common with an earlier message that is too much, 0 to 1. */
	mostLikeness: z.number().min(0).max(1).default(0.5),
	/** What may be said of ourselves: numbers in it need no evidence of the prospect. */
	proofPoints: z.array(z.string().max(500)).max(50).default([]),
	spamWords: z.array(z.string()).optional(),
});

export type MessageRules = z.infer<typeof messageRulesSchema>;

/** One thing to fix. */
export interface MessageProblem {
	code: string;
	/** What is wrong, with the words that it is about. */
	message: string;
	fix: string;
}
