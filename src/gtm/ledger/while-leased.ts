import { LEASE_MS, type Lease } from './once-ledger';

/** Some renewals may fail, as on a disk that is busy, before the lease is over. */
const RENEWALS = 4;

/**
 * Does the work, however long it takes, and renews the lease meanwhile: a vendor's limits may be waited
 * for longer than a lease lasts. Real time, since the process must live for it; it is not kept alive.
 */
export async function whileLeased<Result>(
	lease: Pick<Lease<unknown>, 'renew'>,
	work: () => Promise<Result>,
): Promise<Result> {
	const timer = setInterval(() => {
		// A lease that could not be renewed ends by itself: whoever takes it looks first.
		lease.renew().catch(() => undefined);
	}, LEASE_MS / RENEWALS);
	timer.unref();
	try {
		return await work();
	} finally {
		clearInterval(timer);
	}
}
