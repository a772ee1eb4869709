import type { Clock } from '../http/clock';
import type { VendorClient } from '../http/vendor-client';
import type { Outcome } from '../model/outcome';
import type { EnrichmentVendor } from './enrichment-vendor';

export interface FollowSettings {
	clock: Clock;
	/** In milliseconds, from now. */
	followMs: number;
	signal?: AbortSignal;
}

/**
 * Asks an asynchronous vendor for its answer, at the pace that it advises, until it is there or the time
 * is over: then it is still `pending`, with the handle to go on with. Costs nothing.
 */
export async function follow(
	{ vendor, client }: { vendor: EnrichmentVendor; client: VendorClient },
	kind: 'company' | 'person' | 'email',
	pending: Outcome,
	{ clock, followMs, signal }: FollowSettings,
): Promise<Outcome> {
	const { handle } = pending;
	const ask = vendor.follow?.[kind];
	if (handle === undefined || ask === undefined || vendor.follow === undefined) return pending;
	const { pollEveryMs } = vendor.follow;
	const until = clock.now() + followMs;
	let latest = pending;
	while (latest.status === 'pending') {
		const wait = latest.retry?.afterMs ?? pollEveryMs;
		if (clock.now() + wait > until || signal?.aborted) return { ...latest, handle };
		try {
			await clock.sleep(wait, signal);
		} catch (error) {
			if (!signal?.aborted) throw error;
			return { ...latest, handle };
		}
		latest = await ask(client, handle, {});
	}
	return latest;
}
