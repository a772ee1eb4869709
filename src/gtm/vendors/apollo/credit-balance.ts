import { objectIn, unreadableRead } from '../../enrichment/enrichment-outcome';
import type { VendorClient } from '../../http/vendor-client';
import { toOutcome } from '../../http/vendor-error';
import { numberOf, recordOf } from '../../model/json';
import type { Outcome } from '../../model/outcome';
import { limitsOf } from './limits';

/**
 * Credits by kind, and what is left of those that enrichment takes: with unified credits these are the
 * whole pool already, so kinds must not be added up. Free.
 *
 * @see https://docs.apollo.io/reference/view-credit-usage-stats
 */
export async function creditBalance(client: VendorClient): Promise<Outcome> {
	try {
		const response = await client.send({
			method: 'POST',
			path: '/api/v1/usage_stats/credit_usage_stats',
			effect: 'read',
			limits: limitsOf('usage_stats'),
		});
		const body = recordOf(response.body);
		const credits = objectIn(body, 'credit_usage_stats');
		if (credits === undefined) return unreadableRead(client.provider, 'it has no credits');
		const remaining = numberOf(recordOf(credits.lead_credit).left_over);
		return {
			status: 'found',
			provider: client.provider,
			record: { credits, cycle: body.current_credit_cycle },
			cost: { amount: 0, unit: 'credit', ...(remaining !== undefined && { remaining }) },
		};
	} catch (error) {
		return toOutcome(error);
	}
}
