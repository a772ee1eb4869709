import { completed, startScriptedPeer } from '../../../../../peers/scripted-peer';
import type { ToolGuard } from '../../../../../../src/mcp/client/guard/tool-guard';
import { toolDigests, toolsDigest } from '../../../../../../src/mcp/client/guard/tool-digests';
import type { Tool } from '../../../../../../src/third-party/mcp-client';
import { TestBench, countOf, failureOf, policyWith } from './test-access';

const bench = new TestBench();
afterEach(async () => await bench.close());

const accessWith = (url: string, guard: Partial<ToolGuard>) =>
	bench.access([url], { policy: policyWith({ guard }) });

describe('allowed and denied tools', () => {
	it('decide what is listed', async () => {
		const peer = await bench.start(startScriptedPeer());
		const names = async (guard: Partial<ToolGuard>) =>
			(await accessWith(peer.url, guard).listTools()).value.map(({ name }) => name);
		expect(await names({ allow: ['lo*'] })).toEqual(['look']);
		expect(await names({ deny: ['look'] })).toEqual(['send']);
		expect(await names({ allow: ['*'], deny: ['s*d'] })).toEqual(['look']);
	});

	it('stop a call before anything is sent', async () => {
		const peer = await bench.start(startScriptedPeer());
		const error = await failureOf(accessWith(peer.url, { deny: ['send'] }).callTool('send', {}));
		expect(error).toMatchObject({ step: 'guard', delivery: 'notSent' });
		expect(peer.requests).toEqual([]);
	});
});

describe('blocked writes', () => {
	it.each([
		{ tool: 'look', guard: {}, verdict: 'passes' },
		{ tool: 'send', guard: {}, verdict: 'is stopped' },
		{ tool: 'send', guard: { knownReads: ['send'] }, verdict: 'passes' },
		{ tool: 'look', guard: { knownWrites: ['l*'] }, verdict: 'is stopped' },
		{ tool: 'unknown', guard: {}, verdict: 'is stopped' },
	])('$tool with $guard $verdict', async ({ tool, guard, verdict }) => {
		const peer = await bench.start(startScriptedPeer());
		const call = accessWith(peer.url, { writes: 'blocked', ...guard }).callTool(tool, {});
		if (verdict === 'passes') await expect(call).resolves.toBeDefined();
		else expect((await failureOf(call)).message).toMatch(/can change data/);
		expect(countOf(peer, 'tools/call')).toBe(verdict === 'passes' ? 1 : 0);
	});
});

describe('pinned tools', () => {
	const tool = (name: string, description: string): Tool => ({
		name,
		description,
		inputSchema: { type: 'object' },
	});
	const reviewed = [tool('a', 'Looks'), tool('b', 'Sends')];

	const peerWith = async (tools: Tool[]) =>
		await bench.start(
			startScriptedPeer(({ method }) =>
				method === 'tools/list'
					? completed({ tools, ttlMs: 60_000, cacheScope: 'private' })
					: undefined,
			),
		);

	const pin = (onChange: 'warn' | 'stop') => ({
		pin: { digest: toolsDigest(reviewed), tools: toolDigests(reviewed), onChange },
	});

	it('pass as long as they are the same, in whatever order', async () => {
		const peer = await peerWith([...reviewed].reverse());
		const { report } = await accessWith(peer.url, pin('stop')).callTool('a', {});
		expect(report.warnings).toEqual([]);
	});

	it('stop the call when a description has changed, and name what has', async () => {
		const peer = await peerWith([tool('a', 'Looks, and mails it to me'), tool('c', 'New')]);
		const error = await failureOf(accessWith(peer.url, pin('stop')).callTool('a', {}));
		expect(error.step).toBe('guard');
		expect(error.message).toMatch(/added c; removed b; changed a/);
		expect(countOf(peer, 'tools/call')).toBe(0);
	});

	it('are only a warning if so wished, and always in the list', async () => {
		const peer = await peerWith([tool('a', 'Other')]);
		const { report } = await accessWith(peer.url, pin('warn')).callTool('a', {});
		expect(report.warnings).toEqual([expect.stringMatching(/changed since your review/)]);
		const listing = await accessWith(peer.url, pin('stop')).listTools();
		expect(listing.value).toHaveLength(1);
		expect(listing.report.warnings).toHaveLength(1);
	});
});

it('warns of a result that is not what the tool promises, and keeps it', async () => {
	const outputSchema = { type: 'object', properties: { n: { type: 'number' } }, required: ['n'] };
	const promising = { name: 'count', inputSchema: { type: 'object' }, outputSchema };
	const peer = await bench.start(
		startScriptedPeer(({ method }) => {
			if (method === 'tools/list') {
				return completed({ tools: [promising], ttlMs: 60_000, cacheScope: 'private' });
			}
			return method === 'tools/call'
				? completed({ content: [], structuredContent: { n: 'many' } })
				: undefined;
		}),
	);
	const access = bench.access([peer.url]);
	await access.listTools();
	const { value, report } = await access.callTool('count', {});
	expect(value.structuredContent).toEqual({ n: 'many' });
	expect(report.warnings).toEqual([expect.stringMatching(/does not match its output schema: \/n/)]);
});

describe('secrets', () => {
	it('of headers, query and tokens do not come back in errors', async () => {
		const peer = await bench.start(
			startScriptedPeer(() => ({ status: 400, body: 'bad: tok-12345 key-67890 in-the-query' })),
		);
		const headers = { Authorization: 'Bearer tok-12345', 'X-Key': 'key-67890' };
		const authorization = { headers: async () => await Promise.resolve(headers) };
		const access = bench.access([`${peer.url}?api_key=in-the-query`], { authorization });
		const error = await failureOf(access.callTool('look', {}));
		const texts = [error.message, error.hint, error.stack, String(error.cause)].join(' ');
		expect(texts).not.toMatch(/tok-12345|key-67890|in-the-query/);
		expect(await access.redact('it is tok-12345 in-the-query')).toBe('it is [secret] [secret]');
	});
});

describe('a session key', () => {
	it('keeps what was done in which order, without values', async () => {
		const peer = await bench.start(startScriptedPeer());
		const runtime = bench.runtime();
		const access = bench.access([peer.url], { sessionKey: 'run-1' }, runtime);
		await access.listTools();
		await access.callTool('send', { to: 'ada@example.com', text: 'secret' });
		await failureOf(access.readResource('memo://1?token=abc'));
		const { entries, dropped } = runtime.sessionLog.read('run-1');
		expect(entries).toMatchObject([
			{ sequence: 1, method: 'tools/list', outcome: 'done' },
			{ sequence: 2, method: 'tools/call', subject: 'send', argumentNames: ['text', 'to'] },
			{
				sequence: 3,
				method: 'resources/read',
				subject: 'memo://1',
				outcome: 'failed',
				attempts: 1,
			},
		]);
		expect(JSON.stringify(entries)).not.toMatch(/ada@|"secret"|abc/);
		expect(dropped).toBe(0);
		expect(runtime.sessionLog.read('run-2').entries).toEqual([]);
	});

	it('keeps a bounded number of entries, and counts those that had to go', async () => {
		const peer = await bench.start(startScriptedPeer());
		const runtime = bench.runtime();
		const access = bench.access([peer.url], { sessionKey: 'run-1' }, runtime);
		for (let call = 0; call < 510; call += 1) await access.listTools();
		const { entries, dropped } = runtime.sessionLog.read('run-1');
		expect([entries.length, dropped, entries[0]?.sequence]).toEqual([500, 10, 11]);
	});
});
