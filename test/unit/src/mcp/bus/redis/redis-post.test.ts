import { randomUUID } from 'node:crypto';

import { systemClock } from '../../../../../../src/base/clock';
import { NOT_HERE, PostError } from '../../../../../../src/mcp/bus/post';
import { RedisPost } from '../../../../../../src/mcp/bus/redis/redis-post';
import { describeOnRedis, type TestRedis } from '../../../base/redis/on-redis';

/** A process of n8n, as far as others can see it. */
function join(redis: TestRedis, self: string) {
	const link = redis.link();
	const reports: string[] = [];
	const post = new RedisPost({
		link,
		self,
		createId: randomUUID,
		schedule: (ms, task) => systemClock.schedule(ms, task),
		now: Date.now,
		report: (message) => reports.push(message),
	});
	return { link, post, reports, up: new Promise<void>((resolve) => post.onUp(resolve)) };
}

describeOnRedis('processes that speak over Redis', (redis) => {
	it('answer each other', async () => {
		const [one, other] = [join(redis, 'one'), join(redis, 'other')];
		other.post.handle('greet', ({ name }, from) => ({ text: `Hello ${String(name)} of ${from}` }));
		const answer = await one.post.ask('other', { kind: 'greet', name: 'Dana' });
		expect(answer).toEqual({ text: 'Hello Dana of one' });
	});

	it('get messages and answers that are too large to be published, and leave none behind', async () => {
		const [one, other] = [join(redis, 'one'), join(redis, 'other')];
		other.post.handle('echo', ({ text }) => text);
		const text = 'x'.repeat(1_000_000);
		expect(await one.post.ask('other', { kind: 'echo', text })).toBe(text);
	});

	it('hear a message once, however often it had to be sent', async () => {
		const [one, other] = [join(redis, 'one'), join(redis, 'other')];
		await Promise.all([one.up, other.up]);
		let heard = 0;
		const { promise, resolve } = Promise.withResolvers<string>();
		other.post.handle('slow', async () => {
			heard += 1;
			return await promise;
		});
		const asked = one.post.ask('other', { kind: 'slow' });
		// The sender has sent it again by then.
		await systemClock.sleep(1_500);
		resolve('done');
		expect([await asked, heard]).toEqual(['done', 1]);
	});

	it('get it also if they could not hear when it was sent', async () => {
		const one = join(redis, 'one');
		await one.up;
		const asked = one.post.ask('late', { kind: 'greet' });
		const late = join(redis, 'late');
		late.post.handle('greet', () => 'here now');
		expect(await asked).toBe('here now');
	});

	it('are asked together, and the one that knows answers', async () => {
		const [one, other, third] = [join(redis, 'one'), join(redis, 'other'), join(redis, 'third')];
		await Promise.all([one.up, other.up, third.up]);
		other.post.handle('who', () => NOT_HERE);
		third.post.handle('who', () => 'third');
		expect(await one.post.askAnyone({ kind: 'who' })).toBe('third');
	});

	it('hear what is told to all, but for who told it', async () => {
		const all = ['one', 'other', 'third'].map((name) => join(redis, name));
		await Promise.all(all.map(async ({ up }) => await up));
		const heard: string[] = [];
		const { promise, resolve } = Promise.withResolvers<void>();
		for (const { post } of all) {
			post.handle('news', () => {
				heard.push(post.self);
				if (heard.length === 2) resolve();
			});
		}
		all[0]?.post.tellAll({ kind: 'news' });
		await promise;
		expect(heard.sort()).toEqual(['other', 'third']);
	});

	it('say that nobody answered when the patience is over', async () => {
		const one = join(redis, 'one');
		await expect(one.post.ask('nobody', { kind: 'greet' }, 100)).rejects.toThrow(PostError);
	});

	it('hear of a failure at once, which stays in the log where it happened', async () => {
		const [one, other] = [join(redis, 'one'), join(redis, 'other')];
		other.post.handle('greet', () => {
			throw new Error('out of order');
		});
		await expect(one.post.ask('other', { kind: 'greet' })).rejects.toThrow('could not do its part');
		expect(other.reports.join()).toContain('out of order');
	});
});
