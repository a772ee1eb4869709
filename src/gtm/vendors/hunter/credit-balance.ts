import { objectIn, unreadableRead } from '../../enrichment/enrichment-outcome';
import type { VendorClient } from '../../http/vendor-client';
import { toOutcome } from '../../http/vendor-error';
import { numberOf, recordOf } from '../../model/json';
import type { Outcome } from '../../model/outcome';

/**
 * What the plan has and what is used of it, and when it starts anew. `available` is what the period
 * began with: pyhunter subtracts `used` from it too. Older plans count searches and verifications
 * apart, and have no credits: then no one number is what is left.
 *
 * @see https://hunter.io/api-documentation/v2#account
 */
export async function creditBalance(client: VendorClient): Promise<Outcome> {
	const { provider } = client;
	try {
		const { body } = await client.send({ method: 'GET', path: '/v2/account', effect: 'read' });
		const data = objectIn(body, 'data');
		const requests = objectIn(data, 'requests');
		if (data === undefined || requests === undefined) {
			return unreadableRead(provider, 'it contains no number of requests');
		}
		const remaining = leftOf(recordOf(requests.credits));
		return {
			status: 'found',
			provider,
			record: { plan: data.plan_name, resetDate: data.reset_date, requests },
			cost: { amount: 0, unit: 'credit', ...(remaining !== undefined && { remaining }) },
		};
	} catch (error) {
		return toOutcome(error);
	}
}

function leftOf({ available, used }: Record<string, unknown>): number | undefined {
	const [whole, gone] = [numberOf(available), numberOf(used)];
	return whole === undefined || gone === undefined ? undefined : Math.max(0, whole - gone);
}
