import { unreadableRead } from '../../enrichment/enrichment-outcome';
import type { VendorClient } from '../../http/vendor-client';
import { toOutcome } from '../../http/vendor-error';
import type { Outcome } from '../../model/outcome';
import { costOf } from './enrich';

/**
 * What is left for people, from the headers of a question about nobody: there is no request for the
 * balance, and this one is a 400, which costs nothing. Companies have a balance of their own.
 *
 * @see https://docs.peopledatalabs.com/docs/usage-limits
 */
export async function creditBalance(client: VendorClient): Promise<Outcome> {
	const { provider } = client;
	try {
		const response = await client.send({
			method: 'GET',
			path: '/v5/person/enrich',
			effect: 'read',
			limits: ['person/enrich'],
			accept: [400, 404],
		});
		const cost = { ...costOf(response, 0), amount: 0 };
		if (cost.remaining !== undefined) {
			return { status: 'found', provider, record: { personCredits: cost.remaining }, cost };
		}
		if (response.status < 400) return unreadableRead(provider, 'it does not contain the balance');
		const message =
			'People Data Labs did not report the remaining credits. Check the usage page of its dashboard.';
		const reason = { code: 'balance_not_told', message };
		return { status: 'not_found', provider, reason, retry: { advised: false }, cost };
	} catch (error) {
		return toOutcome(error);
	}
}
