import { z } from '../../third-party/zod';
import { instant } from './instant';

/** A signal loses half of its weight in this time, unless its source says another one. */
export const SIGNAL_HALF_LIFE_DAYS: Readonly<Record<string, number>> = {
	funding: 90,
	hiring: 45,
	technology: 180,
	news: 30,
	job_change: 90,
	intent: 14,
	visit: 7,
	product_usage: 14,
};

export const OTHER_SIGNAL_HALF_LIFE_DAYS = 30;

/** Makes an event a reason to talk to someone. */
export const signalSchema = z.strictObject({
	kind: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'is not a kind of signal, such as funding'),
	strength: z.number().min(0).max(1).optional().describe('0 to 1; 0.5 if left out'),
	halfLifeDays: z.number().positive().optional(),
});

/** Something that happened: a reply, a meeting, a visit, a round of funding. */
export const eventSchema = z.strictObject({
	type: z
		.string()
		.regex(/^[a-z][a-z0-9_.]{0,59}$/, 'is not a type of event, such as email.replied'),
	at: instant.optional().describe('When it happened; now if left out'),
	summary: z.string().max(500).optional(),
	/** The source's own id: the same event twice is one. */
	externalId: z.string().min(1).max(220).optional(),
	url: z.string().max(500).optional(),
	signal: signalSchema.optional(),
});

export type EventDraft = z.input<typeof eventSchema>;

export interface GraphEvent {
	id: string;
	entityId: string;
	type: string;
	at: string;
	summary?: string;
	url?: string;
	source: string;
	externalId?: string;
	signal?: { kind: string; strength: number; halfLifeDays: number };
}

/** What is left of a signal's strength. */
export function strengthAt(
	{ strength, halfLifeDays }: NonNullable<GraphEvent['signal']>,
	happenedAt: string,
	now: number,
): number {
	const days = Math.max(0, now - Date.parse(happenedAt)) / 86_400_000;
	return strength * 0.5 ** (days / halfLifeDays);
}
