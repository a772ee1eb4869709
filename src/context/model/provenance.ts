import { z } from '../../third-party/zod';
import { ACCOUNT_TAG } from '../identity/record-kind';

/** The name of the graph itself as a source. What was read from it is no new observation. */
export const OWN_SOURCE = 'context';

/** Where something comes from, once for each write. */
export const provenanceSchema = z.strictObject({
	source: z
		.string()
		.regex(/^[a-z0-9][a-z0-9_.:-]{0,59}$/, 'is not the name of a source, such as hubspot')
		.refine(
			(source) => source !== OWN_SOURCE,
			'was read from the context graph, so it is not a new observation',
		),
	/**
	 * Whose account at the source, where its ids are unique within an account only: its records, events and
	 * sequences are kept apart from those of other accounts.
	 */
	account: z.string().regex(ACCOUNT_TAG, 'is not the short name of an account').optional(),
	sourceRef: z.string().max(320).optional(),
	/** Who wrote it: a user, an agent, a workflow. */
	actor: z.string().max(120).optional(),
	run: z.string().max(120).optional(),
	/** Two writes with one key are one. */
	idempotencyKey: z.string().min(1).max(200).optional(),
	/** What the source took for it. */
	credits: z.number().nonnegative().optional(),
	/** How long the source's own answer was. */
	tokens: z.int().nonnegative().optional(),
	/** True for what an agent concluded from an answer of the graph: refused, for it would prove itself. */
	derivedFromContext: z
		.boolean()
		.refine(
			(derived) => !derived,
			'was read from the context graph, so it is not a new observation',
		)
		.optional(),
});

export type Provenance = z.input<typeof provenanceSchema>;
