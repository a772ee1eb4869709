import { randomUUID } from 'node:crypto';

import { createRedisTraffic } from '../../../../../src/gtm/http/redis-traffic';
import { createVendorTraffic, VENDOR_BREAKER } from '../../../../../src/gtm/http/vendor-traffic';
import type { VendorProfile } from '../../../../../src/gtm/http/vendor-profile';
import { systemClock } from '../../../../../src/base/clock';
import { describeOnRedis, type TestRedis } from '../../base/redis/on-redis';

const profile = {
	id: 'acme',
	limits: [{ name: 'requests', countsAll: true, capacity: 10, perMs: 60_000, kind: 'burst' }],
} as unknown as VendorProfile;

/** What one process of an n8n sends to the vendor with one key. */
function processOf(redis: TestRedis) {
	const link = redis.link();
	const self = randomUUID();
	const shared = createRedisTraffic({ link, self, report: () => undefined });
	const traffic = createVendorTraffic(systemClock, shared).of(profile, 'key');
	const go = async () =>
		await traffic.limiter.acquire({ windows: [], cost: {} }, { until: Date.now() + 100 });
	return { traffic, go, link };
}

describeOnRedis("a vendor's limits in an n8n of several processes", (redis) => {
	it('are counted together', async () => {
		const processes = [processOf(redis), processOf(redis), processOf(redis)];
		const tries = Array.from({ length: 30 }, async (_, index) => await processes[index % 3]?.go());
		const ends = await Promise.allSettled(tries);
		expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
	});

	it('hold everybody back whom the vendor told to wait', async () => {
		const [one, other] = [processOf(redis), processOf(redis)];
		await other.go();
		one.traffic.limiter.hold({ windows: [], cost: {} }, 30_000);
		const until = Date.now() + 5_000;
		for (;;) {
			const waited = await other.go().catch((error: unknown) => error);
			if (waited instanceof Error) {
				expect(waited.message).toContain('requests');
				return;
			}
			if (Date.now() > until) throw new Error('The other process went on sending');
		}
	});

	it('take the word of the vendor for how much it allows', async () => {
		const [one, other] = [processOf(redis), processOf(redis)];
		const permit = await one.go();
		permit.release([{ window: 'requests', capacity: 2, remaining: 1 }]);
		const place = one.link.key('x');
		await one.link.command('SET', place, 1);
		await other.go();
		await expect(other.go()).rejects.toThrow('requests');
	});

	it('let nobody send to a vendor that one of them found down', async () => {
		const [one, other] = [processOf(redis), processOf(redis)];
		await Promise.all([one.link.command('PING'), other.link.command('PING')]);
		await new Promise<void>((resolve) => other.link.onUp(resolve));
		for (let failure = 0; failure < VENDOR_BREAKER.failures; failure++) {
			one.traffic.breaker.learn('down', VENDOR_BREAKER);
		}
		const hears = async (state: string) => {
			const until = Date.now() + 5_000;
			while (other.traffic.breaker.state !== state) {
				if (Date.now() > until) throw new Error('The other process did not hear of it');
				await systemClock.sleep(10);
			}
		};
		await hears('open');
		one.traffic.breaker.learn('up', VENDOR_BREAKER);
		await hears('closed');
	});
});
