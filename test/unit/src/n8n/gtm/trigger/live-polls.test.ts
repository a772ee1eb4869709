import type { IPollFunctions } from 'n8n-workflow';

import type { RedisLink } from '../../../../../../src/base/redis/redis-link';
import type { HookNews } from '../../../../../../src/gtm/hooks/vendor-hook';
import { LivePolls } from '../../../../../../src/n8n/gtm/trigger/live-polls';
import { ManualClock } from '../../../mcp/client/manual-clock';

/** One Redis, and a link of each process to it. */
class FakeRedis {
	readonly lists = new Map<string, string[]>();
	readonly #listeners = new Map<string, Array<(text: string) => void>>();
	readonly #reactions: Array<() => void> = [];
	isDown = false;
	/** Whoever listens hears nothing, though commands work. */
	isDeaf = false;

	/** All connections are there again. */
	comeUp(): void {
		this.isDeaf = false;
		for (const react of this.#reactions) react();
	}

	link(): RedisLink {
		return {
			key: (name) => `n8n:${name}`,
			command: async (name, ...args) =>
				await Promise.resolve(this.#command(name, args.map(String))),
			run: async () => await Promise.reject(new Error('no scripts here')),
			hear: (channels, listener) => {
				for (const channel of channels) {
					this.#listeners.set(channel, [...(this.#listeners.get(channel) ?? []), listener]);
				}
			},
			onUp: (react) => this.#reactions.push(react),
			upSince: () => 0,
			close: () => undefined,
		};
	}

	#command(name: string, [key = '', ...rest]: string[]): unknown {
		if (this.isDown) throw new Error('Redis is down');
		const list = this.lists.get(key) ?? [];
		switch (name) {
			case 'RPUSH':
				return this.lists.set(key, [...list, ...rest]);
			case 'LLEN':
				return list.length;
			case 'LRANGE':
				return [...list];
			case 'LREM':
				return this.lists.set(key, list.toSpliced(list.indexOf(rest[1] ?? ''), 1));
			case 'DEL':
				return this.lists.delete(key);
			case 'PUBLISH':
				if (this.isDeaf) return 0;
				return (this.#listeners.get(key) ?? []).map((listener) => listener(rest[0] ?? ''));
			default:
				return undefined;
		}
	}

	get waiting(): number {
		return [...this.lists.values()].flat().length;
	}
}

const news = (id: string): HookNews => ({
	id,
	event: { id, type: 'unsubscribed', at: '2026-11-20T09:00:00.000Z', email: 'dana@acme.com' },
});

const KEY = 'w1 trigger';
const hintOf = (...ids: string[]) => ({ key: KEY, news: ids.map(news), pauseMs: 1_000 });

/** A published trigger, whose workflow notes what it was started with. */
function openTrigger() {
	const started: unknown[] = [];
	let readings = 0;
	const context = {
		getMode: () => 'trigger',
		getWorkflow: () => ({ id: 'w1' }),
		getNode: () => ({ id: 'trigger', name: 'Trigger' }),
		__emit: (items: Array<Array<{ json: unknown }>>) =>
			started.push(...items.flat().map(({ json }) => json)),
	} as unknown as IPollFunctions;
	const told = new Set<string>();
	const polling = {
		poll: async () => {
			readings += 1;
			return await Promise.resolve(null);
		},
		tell: (_context: IPollFunctions, all: readonly HookNews[]) => {
			const fresh = all.filter(({ id }) => !told.has(id));
			for (const { id } of fresh) told.add(id);
			return fresh.length === 0 ? null : [fresh.map(({ id }) => ({ json: { id } }))];
		},
	};
	return {
		started,
		readings: () => readings,
		async pollIn(polls: LivePolls) {
			const items = await polls.poll(context, polling);
			started.push(...(items ?? []).flat().map(({ json }) => json));
		},
	};
}

const settled = async () => await new Promise((resolve) => setImmediate(resolve));

describe('a delivery to a process that does not poll', () => {
	it('starts the workflow in the process that does', async () => {
		const redis = new FakeRedis();
		const main = new LivePolls(new ManualClock(), redis.link());
		const webhook = new LivePolls(new ManualClock(), redis.link());
		const trigger = openTrigger();
		await trigger.pollIn(main);
		expect(await webhook.hint(hintOf('a'))).toBe(true);
		await settled();
		expect(trigger.started).toEqual([{ id: 'a' }]);
		await trigger.pollIn(main);
		expect(trigger.started).toEqual([{ id: 'a' }]);
		expect(redis.waiting).toBe(0);
	});

	it('waits while no process polls, and comes with the next poll, once', async () => {
		const redis = new FakeRedis();
		const webhook = new LivePolls(new ManualClock(), redis.link());
		expect(await webhook.hint(hintOf('a'))).toBe(true);
		expect(await webhook.hint(hintOf('a', 'b'))).toBe(true);
		const trigger = openTrigger();
		const main = new LivePolls(new ManualClock(), redis.link());
		await trigger.pollIn(main);
		await trigger.pollIn(main);
		expect(trigger.started).toEqual([{ id: 'a' }, { id: 'b' }]);
		expect(redis.waiting).toBe(0);
	});

	it('goes on waiting when the process that polls dies before the workflow has started', async () => {
		const redis = new FakeRedis();
		await new LivePolls(new ManualClock(), redis.link()).hint(hintOf('a'));
		await openTrigger().pollIn(new LivePolls(new ManualClock(), redis.link()));
		const restarted = openTrigger();
		await restarted.pollIn(new LivePolls(new ManualClock(), redis.link()));
		expect(restarted.started).toEqual([{ id: 'a' }]);
	});

	it('is not counted as heard while Redis is down', async () => {
		const redis = new FakeRedis();
		const webhook = new LivePolls(new ManualClock(), redis.link());
		redis.isDown = true;
		await expect(webhook.hint(hintOf('a'))).rejects.toThrow('Redis is down');
	});

	it('is to be delivered again where too much waits already: none of it is lost', async () => {
		const redis = new FakeRedis();
		const webhook = new LivePolls(new ManualClock(), redis.link());
		for (let at = 0; at < 2_000; at++) await webhook.hint(hintOf(`early-${at}`));
		expect(await webhook.hint(hintOf('late'))).toBe(false);
		const trigger = openTrigger();
		await trigger.pollIn(new LivePolls(new ManualClock(), redis.link()));
		expect(trigger.started).toHaveLength(2_000);
		expect(trigger.started[0]).toEqual({ id: 'early-0' });
	});

	it('starts the workflow when the process that polls is connected again, if it was not then', async () => {
		const redis = new FakeRedis();
		const clock = new ManualClock();
		const main = new LivePolls(clock, redis.link());
		const trigger = openTrigger();
		await trigger.pollIn(main);
		redis.isDeaf = true;
		await new LivePolls(new ManualClock(), redis.link()).hint(hintOf('a'));
		await settled();
		expect(trigger.started).toEqual([]);
		redis.comeUp();
		await settled();
		expect(trigger.started).toEqual([{ id: 'a' }]);
		// Every trigger does so, and asks its vendor once for it.
		for (let seconds = 0; seconds < 30; seconds += 5) {
			clock.advance(5_000);
			await settled();
		}
		expect(trigger.readings()).toBe(2);
	});

	it('does not keep a poll from reading while Redis is down', async () => {
		const redis = new FakeRedis();
		const main = new LivePolls(new ManualClock(), redis.link());
		redis.isDown = true;
		const trigger = openTrigger();
		await trigger.pollIn(main);
		expect(trigger.readings()).toBe(1);
	});

	it('is forgotten with its trigger', async () => {
		const redis = new FakeRedis();
		const main = new LivePolls(new ManualClock(), redis.link());
		await new LivePolls(new ManualClock(), redis.link()).hint(hintOf('a'));
		main.forget(KEY);
		await settled();
		expect(redis.waiting).toBe(0);
	});
});

it('is not counted as heard where no process polls and there is no Redis', async () => {
	expect(await new LivePolls(new ManualClock()).hint(hintOf('a'))).toBe(false);
});
