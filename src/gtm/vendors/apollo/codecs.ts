import type { Codec, Coerced } from '../../model/mapping';
import { email } from '../../model/codecs';

/** Reads a vendor's words, several of which may mean the same; nothing is written with it. */
function wordsOf(words: Readonly<Record<string, string | undefined>>): Codec {
	return {
		read: (value) =>
			typeof value === 'string' && Object.hasOwn(words, value)
				? { value: words[value] }
				: { misfit: 'its value is not known to this node' },
		write: () => ({ misfit: 'it is read-only' }),
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
			return { misfit: 'Apollo has the address but did not share it' };
		}
		return email.read(value);
	},
	write: email.write,
};
