import { z } from '../../third-party/zod';
import { identifierSchema } from './identifier';
import { instant } from './instant';
import { EVERYWHERE } from '../../base/suppression/spelling';

/** Where a suppression holds: everywhere, in one channel, or in one sequence or vendor. */
export { EVERYWHERE };

/** Who says so, where an entry names nobody. */
export const LIST_SOURCE = 'suppression-list';

/** Someone who must not be contacted or written. */
export const suppressionSchema = z.strictObject({
	identifier: identifierSchema,
	reason: z.string().min(1).max(200).describe('e.g. unsubscribed, customer, competitor'),
	scope: z.string().min(1).max(60).default(EVERYWHERE),
	expiresAt: instant.optional().describe('When the entry expires. Default: never.'),
	source: z.string().min(1).max(60).optional().describe('Who said so. Default: who writes it.'),
});

export type SuppressionDraft = z.input<typeof suppressionSchema>;

/** What holds for a subject. The value stays out of it: after a person is forgotten, only a digest is left. */
export interface SuppressionRow {
	kind: string;
	scope: string;
	reason: string;
	source: string;
	at: string;
	expiresAt?: string;
}
