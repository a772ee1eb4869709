import { unreadableOutcome, unusableOutcome } from '../../enrichment/enrichment-outcome';
import type { EmailVerdict, EnrichOptions } from '../../enrichment/enrichment-vendor';
import type { VendorClient } from '../../http/vendor-client';
import { toEmail } from '../../../base/identity/email';
import type { Outcome } from '../../model/outcome';
import { emailStatusOf } from './codecs';
import { withTableNames } from './output-names';
import { personMapping } from './person.mapping';
import { followRun, startRun } from './run';

/**
 * Starts the email routine, with the input `email`. Its result need not say which address it is about,
 * so the handle does.
 */
export async function verifyEmail(
	client: VendorClient,
	email: string,
	options: EnrichOptions,
): Promise<Outcome<EmailVerdict>> {
	const address = toEmail(email);
	if (address === undefined) {
		return unusableOutcome(client.provider, 'email is not an email address.', 'invalid_email');
	}
	const handleOf = (runId: string) => `${runId}:${address}`;
	return await startRun(client, 'email', { email: address }, options, handleOf);
}

/** Reads the output `email_status`. */
export async function followEmail(
	client: VendorClient,
	handle: string,
	options: EnrichOptions,
): Promise<Outcome<EmailVerdict>> {
	const { provider } = client;
	// An address has no colon.
	const colon = handle.lastIndexOf(':');
	const email = toEmail(handle.slice(colon + 1));
	if (colon < 0 || email === undefined) {
		return unusableOutcome(
			provider,
			'The handle does not belong to a verification.',
			'unknown_handle',
		);
	}
	const run = { runId: handle.slice(0, colon), handle };
	const followed = await followRun<EmailVerdict>(client, run, 'person', options);
	if (!('result' in followed)) return followed;
	const { email_status } = withTableNames(personMapping, followed.result);
	const status = emailStatusOf(email_status);
	if (status === undefined) {
		return unreadableOutcome(provider, 'the routine has no output email_status with a known value');
	}
	return {
		status: 'found',
		provider,
		record: { email, status },
		...(options.keepRaw && { raw: followed.body }),
	};
}
