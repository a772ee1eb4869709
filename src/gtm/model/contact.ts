import { z } from '../../third-party/zod';
import { custom, externalIds, isoTime } from './value';

/** One vocabulary for what verifiers say of an address. */
export const EMAIL_STATUSES = [
	'deliverable',
	'risky_catch_all',
	'unknown',
	'undeliverable',
	'disposable',
	'role',
] as const;

export const emailStatus = z.enum(EMAIL_STATUSES);

export type EmailStatus = z.infer<typeof emailStatus>;

/** A person. `email` is the work address, lower case. */
export const contactSchema = z.strictObject({
	id: z.string().optional(),
	email: z.string().optional(),
	emailStatus: emailStatus.optional(),
	otherEmails: z.array(z.string()).optional(),
	firstName: z.string().optional(),
	lastName: z.string().optional(),
	fullName: z.string().optional(),
	title: z.string().optional(),
	seniority: z.string().optional(),
	department: z.string().optional(),
	/** E.164 where the country could be told, else the vendor's text. */
	phone: z.string().optional(),
	mobilePhone: z.string().optional(),
	linkedinUrl: z.string().optional(),
	country: z.string().optional(),
	city: z.string().optional(),
	accountId: z.string().optional(),
	accountName: z.string().optional(),
	accountDomain: z.string().optional(),
	lifecycle: z.string().optional(),
	leadStatus: z.string().optional(),
	/** The person asked not to be mailed, or the CRM says so. */
	optedOut: z.boolean().optional(),
	ownerId: z.string().optional(),
	ownerEmail: z.string().optional(),
	createdAt: isoTime.optional(),
	updatedAt: isoTime.optional(),
	externalIds: externalIds.optional(),
	custom: custom.optional(),
});

export type Contact = z.infer<typeof contactSchema>;
