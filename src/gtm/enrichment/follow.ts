import type { Clock } from '../../base/clock';
import type { VendorClient } from '../http/vendor-client';
import type { Outcome } from '../model/outcome';
import type { EnrichOptions, EnrichmentVendor } from './enrichment-vendor';

export interface FollowSettings {
	clock: Clock;
	/** Milliseconds that are waited at most. The time of the questions themselves does not count. */
	followMs: number;
	signal?: AbortSignal;
	/** The answer may be there already: the first question is put without a wait. */
	atOnce?: boolean;
	/** Of the question, for the answer: whether to keep it whole, and which of several it is. */
	options?: EnrichOptions;
}

/**
 * Asks an asynchronous vendor for its answer, at the pace that it advises, until it is there or the time
 * is over: then it is still `pending`, with the handle to go on with, which a vendor that fails
 * meanwhile keeps as well. Costs nothing.
 */
export async function follow(
	{ vendor, client }: { vendor: EnrichmentVendor; client: VendorClient },
	kind: 'company' | 'person' | 'email',
	pending: Outcome,
	{ clock, followMs, signal, atOnce = false, options = {} }: FollowSettings,
): Promise<Outcome> {
	const { handle } = pending;
	const ask = vendor.follow?.[kind];
	if (handle === undefined || ask === undefined || vendor.follow === undefined) return pending;
	const { pollEveryMs } = vendor.follow;
	let latest = atOnce ? await ask(client, handle, options) : pending;
	for (let waitedMs = 0; latest.status === 'pending';) {
		const wait = latest.retry?.afterMs ?? pollEveryMs;
		waitedMs += wait;
		if (waitedMs > followMs || signal?.aborted) return { ...latest, handle };
		try {
			await clock.sleep(wait, signal);
		} catch (error) {
			if (!signal?.aborted) throw error;
			return { ...latest, handle };
		}
		latest = await ask(client, handle, options);
	}
	return withHandle(latest, handle);
}

/** Where only the question after it failed, what was paid for is still being made. */
function withHandle(latest: Outcome, handle: string): Outcome {
	return latest.retry?.advised === true ? { handle, ...latest } : latest;
}
