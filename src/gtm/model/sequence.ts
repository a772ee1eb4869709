import { z } from '../../third-party/zod';
import { custom, isoTime } from './value';

export const sequenceStatus = z.enum(['draft', 'active', 'paused', 'archived']);

export const sequenceStepSchema = z.strictObject({
	id: z.string().optional(),
	/** From 1. */
	number: z.int().positive(),
	channel: z.enum(['email', 'call', 'linkedin', 'sms', 'task', 'other']),
	/** Hours after the step before. */
	delayHours: z.number().nonnegative().optional(),
	subject: z.string().optional(),
	body: z.string().optional(),
	templateId: z.string().optional(),
	custom: custom.optional(),
});

export type SequenceStep = z.infer<typeof sequenceStepSchema>;

/** What vendors call sequence, cadence or campaign. */
export const sequenceSchema = z.strictObject({
	id: z.string(),
	name: z.string(),
	status: sequenceStatus.optional(),
	steps: z.array(sequenceStepSchema).optional(),
	/** Addresses or ids of the mailboxes it sends from. */
	senders: z.array(z.string()).optional(),
	createdAt: isoTime.optional(),
	updatedAt: isoTime.optional(),
	custom: custom.optional(),
});

export type Sequence = z.infer<typeof sequenceSchema>;

/** A message that steps use. */
export const templateSchema = z.strictObject({
	id: z.string(),
	name: z.string().optional(),
	subject: z.string().optional(),
	body: z.string().optional(),
	updatedAt: isoTime.optional(),
	custom: custom.optional(),
});

export type Template = z.infer<typeof templateSchema>;
