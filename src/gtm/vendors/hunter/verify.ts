import {
	objectIn,
	pendingOutcome,
	unreadableOutcome,
	unusableOutcome,
} from '../../enrichment/enrichment-outcome';
import type { EmailVerdict, EnrichOptions } from '../../enrichment/enrichment-vendor';
import type { VendorClient } from '../../http/vendor-client';
import { toOutcome } from '../../http/vendor-error';
import { toEmail } from '../../../base/identity/email';
import { numberOf, textOf } from '../../model/json';
import type { Outcome } from '../../model/outcome';
import { EMAIL_STATUS_BY_WORD } from './codecs';
import { POLL_EVERY_MS } from './poll';
import { VERIFIER_LIMITS } from './profile';

/**
 * Verifies an address. While Hunter works on it (202) the same request asks for the result and is not
 * counted again, so the handle is the address itself. 222: the mail server answered nonsense.
 *
 * @see https://hunter.io/api-documentation/v2#email-verifier
 */
export async function verifyEmail(
	client: VendorClient,
	email: string,
	{ keepRaw }: EnrichOptions,
): Promise<Outcome<EmailVerdict>> {
	const { provider } = client;
	const address = toEmail(email);
	if (address === undefined)
		return unusableOutcome(provider, 'email is not an email address.', 'invalid_email');
	try {
		const { status: httpStatus, body } = await client.send({
			method: 'GET',
			path: '/v2/email-verifier',
			query: { email: address },
			effect: 'unsafe',
			limits: VERIFIER_LIMITS,
		});
		if (httpStatus === 202) return pendingOutcome(provider, address, { afterMs: POLL_EVERY_MS });
		if (httpStatus === 222) return mailServerFailed(provider);
		const data = objectIn(body, 'data');
		const status = EMAIL_STATUS_BY_WORD[textOf(data?.status) ?? ''];
		if (data === undefined || status === undefined) {
			return unreadableOutcome(provider, 'it contains no known status');
		}
		const score = numberOf(data.score);
		return {
			status: 'found',
			provider,
			record: { email: address, status, ...(score !== undefined && { score: score / 100 }) },
			...(keepRaw && { raw: body }),
		};
	} catch (error) {
		return toOutcome(error);
	}
}

function mailServerFailed(provider: string): Outcome<EmailVerdict> {
	const message = 'The mail server of the address gave an unclear answer. Verify it again later.';
	return {
		status: 'upstream_error',
		provider,
		reason: { code: 'unexpected_smtp_response', message },
		retry: { advised: true, afterMs: 3_600_000 },
	};
}
