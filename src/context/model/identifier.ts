import { z } from '../../third-party/zod';

/**
 * By what an entity is told: a kind that the table of identity names (`email`, `domain`, `linkedin`,
 * `phone`, or the id of a record such as `hubspot:contact`), and its value in any spelling.
 */
export const identifierSchema = z.strictObject({
	kind: z
		.string()
		.regex(/^[a-z][a-z0-9_-]{0,39}(:[a-z0-9_-]{1,40})?$/, 'is not a kind of identifier')
		.describe('e.g. email, domain, linkedin, phone, hubspot:contact'),
	value: z.string().trim().min(1).max(500),
});

export type Identifier = z.infer<typeof identifierSchema>;

/** An identifier as it was recorded for an entity. */
export interface RecordedIdentifier extends Identifier {
	entityId: string;
	source: string;
	verified: boolean;
	firstSeenAt: string;
	lastSeenAt: string;
	/** Since when it is no longer this entity's; absent while it is. */
	retiredAt?: string;
}
