import { describeOnRedis } from './on-redis';

const nextTurn = async () => await new Promise((resolve) => setImmediate(resolve));

describeOnRedis('a link to Redis', (redis) => {
	it('hears all channels, whenever it was asked to: before, while and after it connects', async () => {
		const link = redis.link();
		const heard = new Set<string>();
		const names: string[] = [];
		const hearOne = () => {
			const name = link.key(`channel-${names.length}`);
			names.push(name);
			link.hear([name], () => heard.add(name));
		};
		while (link.upSince() === undefined) {
			hearOne();
			await nextTurn();
		}
		hearOne();
		// Later than what was asked of the same connection before.
		await new Promise<void>((resolve) => {
			const last = link.key('last');
			link.hear([last], () => resolve());
			const tell = async () => {
				for (const name of names) await link.command('PUBLISH', name, 'news');
				if ((await link.command('PUBLISH', last, 'news')) === 0) setImmediate(() => void tell());
			};
			void tell();
		});
		expect(names.filter((name) => !heard.has(name))).toEqual([]);
	});
});
