import { z } from '../../third-party/zod';
import { instant } from './instant';

/** How two entities are related, read from the first to the second. */
export const RELATIONS = {
	works_at: { from: 'contact', to: 'account' },
	reports_to: { from: 'contact', to: 'contact' },
	owner_of: { from: 'contact', to: 'account' },
	on_deal: { from: 'contact', to: 'deal' },
	deal_of: { from: 'deal', to: 'account' },
	member_of: { from: 'contact', to: 'sequence' },
	subsidiary_of: { from: 'account', to: 'account' },
} as const;

export type Relation = keyof typeof RELATIONS;

export const RELATION_NAMES = Object.keys(RELATIONS) as [Relation, ...Relation[]];

export const relation = z.enum(RELATION_NAMES);

/** What is said of a relation beside its two ends. */
export const edgeFactsSchema = z.strictObject({
	relation,
	role: z.string().max(120).optional().describe('e.g. champion, decision maker'),
	heldFrom: instant.optional(),
	heldTo: instant.optional().describe('Until when; the relation ended'),
	confidence: z.number().min(0).max(1).optional(),
});

export interface Edge {
	id: string;
	relation: Relation;
	from: string;
	to: string;
	role?: string;
	source: string;
	confidence: number;
	heldFrom?: string;
	heldTo?: string;
	observedAt: string;
	learnedAt: string;
}
