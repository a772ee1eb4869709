import { randomUUID } from 'node:crypto';

import type { CallToAdmit, Doorkeeper } from '../../../../src/policy/admission';
import type { PolicySettings } from '../../../../src/policy/policy-settings';
import { createSharedDoorkeeper } from '../../../../src/policy/shared-doorkeeper';
import { describeOnRedis, type TestRedis } from '../base/redis/on-redis';

const open: PolicySettings = { audit: { to: 'off' }, trustedProxies: 0 };
const call: CallToAdmit = { server: 's', principal: 'apiKey:dana', kind: 'tool', name: 'qualify' };

function doorOf({ link }: Pick<TestRedis, 'link'>): Doorkeeper {
	return createSharedDoorkeeper({
		link: link(),
		createId: randomUUID,
		repeat: () => () => undefined,
		report: () => undefined,
	});
}

const reasonOf = async (door: Doorkeeper, settings: PolicySettings, of = call) => {
	const admission = await door.admit(of, settings);
	return admission.admitted ? 'admitted' : admission.refusal.reason;
};

describeOnRedis('the limits of an n8n of several processes', (redis) => {
	it('let in a rate of calls together, also when all come at once', async () => {
		const doors = [doorOf(redis), doorOf(redis), doorOf(redis)];
		const settings = { ...open, principalRate: { perMinute: 100 } };
		const many = Array.from({ length: 240 }, async (_, index) => {
			return await reasonOf(doors[index % 3] as Doorkeeper, settings);
		});
		const reasons = await Promise.all(many);
		expect(reasons.filter((reason) => reason === 'admitted')).toHaveLength(100);
		expect(reasons.filter((reason) => reason === 'rate')).toHaveLength(140);
	});

	it('say who is over the rate, and when to come back', async () => {
		const door = doorOf(redis);
		const settings = { ...open, offerRate: { perMinute: 1 } };
		await door.admit(call, settings);
		expect(await door.admit(call, settings)).toMatchObject({
			admitted: false,
			refusal: {
				message: 'qualify is over the rate limit. Nothing ran. Try again in 60 seconds.',
			},
		});
	});

	it('count a place once, until its call has ended', async () => {
		const [one, other] = [doorOf(redis), doorOf(redis)];
		const settings = { ...open, concurrentCalls: 2 };
		const first = await one.admit(call, settings);
		await other.admit(call, settings);
		expect(await reasonOf(other, settings)).toBe('concurrency');
		if (first.admitted) first.leave();
		const { promise, resolve } = Promise.withResolvers<void>();
		setTimeout(resolve, 100);
		await promise;
		expect(await reasonOf(other, settings)).toBe('admitted');
	});

	it('count the own limit of a key before that of the server', async () => {
		const door = doorOf(redis);
		const own = { ...call, limits: { concurrent: 1 } };
		const settings = { ...open, concurrentCalls: 5 };
		await door.admit(own, settings);
		expect(await door.admit(own, settings)).toMatchObject({
			refusal: { message: expect.stringContaining('of yours') as string },
		});
		expect(await reasonOf(door, settings)).toBe('admitted');
	});

	it('notice the same call through any process', async () => {
		const [one, other] = [doorOf(redis), doorOf(redis)];
		const settings = { ...open, repetition: { times: 2, windowMs: 60_000 } };
		expect(await reasonOf(one, settings)).toBe('admitted');
		expect(await reasonOf(other, settings)).toBe('admitted');
		expect(await reasonOf(one, settings)).toBe('repetition');
		expect(await reasonOf(one, settings, { ...call, arguments: { email: 'a@b.c' } })).toBe(
			'admitted',
		);
	});

	it('are not asked for where a server has none', async () => {
		const never = () => {
			throw new Error('asked');
		};
		const door = createSharedDoorkeeper({
			link: { key: never, run: never },
			createId: randomUUID,
			repeat: never,
			report: never,
		});
		expect(await reasonOf(door, open)).toBe('admitted');
		expect(door.underWay('s')).toBe(1);
	});

	it('let nobody in while they cannot be checked, and say so', async () => {
		const door = createSharedDoorkeeper({
			link: {
				key: (name) => name,
				run: async () => await Promise.reject(new Error('Redis cannot be reached')),
			},
			createId: randomUUID,
			repeat: () => () => undefined,
			report: () => undefined,
		});
		const settings = { ...open, concurrentCalls: 1 };
		expect(await door.admit(call, settings)).toMatchObject({
			refusal: { reason: 'unknown', message: expect.stringContaining('Nothing ran') as string },
		});
	});
});
