import type { Codec, Coerced } from '../../model/mapping';
import { email, text } from '../../model/codecs';

/** Reads a vendor's words, several of which may mean the same; nothing is written with it. */
function wordsOf(words: Readonly<Record<string, string | undefined>>): Codec {
	return {
		read: (value) =>
			typeof value === 'string' && Object.hasOwn(words, value)
				? { value: words[value] }
				: { misfit: 'its word is unknown here' },
		write: () => ({ misfit: 'it is only read' }),
	};
}

/**
 * Apollo's `email_status`. `guessed` and `extrapolated` are older words of it.
 *
 * @see https://docs.apollo.io/reference/people-api-search (contact_email_status)
 */
export const emailStatus = wordsOf({
	verified: 'deliverable',
	'likely to engage': 'deliverable',
	unverified: 'unknown',
	guessed: 'unknown',
	extrapolated: 'unknown',
	bounced: 'undeliverable',
	unavailable: undefined,
});

/**
 * What Apollo is known to show in the place of an address that the team has not paid for. Its pages do not
 * say so: not verified.
 */
const LOCKED = /^(?:email_not_unlocked|domain_not_found)@/i;

/** An address that is one: no placeholder. */
export const unlockedEmail: Codec = {
	read(value): Coerced {
		if (typeof value === 'string' && LOCKED.test(value)) {
			return { misfit: 'Apollo has the address but did not give it out' };
		}
		return email.read(value);
	},
	write: email.write,
};

const DEPARTMENTS: Readonly<Record<string, string>> = {
	c_suite: 'executive',
	product_management: 'product',
	master_engineering_technical: 'engineering',
	design: 'design',
	master_finance: 'finance',
	master_human_resources: 'hr',
	master_information_technology: 'it',
	master_legal: 'legal',
	master_marketing: 'marketing',
	master_operations: 'operations',
	master_sales: 'sales',
	consulting: 'consulting',
};

/** The canonical department of Apollo's, or Apollo's own word. */
export const department: Codec = {
	read(value) {
		const known = typeof value === 'string' ? DEPARTMENTS[value] : undefined;
		return known === undefined ? text.read(value) : { value: known };
	},
	write: text.write,
};
