import { unreadableRead } from '../../enrichment/enrichment-outcome';
import type { VendorClient } from '../../http/vendor-client';
import { toOutcome } from '../../http/vendor-error';
import { numberOf, recordOf } from '../../model/json';
import type { Outcome } from '../../model/outcome';

/** What the workspace has left. Free. */
export async function creditBalance(client: VendorClient): Promise<Outcome> {
	const { provider } = client;
	try {
		const { body } = await client.send({
			method: 'GET',
			path: '/api/v2/account/credits',
			effect: 'read',
		});
		const remaining = numberOf(recordOf(body).balance);
		if (remaining === undefined) return unreadableRead(provider, 'it has no balance');
		return {
			status: 'found',
			provider,
			record: { balance: remaining },
			cost: { amount: 0, unit: 'credit', remaining },
		};
	} catch (error) {
		return toOutcome(error);
	}
}
