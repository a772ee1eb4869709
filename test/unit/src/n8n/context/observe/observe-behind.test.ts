import {
	observeBehind,
	observedByNow,
} from '../../../../../../src/n8n/context/observe/observe-behind';

const silent = { warn: () => undefined };

describe('observing behind an answer', () => {
	it('lets the answer go before the graph has learned, and whoever asks the graph next wait for it', async () => {
		const { promise: store, resolve: written } = Promise.withResolvers<void>();
		const order: string[] = [];
		await observeBehind(async () => {
			await store;
			order.push('learned');
		}, silent);
		order.push('answered');
		const asked = observedByNow().then(() => order.push('asked'));
		written();
		await asked;
		expect(order).toEqual(['answered', 'learned', 'asked']);
	});

	it('begins when the answer is sent, also where the store writes at once', async () => {
		const order: string[] = [];
		await observeBehind(async () => {
			order.push('learned');
			await Promise.resolve();
		}, silent);
		for (let step = 0; step < 100; step++) await Promise.resolve();
		order.push('answered');
		await observedByNow();
		expect(order).toEqual(['answered', 'learned']);
	});

	it('does not let whoever asks the graph wait for ever', async () => {
		const { promise: store, resolve: written } = Promise.withResolvers<void>();
		await observeBehind(async () => await store, silent);
		await expect(observedByNow(0)).resolves.toBeUndefined();
		written();
		await observedByNow();
	});

	it('waits when too much is under way', async () => {
		const { promise: store, resolve: written } = Promise.withResolvers<void>();
		for (let one = 0; one < 1000; one++) await observeBehind(async () => await store, silent);
		let isOver = false;
		const last = observeBehind(async () => await store, silent).then(() => (isOver = true));
		await Promise.resolve();
		expect(isOver).toBe(false);
		written();
		await last;
		await observedByNow();
	});

	it('logs a fault without the words of it, which may name somebody', async () => {
		const logged: string[] = [];
		await observeBehind(
			async () => await Promise.reject(new TypeError('dana@acme.com is undefined')),
			{ warn: (message) => void logged.push(message) },
		);
		await observedByNow();
		expect(logged).toEqual(['The context graph did not record what was read: TypeError']);
	});
});
