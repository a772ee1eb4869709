import { z } from '../../third-party/zod';
import { custom, externalIds, isoDate, isoTime, money } from './value';

export const dealStatus = z.enum(['open', 'won', 'lost']);

/** An opportunity. `stage` and `pipeline` are the vendor's ids; the labels stand beside them. */
export const dealSchema = z.strictObject({
	id: z.string().optional(),
	name: z.string().optional(),
	status: dealStatus.optional(),
	stage: z.string().optional(),
	stageLabel: z.string().optional(),
	pipeline: z.string().optional(),
	pipelineLabel: z.string().optional(),
	amount: money.optional(),
	/** From 0 to 1. */
	probability: z.number().min(0).max(1).optional(),
	closeDate: isoDate.optional(),
	lostReason: z.string().optional(),
	accountId: z.string().optional(),
	contactIds: z.array(z.string()).optional(),
	ownerId: z.string().optional(),
	ownerEmail: z.string().optional(),
	createdAt: isoTime.optional(),
	updatedAt: isoTime.optional(),
	externalIds: externalIds.optional(),
	custom: custom.optional(),
});

export type Deal = z.infer<typeof dealSchema>;
