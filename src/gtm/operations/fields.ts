import { toEmail } from '../../base/identity/email';
import { toDomain } from '../../base/identity/domain';
import { RESULTS_MAX } from '../model/results-max';
import { mayBeLinkedInProfile } from '../../base/identity/linkedin';
import { custom } from '../model/value';
import { z } from '../../third-party/zod';

/** Members that many inputs have, described once. */

export const emailAddress = z
	.string()
	.transform((text, context) => {
		const address = toEmail(text);
		if (address !== undefined) return address;
		context.addIssue({
			code: 'custom',
			message: 'is not an email address. Enter one such as dana@acme.com.',
		});
		return z.NEVER;
	})
	.meta({ description: 'An email address, such as dana@acme.com' });

export const companyDomain = z
	.string()
	.transform((text, context) => {
		const domain = toDomain(text);
		if (domain !== undefined) return domain;
		context.addIssue({ code: 'custom', message: 'is not a domain. Enter one such as acme.com.' });
		return z.NEVER;
	})
	.meta({ description: "The company's domain, such as acme.com" });

export const linkedinProfile = z
	.string()
	.refine(mayBeLinkedInProfile, {
		error: 'is not a LinkedIn profile. Enter one such as https://www.linkedin.com/in/dana-doe.',
	})
	.meta({ description: 'LinkedIn profile' });

export const id = (what: string) => z.string().min(1).max(500).meta({ description: what });

export const text = (what: string) => z.string().min(1).max(100_000).meta({ description: what });

/** Of what is output: canonical names, or the vendor's own. */
export const outputFields = z.array(z.string().min(1)).max(200).optional().meta({
	description:
		'Only return these fields of the record: standard fields such as email, or fields of the vendor. Default: all standard fields.',
});

export const keepRaw = z
	.boolean()
	.optional()
	.meta({ description: 'Whether to add the unchanged answer of the vendor' });

export const limit = z
	.int()
	.min(1)
	.max(RESULTS_MAX)
	.default(50)
	.meta({ description: 'Max number of results to return' });

export { custom };
