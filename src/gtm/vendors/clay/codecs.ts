import type { EmailStatus } from '../../model/contact';
import type { Codec } from '../../model/mapping';

/** The canonical words, and those of the verifiers that routines call. */
const EMAIL_STATUS_BY_WORD: Readonly<Record<string, EmailStatus>> = {
	deliverable: 'deliverable',
	valid: 'deliverable',
	verified: 'deliverable',
	safe: 'deliverable',
	risky_catch_all: 'risky_catch_all',
	catch_all: 'risky_catch_all',
	accept_all: 'risky_catch_all',
	risky: 'risky_catch_all',
	unknown: 'unknown',
	unverified: 'unknown',
	undeliverable: 'undeliverable',
	invalid: 'undeliverable',
	disposable: 'disposable',
	role: 'role',
};

export function emailStatusOf(value: unknown): EmailStatus | undefined {
	if (typeof value !== 'string') return undefined;
	return EMAIL_STATUS_BY_WORD[
		value
			.trim()
			.toLowerCase()
			.replace(/[^a-z]+/g, '_')
	];
}

export const emailStatus: Codec = {
	read(value) {
		const status = emailStatusOf(value);
		return status === undefined
			? { misfit: 'its value is not known to this node' }
			: { value: status };
	},
	write: () => ({ misfit: 'it is read-only' }),
};
