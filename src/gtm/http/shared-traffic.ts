import { LimitExceeded, type Claim, type Limiter } from './limiter';
import type { LimitReading, LimitWindow, VendorProfile } from './vendor-profile';
import type { Clock } from '../../base/clock';

/** A window that a request counts in, and how much it takes of it. */
export interface SharedClaim {
	name: string;
	capacity: number;
	perMs: number;
	cost: number;
}

/** What all processes of an n8n know together of one vendor with one principal, by its key. */
export interface SharedTraffic {
	/**
	 * Counts a request in all windows, or in none if one of them is full or held.
	 *
	 * @returns the window that has to pass first, or undefined if the request was counted
	 */
	take(
		key: string,
		claims: readonly SharedClaim[],
	): Promise<{ window: string; waitMs: number } | undefined>;
	/** The vendor's own word about its windows, which goes before our count. */
	correct(key: string, readings: readonly LimitReading[]): void;
	/** Nothing more in these windows for `ms`. */
	hold(key: string, windows: readonly string[], ms: number): void;
	/** The circuit of the vendor was opened or closed here. */
	turned(key: string, to: 'open' | 'closed'): void;
	/** Hears the same of the other processes. */
	onTurn(listener: (key: string, to: 'open' | 'closed') => void): void;
}

interface Sharing {
	key: string;
	profile: Pick<VendorProfile, 'limits'>;
	shared: SharedTraffic;
	clock: Clock;
}

/** The limits of this process, and after them those of all processes together. */
export function withSharedLimits(
	local: Limiter,
	{ key, profile, shared, clock }: Sharing,
): Limiter {
	const windowsOf = ({ windows }: Claim): LimitWindow[] =>
		profile.limits.filter(({ name, countsAll }) => countsAll === true || windows.includes(name));

	async function takeShared(claim: Claim, until: number, signal?: AbortSignal): Promise<void> {
		const windows = windowsOf(claim);
		const claims = windows.map(({ name, capacity, perMs }) => {
			return { name, capacity, perMs, cost: claim.cost[name] ?? 1 };
		});
		for (;;) {
			const full = claims.length > 0 ? await shared.take(key, claims) : undefined;
			if (!full) return;
			const { kind = 'burst' } = windows.find(({ name }) => name === full.window) ?? {};
			if (kind === 'quota' || clock.now() + full.waitMs > until) {
				throw new LimitExceeded(full.window, kind, full.waitMs);
			}
			await clock.sleep(full.waitMs, signal);
		}
	}

	return {
		async acquire(claim, patience) {
			const permit = await local.acquire(claim, patience);
			const arrivedAt = clock.now();
			try {
				await takeShared(claim, patience.until, patience.signal);
			} catch (error) {
				permit.giveBack();
				throw error;
			}
			return {
				waitedMs: permit.waitedMs + clock.now() - arrivedAt,
				giveBack: () => permit.giveBack(),
				release(readings) {
					permit.release(readings);
					if (readings && readings.length > 0) shared.correct(key, readings);
				},
			};
		},
		hold(claim, ms) {
			local.hold(claim, ms);
			const bursts = windowsOf(claim).filter(({ kind }) => kind === 'burst');
			const narrow = bursts.filter(({ name }) => claim.windows.includes(name));
			const held = narrow.length > 0 ? narrow : bursts;
			if (held.length > 0)
				shared.hold(
					key,
					held.map(({ name }) => name),
					ms,
				);
		},
	};
}
