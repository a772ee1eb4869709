import type { RedisLink } from '../../../base/redis/redis-link';
import type { HookNews } from '../../../gtm/hooks/vendor-hook';

/** Deliveries of one trigger that wait, at most. */
const MOST = 2_000;

/** Whoever polls nothing for so long is not told any more. */
const LIFETIME_S = 7 * 86_400;

/**
 * News that a process without the poll was told by a vendor, in the Redis of the queue: there it waits
 * for the process that polls, also over a restart of that one.
 */
export class KeptNews {
	readonly #link: RedisLink;

	constructor(link: RedisLink) {
		this.#link = link;
	}

	/**
	 * @returns false if too much waits already: the vendor is to deliver again
	 * @throws Error if Redis does not take it
	 */
	async keep(key: string, news: readonly HookNews[]): Promise<boolean> {
		if (news.length === 0) return true;
		const place = this.#placeOf(key);
		// Two that look at the same time may exceed the bound by one.
		if (Number(await this.#link.command('LLEN', place)) >= MOST) return false;
		await this.#link.command('RPUSH', place, JSON.stringify(news));
		await this.#link.command('EXPIRE', place, LIFETIME_S);
		return true;
	}

	/**
	 * Hands over what waits. What was news goes on waiting until it is none: whoever dies before it has
	 * started the workflow is told again, and who tells knows each piece by its id.
	 *
	 * @param tell gives whether any of it was news
	 */
	async handOver(key: string, tell: (news: readonly HookNews[]) => boolean): Promise<void> {
		const place = this.#placeOf(key);
		const texts = (await this.#link.command('LRANGE', place, 0, -1)) as string[];
		if (texts.length === 0) return;
		const all = texts.flatMap((text) => JSON.parse(text) as HookNews[]);
		// What was delivered twice waits twice.
		if (tell([...new Map(all.map((one) => [one.id, one])).values()])) return;
		// One by one: others may have come meanwhile.
		for (const text of texts) await this.#link.command('LREM', place, 1, text);
	}

	/** What waits is of a trigger that is no longer published. */
	async forget(key: string): Promise<void> {
		await this.#link.command('DEL', this.#placeOf(key));
	}

	#placeOf(key: string): string {
		return this.#link.key(`news:${key}`);
	}
}
