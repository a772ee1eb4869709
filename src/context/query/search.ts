import { z } from '../../third-party/zod';
import { entityType, type EntityType } from '../model/entity';
import { attributeName } from '../model/observation';

export const COMPARISONS = ['is', 'is_not', 'at_least', 'at_most', 'known', 'unknown'] as const;

export const filterSchema = z.strictObject({
	attribute: attributeName,
	comparison: z.enum(COMPARISONS),
	value: z.union([z.string(), z.number(), z.boolean()]).optional(),
});

export type Filter = z.infer<typeof filterSchema>;

export const searchSchema = z.strictObject({
	/** Beginnings of words of names, titles, domains and addresses; all of them must be there. */
	text: z.string().max(200).optional(),
	type: entityType.optional(),
	filters: z.array(filterSchema).max(10).optional(),
	limit: z.int().min(1).max(200).default(20),
	/** As the page before gave it. */
	after: z.string().optional(),
});

export type SearchQuery = z.input<typeof searchSchema>;

export interface Found {
	id: string;
	type: EntityType;
	name?: string;
	/** A few facts that tell it from others. */
	facts: Record<string, unknown>;
}

export interface SearchPage {
	found: Found[];
	/** Absent on the last page. */
	after?: string;
	saved: { calls: number; credits: number; tokens: number };
}
