import { BoundedMap } from '../../base/bounded-map';
import type { Clock } from '../../base/clock';
import type { CachePolicy } from './access/access-policy';

/** A whole list, as the server gave it. */
export interface Listing<T> {
	items: T[];
	/** How long the server says that it holds, in milliseconds (2026-07-28). */
	ttlMs?: number;
	/** Sentences about what of it could not be read. */
	notes?: readonly string[];
}

interface Held {
	value: unknown;
	freshUntil: number;
	at: number;
}

const LISTS_MAX = 500;

/**
 * The lists of all servers of the process, by server, principal and kind. Concurrent loads of one
 * list are one. A list that went stale stays, for when the server is down.
 */
export class ListCache {
	private readonly lists = new BoundedMap<string, Held>(LISTS_MAX);
	private readonly loads = new Map<string, Promise<unknown>>();
	private readonly failures = new BoundedMap<string, { error: Error; until: number }>(LISTS_MAX);
	/** Counts invalidations, so that a load that began before one is not kept as fresh. */
	private readonly generations = new BoundedMap<string, number>(LISTS_MAX);

	constructor(private readonly clock: Clock) {}

	fresh<T>(key: string): T | undefined {
		const held = this.lists.get(key);
		return held && this.clock.now() < held.freshUntil ? (held.value as T) : undefined;
	}

	/** What the server said within the last `staleMs` after it stopped to be fresh, and when. */
	stale<T>(key: string, { staleMs }: CachePolicy): { value: T; at: Date } | undefined {
		const held = this.lists.get(key);
		if (!held || this.clock.now() >= held.freshUntil + staleMs) return undefined;
		return { value: held.value as T, at: new Date(held.at) };
	}

	/** Why a list could not be had lately. */
	failure<E extends Error>(key: string): E | undefined {
		const failed = this.failures.get(key);
		return failed && this.clock.now() < failed.until ? (failed.error as E) : undefined;
	}

	noteFailure(key: string, error: Error, { ttlMs }: CachePolicy): void {
		this.failures.set(key, { error, until: this.clock.now() + ttlMs });
	}

	/** Loads a list, or waits for the load that is under way. A failed load is not remembered. */
	async load<T>(
		key: string,
		policy: CachePolicy,
		load: () => Promise<{ value: T; ttlMs: number | undefined }>,
	): Promise<T> {
		const underWay = this.loads.get(key);
		if (underWay) return (await underWay) as T;
		const loading = this.loadAndKeep(key, policy, load);
		this.loads.set(key, loading);
		try {
			return await loading;
		} finally {
			this.loads.delete(key);
		}
	}

	/** The server said that its list has changed: it is stale from now on. */
	invalidate(key: string): void {
		this.generations.set(key, this.generationOf(key) + 1);
		const held = this.lists.get(key);
		if (held)
			this.lists.set(key, { ...held, freshUntil: Math.min(held.freshUntil, this.clock.now()) });
	}

	clear(): void {
		this.lists.clear();
		this.failures.clear();
	}

	private async loadAndKeep<T>(
		key: string,
		policy: CachePolicy,
		load: () => Promise<{ value: T; ttlMs: number | undefined }>,
	): Promise<T> {
		const generation = this.generationOf(key);
		const { value, ttlMs } = await load();
		const at = this.clock.now();
		const changedMeanwhile = generation !== this.generationOf(key);
		const holdsMs = changedMeanwhile ? 0 : holdingTime(ttlMs, policy);
		this.lists.set(key, { value, at, freshUntil: at + holdsMs });
		this.failures.delete(key);
		return value;
	}

	private generationOf(key: string): number {
		return this.generations.get(key) ?? 0;
	}
}

/** Milliseconds: what the server says, within the bounds of the policy. */
function holdingTime(said: number | undefined, { ttlMs, ttlMinMs, ttlMaxMs }: CachePolicy): number {
	const least = Math.min(ttlMinMs, ttlMs, ttlMaxMs);
	return Math.max(least, Math.min(said ?? ttlMs, ttlMaxMs));
}
