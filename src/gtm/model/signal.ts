import { z } from '../../third-party/zod';
import { custom, isoTime, money } from './value';

export const SIGNAL_KINDS = [
	'funding',
	'hiring',
	'technology',
	'news',
	'job_change',
	'intent',
] as const;

export const signalKind = z.enum(SIGNAL_KINDS);

export type SignalKind = z.infer<typeof signalKind>;

/** Something that happened at an account and may be a reason to talk to it. */
export const signalSchema = z.strictObject({
	id: z.string().optional(),
	kind: signalKind,
	title: z.string(),
	detail: z.string().optional(),
	at: isoTime.optional(),
	url: z.string().optional(),
	amount: money.optional(),
	/** From 0 to 1: how much it says, where the vendor grades it. */
	strength: z.number().min(0).max(1).optional(),
	accountDomain: z.string().optional(),
	contactEmail: z.string().optional(),
	source: z.string(),
	custom: custom.optional(),
});

export type Signal = z.infer<typeof signalSchema>;
