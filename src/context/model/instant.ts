import { z } from '../../third-party/zod';

/**
 * An instant as the graph keeps it: ISO 8601 in UTC with milliseconds, so that the order of texts is the
 * order of times, on both databases. Takes any offset; refuses a time without one.
 */
export const instant = z
	.string()
	.transform((text, context) => {
		const at = z.iso.datetime({ offset: true }).safeParse(text);
		if (at.success) return new Date(text).toISOString();
		context.addIssue({
			code: 'custom',
			message: 'is not a time with a zone, such as 2026-11-25T09:30:00Z',
		});
		return z.NEVER;
	})
	.describe('ISO 8601 with a zone, e.g. 2026-11-25T09:30:00Z');

/** Milliseconds since 1970 as the graph keeps them. */
export function toInstantText(milliseconds: number): string {
	return new Date(milliseconds).toISOString();
}
