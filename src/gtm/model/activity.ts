import { z } from '../../third-party/zod';
import { custom, isoTime } from './value';

export const ACTIVITY_TYPES = ['note', 'task', 'call', 'email', 'meeting'] as const;

export const activityType = z.enum(ACTIVITY_TYPES);

export type ActivityType = z.infer<typeof activityType>;

export const activitySchema = z.strictObject({
	id: z.string().optional(),
	type: activityType,
	/** When it happened; for a task, when it is due. */
	at: isoTime.optional(),
	subject: z.string().optional(),
	/** Plain text. */
	body: z.string().optional(),
	direction: z.enum(['inbound', 'outbound']).optional(),
	outcome: z.string().optional(),
	durationSeconds: z.number().nonnegative().optional(),
	endsAt: isoTime.optional(),
	done: z.boolean().optional(),
	ownerId: z.string().optional(),
	contactIds: z.array(z.string()).optional(),
	accountIds: z.array(z.string()).optional(),
	dealIds: z.array(z.string()).optional(),
	custom: custom.optional(),
});

export type Activity = z.infer<typeof activitySchema>;
