import { z } from '../../third-party/zod';
import { entityType } from '../model/entity';
import { identifierSchema } from '../model/identifier';
import { factSchema } from '../model/observation';
import { provenanceSchema } from '../model/provenance';

/** Of one write; what has more is an import. */
const MOST_FACTS = 200;

export const factsDraftSchema = provenanceSchema.extend({
	type: entityType,
	identifiers: z.array(identifierSchema).max(50),
	facts: z.array(factSchema).max(MOST_FACTS),
});

export type CheckedFacts = z.output<typeof factsDraftSchema>;

export const whySchema = z.strictObject({
	reason: z.string().trim().min(1, 'is empty: say why').max(500),
	actor: z.string().trim().min(1, 'is empty: say who').max(120),
});
