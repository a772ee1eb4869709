import { startOddServer } from '../../../../../peers/odd-servers/odd-server';
import { TestBench, failureOf } from '../access/test-access';

const bench = new TestBench();
afterEach(async () => await bench.close());

it('a server without sessions is told that a call is cancelled', async () => {
	const peer = await bench.start(
		startOddServer({
			what: 'never answers a call',
			reply: ({ method }) => (method === 'tools/call' ? 'hang' : undefined),
			awaited: /./,
		}),
	);
	const asked = (method: string) => peer.requests.some(({ rpcMethod }) => rpcMethod === method);
	const until = async (condition: () => boolean) => {
		while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
	};
	const controller = new AbortController();
	const { signal } = controller;
	const call = failureOf(bench.access([peer.url]).callTool('look', {}, { signal }));
	await until(() => asked('tools/call'));
	controller.abort();
	expect((await call).message).toMatch(/canceled/);
	await until(() => asked('notifications/cancelled'));
});
