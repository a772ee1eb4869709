import { integer, text } from '../../model/codecs';
import { toLinkedInUrl } from '../../../base/identity/linkedin';
import type { Codec, Coerced } from '../../model/mapping';
import type { EmailStatus } from '../../model/contact';

const READ_ONLY = (): Coerced => ({ misfit: 'it is read-only' });

/**
 * What the verifier says of an address. `webmail` is a mailbox at a provider such as Gmail, which Hunter
 * does not check.
 *
 * @see https://hunter.io/api-documentation/v2#email-verifier
 */
export const EMAIL_STATUS_BY_WORD: Readonly<Record<string, EmailStatus>> = {
	valid: 'deliverable',
	accept_all: 'risky_catch_all',
	webmail: 'unknown',
	unknown: 'unknown',
	disposable: 'disposable',
	invalid: 'undeliverable',
};

export const emailStatus: Codec = {
	read(value) {
		const word = typeof value === 'string' ? EMAIL_STATUS_BY_WORD[value] : undefined;
		return word === undefined ? { misfit: 'its value is not known to this node' } : { value: word };
	},
	write: READ_ONLY,
};

/** The URL of a handle: `stripe`, `company/stripe`, `in/dana`, or a URL already. */
export function linkedinHandle(kind: 'company' | 'in'): Codec {
	return {
		read(value) {
			if (typeof value !== 'string') return { misfit: 'it is not text' };
			const url = toLinkedInUrl(value.includes('/') ? value : `${kind}/${value}`);
			return url === undefined ? { misfit: 'it is not a LinkedIn handle' } : { value: url };
		},
		write: READ_ONLY,
	};
}

/** Hunter's number of employees is a number or a range such as `11-50` or `1K-5K`. */
export const employeeRange: Codec = {
	read: (value) => ('value' in integer.read(value) ? { value: undefined } : text.read(value)),
	write: READ_ONLY,
};
