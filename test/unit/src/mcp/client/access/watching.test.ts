import { startAskingPeer } from '../../../../../peers/asking-peer';
import { startLegacyPeer } from '../../../../../peers/legacy-peer';
import { completed, event, startScriptedPeer } from '../../../../../peers/scripted-peer';
import { createClientRuntime } from '../../../../../../src/mcp/client/runtime';
import { TestBench, countOf, failureOf } from './test-access';

const bench = new TestBench();
const realTime = createClientRuntime();
afterEach(async () => {
	await realTime.close();
	await bench.close();
});

it('collects the changes that a legacy server announces, and unsubscribes', async () => {
	const peer = await startAskingPeer();
	await bench.start(Promise.resolve(peer));
	const access = bench.access([peer.url], {}, realTime);
	const watching = access.watch(
		{ uris: ['memo://1'], lists: ['tools'] },
		{ waitMs: 10_000, changesMax: 2 },
	);
	while (countOf(peer, 'resources/subscribe') === 0)
		await new Promise((tick) => setTimeout(tick, 10));
	await new Promise((tick) => setTimeout(tick, 100));
	await peer.announce('memo://other');
	await peer.announce('memo://1');
	await peer.announceTools();
	const { value } = await watching;
	expect(value).toMatchObject([{ kind: 'resource', uri: 'memo://1' }, { kind: 'tools' }]);
	expect(countOf(peer, 'resources/unsubscribe')).toBe(1);
});

it('collects the changes that a modern server announces', async () => {
	const subscriptionId = 'io.modelcontextprotocol/subscriptionId';
	const peer = await bench.start(
		startScriptedPeer(({ method, id, params }) => {
			if (method !== 'subscriptions/listen') return undefined;
			const _meta = { [subscriptionId]: id };
			const acknowledged = {
				method: 'notifications/subscriptions/acknowledged',
				params: { _meta, notifications: params.notifications },
			};
			const updated = {
				method: 'notifications/resources/updated',
				params: { _meta, uri: 'memo://1' },
			};
			return { stream: [event(acknowledged), event(updated)], then: 'stay open' };
		}),
	);
	const access = bench.access([peer.url], {}, realTime);
	const { value } = await access.watch({ uris: ['memo://1'], lists: [] }, { waitMs: 5_000 });
	expect(value).toMatchObject([{ kind: 'resource', uri: 'memo://1' }]);
});

it('gives back nothing when nothing changes in time', async () => {
	const peer = await startAskingPeer();
	await bench.start(Promise.resolve(peer));
	const access = bench.access([peer.url], {}, realTime);
	const { value } = await access.watch({ uris: ['memo://1'], lists: [] }, { waitMs: 50 });
	expect(value).toEqual([]);
});

it('says when a server does not announce what is to be watched', async () => {
	const peer = await bench.start(startLegacyPeer());
	const access = bench.access([peer.url], {}, realTime);
	const error = await failureOf(access.watch({ uris: ['memo://1'], lists: [] }, { waitMs: 50 }));
	expect(error).toMatchObject({ step: 'watch' });
	expect(error.message).toMatch(/does not announce/);
});

it('refuses to watch nothing', async () => {
	const peer = await bench.start(startScriptedPeer(() => completed({})));
	const error = await failureOf(
		bench.access([peer.url]).watch({ uris: [], lists: [] }, { waitMs: 1 }),
	);
	expect(error.message).toMatch(/No resource or list to watch/);
	expect(peer.requests).toEqual([]);
});
