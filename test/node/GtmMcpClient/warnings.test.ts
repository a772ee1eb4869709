import { clientRuntime } from '../../../src/mcp/client/runtime';
import { completed, startScriptedPeer } from '../../peers/scripted-peer';
import { runClientNode, tool } from './run-client';

afterEach(async () => await clientRuntime().close());

it('the node tells of entries that were left out and of content of another kind, also when the list is known', async () => {
	const entry = {
		name: 'look',
		inputSchema: { type: 'object' },
		annotations: { readOnlyHint: true },
	};
	const peer = await startScriptedPeer(({ method }) => {
		if (method === 'tools/list') {
			return completed({
				tools: [entry, { title: 'nameless' }],
				ttlMs: 60_000,
				cacheScope: 'private',
			});
		}
		return method === 'tools/call'
			? completed({ content: [{ type: 'video', url: 'https://a.example/v' }] })
			: undefined;
	});
	try {
		for (let run = 0; run < 2; run += 1) {
			const finished = await runClientNode({
				parameters: { serverUrl: peer.url, ...tool('look') },
				items: [{}, {}],
			});
			const [task] = finished.run.data.resultData.runData.Client ?? [];
			expect(task?.hints?.map(({ message }) => message)).toEqual([
				expect.stringMatching(/^1 of the tools in the list cannot be read and were skipped/),
				expect.stringMatching(/unknown content \("video"\).*\(2 items\)/),
			]);
			expect(finished.output('Client')[0]?.json).toEqual({
				otherContent: [{ type: 'video', url: 'https://a.example/v' }],
			});
		}
	} finally {
		await peer.close();
	}
});
