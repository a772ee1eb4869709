import { startAskingPeer } from '../../../../../peers/asking-peer';
import { startHttpPeer } from '../../../../../peers/http-peer';
import { completed, startScriptedPeer } from '../../../../../peers/scripted-peer';
import { noAuthorization } from '../../../../../../src/mcp/client/access/authorization';
import { isUnusual } from '../../../../../../src/mcp/client/access/call-report';
import { TestBench, countOf, failureOf, policyWith } from './test-access';

const bench = new TestBench();
afterEach(async () => await bench.close());

const tools = (...names: string[]) =>
	names.map((name) => ({ name, inputSchema: { type: 'object' } }));

/** Lists `ttlMs` long what `names` gives. */
const listing = (ttlMs: number | undefined, names: () => string[]) =>
	startScriptedPeer(({ method }) =>
		method === 'tools/list'
			? completed({
					tools: tools(...names()),
					cacheScope: 'private',
					...(ttlMs !== undefined && { ttlMs }),
				})
			: undefined,
	);

describe('a list', () => {
	it('is asked for once for many who want it at the same time', async () => {
		const peer = await bench.start(listing(60_000, () => ['a']));
		const runtime = bench.runtime();
		await Promise.all(
			[1, 2, 3, 4].map(async () => await bench.access([peer.url], {}, runtime).listTools()),
		);
		expect(countOf(peer, 'tools/list')).toBe(1);
		expect(countOf(peer, 'server/discover')).toBe(1);
	});

	it('comes from the cache as long as the server says, and is marked so', async () => {
		const peer = await bench.start(listing(30_000, () => ['a']));
		const runtime = bench.runtime();
		const access = bench.access([peer.url], {}, runtime);
		await access.listTools();
		runtime.clock.advance(29_999);
		expect((await access.listTools()).report).toMatchObject({ cached: 'fresh', attempts: 0 });
		runtime.clock.advance(1);
		expect((await access.listTools()).report).toMatchObject({ cached: 'no', attempts: 1 });
		expect(countOf(peer, 'tools/list')).toBe(2);
	});

	it('says of entries that are left out, as long as it is kept', async () => {
		const peer = await bench.start(
			startScriptedPeer(({ method }) =>
				method === 'tools/list'
					? completed({
							tools: [...tools('a'), null, { title: 'nameless' }],
							ttlMs: 60_000,
							cacheScope: 'private',
						})
					: undefined,
			),
		);
		const access = bench.access([peer.url], {}, bench.runtime());
		const left = ['2 of the tools in the list cannot be read and were skipped'];
		expect((await access.listTools()).report.warnings).toEqual(left);
		const { value, report } = await access.listTools();
		expect(value.map(({ name }) => name)).toEqual(['a']);
		expect(report).toMatchObject({ cached: 'fresh', warnings: left });
	});

	it('is not kept longer than the policy allows, whatever the server says', async () => {
		const peer = await bench.start(listing(86_400_000, () => ['a']));
		const runtime = bench.runtime();
		const policy = policyWith({ cache: { ttlMaxMs: 1_000 } });
		const access = bench.access([peer.url], { policy }, runtime);
		await access.listTools();
		runtime.clock.advance(1_000);
		expect((await access.listTools()).report.cached).toBe('no');
	});

	it('that holds for no time serves the calls of a batch, unless caching is off', async () => {
		const peer = await bench.start(listing(0, () => ['a']));
		const runtime = bench.runtime();
		const access = bench.access([peer.url], {}, runtime);
		await access.listTools();
		runtime.clock.advance(4_999);
		expect((await access.listTools()).report.cached).toBe('fresh');
		runtime.clock.advance(1);
		expect((await access.listTools()).report.cached).toBe('no');
		const policy = policyWith({ cache: { ttlMs: 0 } });
		const uncached = bench.access([peer.url], { policy }, bench.runtime());
		await uncached.listTools();
		expect((await uncached.listTools()).report.cached).toBe('no');
	});

	it('is asked for anew on demand', async () => {
		const peer = await bench.start(listing(60_000, () => ['a']));
		const access = bench.access([peer.url]);
		await access.listTools();
		await access.listTools({ freshness: 'anew' });
		expect(countOf(peer, 'tools/list')).toBe(2);
	});

	it('is not shared with another principal', async () => {
		const peer = await bench.start(listing(60_000, () => ['a']));
		const runtime = bench.runtime();
		await bench.access([peer.url], { principal: 'one' }, runtime).listTools();
		await bench.access([peer.url], { principal: 'two' }, runtime).listTools();
		expect(countOf(peer, 'tools/list')).toBe(2);
	});

	it('is asked for anew after the server said that it has changed', async () => {
		const peer = await startAskingPeer();
		await bench.start(Promise.resolve(peer));
		const access = bench.access([peer.url]);
		await access.listTools();
		while (!peer.requests.some(({ method }) => method === 'GET')) {
			await new Promise((done) => setTimeout(done, 10));
		}
		await peer.announceTools();
		await new Promise((done) => setTimeout(done, 50));
		expect((await access.listTools()).report.cached).toBe('no');
	});

	it('is what it was before when the server is down, and marked as such', async () => {
		let isDown = false;
		const peer = await bench.start(startScriptedPeer(() => (isDown ? { status: 503 } : undefined)));
		const runtime = bench.runtime();
		const policy = policyWith({ retry: { attemptsMax: 1 }, cache: { staleMs: 3_600_000 } });
		const access = bench.access([peer.url], { policy }, runtime);
		await access.listTools();
		isDown = true;
		runtime.clock.advance(120_000);
		const { value, report } = await access.listTools();
		expect(value.map(({ name }) => name)).toEqual(['look', 'send']);
		expect(report.cached).toBe('stale');
		expect(report.warnings).toEqual([expect.stringMatching(/The server is down.*HTTP 503/)]);
		expect(isUnusual(report)).toBe(true);
		runtime.clock.advance(3_600_000);
		await expect(access.listTools()).rejects.toThrow(/503/);
	});

	it('of resources is empty when the server has none', async () => {
		const peer = await bench.start(
			startScriptedPeer(({ method }) =>
				method === 'server/discover'
					? completed({
							ttlMs: 0,
							cacheScope: 'private',
							supportedVersions: ['2026-07-28'],
							capabilities: { tools: {} },
						})
					: undefined,
			),
		);
		const access = bench.access([peer.url]);
		expect((await access.listResources()).value).toEqual([]);
		expect((await access.listResourceTemplates()).value).toEqual([]);
		expect((await access.listPrompts()).value).toEqual([]);
	});

	it('goes on for the others when one of them is cancelled', async () => {
		const peer = await bench.start(listing(60_000, () => ['a']));
		const runtime = bench.runtime();
		const controller = new AbortController();
		const { signal } = controller;
		const cancelled = bench.access([peer.url], {}, runtime).listTools({ signal });
		const patient = bench.access([peer.url], {}, runtime).listTools();
		controller.abort();
		await expect(cancelled).rejects.toThrow(/canceled/);
		await expect(patient).resolves.toMatchObject({ value: [{ name: 'a' }] });
	});
});

it('looks for a tool that is new on the server', async () => {
	let names = ['a'];
	const peer = await bench.start(listing(60_000, () => names));
	const access = bench.access([peer.url]);
	await access.listTools();
	names = ['a', 'b'];
	expect((await access.findTool('b')).value).toMatchObject({ name: 'b' });
	expect((await access.findTool('c')).value).toBeUndefined();
});

describe('connections', () => {
	it('are one for all calls without questions, at once or one after the other', async () => {
		const peer = await bench.start(startScriptedPeer());
		const runtime = bench.runtime();
		await Promise.all(
			[1, 2, 3].map(async () => await bench.access([peer.url], {}, runtime).callTool('send', {})),
		);
		await bench.access([peer.url], {}, runtime).callTool('send', {});
		expect(peer.requests.map(({ rpcMethod }) => rpcMethod)).toEqual([
			'server/discover',
			...Array.from({ length: 4 }, () => 'tools/call'),
		]);
	});

	it('take the authorization of who uses them now', async () => {
		const peer = await bench.start(startScriptedPeer());
		const runtime = bench.runtime();
		let token = 'first';
		const authorization = {
			headers: async () => await Promise.resolve({ Authorization: `Bearer ${token}` }),
		};
		await bench.access([peer.url], { authorization }, runtime).callTool('send', {});
		token = 'second';
		await bench.access([peer.url], { authorization }, runtime).callTool('send', {});
		const sent = peer.requests.map(({ headers }) => headers.authorization);
		expect(sent).toEqual(['Bearer first', 'Bearer first', 'Bearer second']);
	});

	it('need no negotiation while the era of the server is remembered', async () => {
		const peer = await bench.start(startScriptedPeer());
		const runtime = bench.runtime();
		await bench.access([peer.url], {}, runtime).callTool('send', {});
		await runtime.pool.closeAll();
		await bench.access([peer.url], {}, runtime).callTool('send', {});
		expect(countOf(peer, 'server/discover')).toBe(1);
		runtime.clock.advance(3_600_001);
		await runtime.pool.closeAll();
		await bench.access([peer.url], {}, runtime).callTool('send', {});
		expect(countOf(peer, 'server/discover')).toBe(2);
	});
});

it('tells the headers that a tool wants from its arguments, once the server asks', async () => {
	const seen: unknown[] = [];
	const withHeader = {
		name: 'regional',
		inputSchema: {
			type: 'object',
			properties: { region: { type: 'string', 'x-mcp-header': 'Region' } },
		},
	};
	const scripted = await bench.start(
		startScriptedPeer(({ method }) =>
			method === 'tools/list'
				? completed({ tools: [withHeader], ttlMs: 60_000, cacheScope: 'private' })
				: undefined,
		),
	);
	const peer = await bench.start(
		startHttpPeer(async (request, response, body) => {
			const { id, method } = JSON.parse(body) as { id: number; method: string };
			const header = request.headers['mcp-param-region'];
			if (method === 'tools/call') seen.push(header);
			if (method === 'tools/call' && header === undefined) {
				response.writeHead(400, { 'content-type': 'application/json' });
				const error = { code: -32_020, message: 'Header mismatch' };
				response.end(JSON.stringify({ jsonrpc: '2.0', id, error }));
				return;
			}
			const answer = await fetch(scripted.url, { method: 'POST', body });
			response.writeHead(200, { 'content-type': 'application/json' }).end(await answer.text());
		}),
	);
	await bench.access([peer.url]).callTool('regional', { region: 'eu' });
	expect(seen).toEqual([undefined, 'eu']);
});

describe('a health check', () => {
	it('asks every endpoint and says what it found', async () => {
		const peer = await bench.start(startScriptedPeer());
		const down = await bench.start(startScriptedPeer(() => ({ status: 500, body: 'oops' })));
		const health = await bench.access([peer.url, down.url]).checkHealth();
		expect(health).toMatchObject([
			{ endpoint: peer.url, healthy: true, tools: 2, server: { name: 'scripted-peer' } },
			{ endpoint: down.url, healthy: false, circuit: 'closed', error: { step: 'connect' } },
		]);
		expect(health[1]?.error?.message).toMatch(/HTTP 500: oops/);
	});

	it('closes the circuit of an endpoint that is up again', async () => {
		let isDown = true;
		const peer = await bench.start(startScriptedPeer(() => (isDown ? { status: 500 } : undefined)));
		const policy = policyWith({
			retry: { attemptsMax: 1 },
			circuitBreaker: { failuresToOpen: 1, openMs: 600_000 },
		});
		const access = bench.access([peer.url], { policy });
		await failureOf(access.callTool('look', {}));
		isDown = false;
		expect((await failureOf(access.callTool('look', {}))).message).toMatch(
			/failed several times in a row/,
		);
		expect(await access.checkHealth()).toMatchObject([{ circuit: 'open', healthy: true }]);
		await expect(access.callTool('look', {})).resolves.toBeDefined();
	});
});

it('completes arguments, reads resources and prompts, and describes the server', async () => {
	const peer = await bench.start(
		startScriptedPeer(({ method, params }) => {
			if (method === 'completion/complete') {
				return completed({ completion: { values: [JSON.stringify(params.context)] } });
			}
			if (method === 'resources/read') {
				const contents = [{ uri: params.uri, text: 'hello' }];
				return completed({ contents, ttlMs: 0, cacheScope: 'private' });
			}
			if (method !== 'prompts/get') return undefined;
			const content = { type: 'text', text: JSON.stringify(params.arguments) };
			return completed({ messages: [{ role: 'user', content }] });
		}),
	);
	const access = bench.access([peer.url], { authorization: noAuthorization });
	const argument = { name: 'city', value: 'B' };
	const reference = { type: 'ref/prompt', name: 'greet' } as const;
	expect((await access.complete(reference, argument, { country: 'DE' })).value.values).toEqual([
		'{"arguments":{"country":"DE"}}',
	]);
	expect((await access.readResource('memo://1')).value.contents).toEqual([
		{ uri: 'memo://1', text: 'hello' },
	]);
	expect((await access.getPrompt('greet', { name: 'Ada' })).value.messages).toMatchObject([
		{ content: { text: '{"name":"Ada"}' } },
	]);
	expect((await access.serverInfo()).value).toMatchObject({
		name: 'scripted-peer',
		era: 'modern',
		protocolVersion: '2026-07-28',
		transport: 'streamableHttp',
	});
});
