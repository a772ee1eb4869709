import { z } from '../../third-party/zod';
import { instant } from './instant';

export const ENROLLMENT_STATUSES = [
	'active',
	'paused',
	'replied',
	'bounced',
	'opted_out',
	'finished',
	/** Taken out by somebody before its end. */
	'stopped',
	'failed',
	'skipped',
] as const;

export const enrollmentStatus = z.enum(ENROLLMENT_STATUSES);

export type EnrollmentStatus = z.infer<typeof enrollmentStatus>;

/** A person in a sequence, as its vendor tells. */
export const enrollmentSchema = z.strictObject({
	provider: z.string().min(1).max(60),
	sequenceId: z.string().min(1).max(200),
	sequenceName: z.string().max(200).optional(),
	status: enrollmentStatus,
	step: z.int().positive().optional(),
	enrolledAt: instant.optional(),
	lastEventAt: instant.optional(),
});

export type EnrollmentDraft = z.input<typeof enrollmentSchema>;

export interface EnrollmentRow {
	provider: string;
	/** Whose account there, where its sequences have ids of their own in each. */
	account?: string;
	sequenceId: string;
	sequenceName?: string;
	status: EnrollmentStatus;
	step?: number;
	enrolledAt?: string;
	lastEventAt?: string;
	learnedAt: string;
}
