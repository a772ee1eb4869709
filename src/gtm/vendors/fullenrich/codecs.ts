import type { EmailStatus } from '../../model/contact';
import { integer } from '../../model/codecs';
import type { Codec, Coerced } from '../../model/mapping';

const READ_ONLY = (): Coerced => ({ misfit: 'it is read-only' });

/**
 * `HIGH_PROBABILITY` is an address that FullEnrich believes in without proof from the mail server, so
 * it counts as risky here.
 */
const EMAIL_STATUS_BY_WORD: Readonly<Record<string, EmailStatus>> = {
	DELIVERABLE: 'deliverable',
	HIGH_PROBABILITY: 'risky_catch_all',
	CATCH_ALL: 'risky_catch_all',
	INVALID: 'undeliverable',
	INVALID_DOMAIN: 'undeliverable',
};

export const emailStatus: Codec = {
	read(value) {
		const word = typeof value === 'string' ? EMAIL_STATUS_BY_WORD[value] : undefined;
		return word === undefined ? { misfit: 'its value is not known to this node' } : { value: word };
	},
	write: READ_ONLY,
};

/** The addresses of `[{ email, status }]`. */
export const addresses: Codec = {
	read(value) {
		if (!Array.isArray(value)) return { misfit: 'it is not a list' };
		const found = value.flatMap((one: unknown) => addressIn(one));
		return found.length > 0 ? { value: found } : { value: undefined };
	},
	write: READ_ONLY,
};

function addressIn(one: unknown): string[] {
	if (typeof one !== 'object' || one === null || !('email' in one)) return [];
	return typeof one.email === 'string' ? [one.email.toLowerCase()] : [];
}

/** FullEnrich writes 0 for what it does not know. */
export const knownInteger: Codec = {
	read: (value) => (value === 0 ? { value: undefined } : integer.read(value)),
	write: READ_ONLY,
};
