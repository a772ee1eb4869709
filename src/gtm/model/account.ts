import { z } from '../../third-party/zod';
import { custom, externalIds, isoTime, money } from './value';

/** A company. `domain` is its registrable domain: `acme.com`, never `www.acme.com` or a URL. */
export const accountSchema = z.strictObject({
	id: z.string().optional(),
	domain: z.string().optional(),
	name: z.string().optional(),
	industry: z.string().optional(),
	employees: z.int().nonnegative().optional(),
	/** As the vendor writes it, where it has bands only: `51-200`. */
	employeeRange: z.string().optional(),
	annualRevenue: money.optional(),
	/** ISO 3166-1 alpha-2 where the vendor's text could be told, else the vendor's text. */
	country: z.string().optional(),
	city: z.string().optional(),
	description: z.string().optional(),
	linkedinUrl: z.string().optional(),
	phone: z.string().optional(),
	foundedYear: z.int().optional(),
	technologies: z.array(z.string()).optional(),
	fundingTotal: money.optional(),
	fundingStage: z.string().optional(),
	lifecycle: z.string().optional(),
	icpTier: z.string().optional(),
	ownerId: z.string().optional(),
	ownerEmail: z.string().optional(),
	createdAt: isoTime.optional(),
	updatedAt: isoTime.optional(),
	externalIds: externalIds.optional(),
	custom: custom.optional(),
});

export type Account = z.infer<typeof accountSchema>;
