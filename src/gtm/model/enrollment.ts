import { z } from '../../third-party/zod';
import { custom, isoTime } from './value';

export const ENROLLMENT_STATUSES = [
	'active',
	'paused',
	'replied',
	'bounced',
	'opted_out',
	'finished',
	'failed',
	'skipped',
] as const;

export const enrollmentStatus = z.enum(ENROLLMENT_STATUSES);

export type EnrollmentStatus = z.infer<typeof enrollmentStatus>;

/** One person in one sequence. */
export const enrollmentSchema = z.strictObject({
	id: z.string().optional(),
	sequenceId: z.string(),
	/** The vendor's id of the person within its sequencer: an Apollo contact, an Instantly lead. */
	contactId: z.string().optional(),
	email: z.string().optional(),
	status: enrollmentStatus.optional(),
	/** From 1. */
	step: z.int().positive().optional(),
	sender: z.string().optional(),
	enrolledAt: isoTime.optional(),
	lastEventAt: isoTime.optional(),
	custom: custom.optional(),
});

export type Enrollment = z.infer<typeof enrollmentSchema>;

export const engagementEventSchema = z.strictObject({
	id: z.string().optional(),
	type: z.enum([
		'sent',
		'opened',
		'clicked',
		'replied',
		'bounced',
		'unsubscribed',
		'called',
		'other',
	]),
	at: isoTime.optional(),
	email: z.string().optional(),
	sequenceId: z.string().optional(),
	step: z.int().positive().optional(),
	detail: z.string().optional(),
	custom: custom.optional(),
});

export type EngagementEvent = z.infer<typeof engagementEventSchema>;
