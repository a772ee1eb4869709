import { runInThisContext } from 'node:vm';

import { startFixedPeer, startHttpPeer } from '../../../../../peers/http-peer';
import { TestBench, failureOf } from '../access/test-access';
import { isPublicAddress } from '../../../../../../src/base/public-address';
import {
	type GuardedFetchSettings,
	createGuardedFetch,
} from '../../../../../../src/mcp/client/transport/guarded-fetch';
import type { AccessPorts } from '../../../../../../src/mcp/client/access/access-ports';

const bench = new TestBench();
afterEach(async () => await bench.close());

const home = new URL('https://mcp.example.com/mcp');

/** A fetch that answers from a table instead of the network, and addresses from another one. */
function guarded(
	answers: Record<string, Response>,
	settings: Partial<GuardedFetchSettings> = {},
	egress: Partial<AccessPorts['egress']> = {},
) {
	const asked: Array<{ url: string; headers: Record<string, string> }> = [];
	const ports: AccessPorts = {
		egress: { assertAllowed: async () => await Promise.resolve(), ...egress },
		fetch: async (input, init) => {
			const url = String(input);
			asked.push({ url, headers: Object.fromEntries(new Headers(init?.headers)) });
			return await Promise.resolve(answers[url] ?? new Response('', { status: 404 }));
		},
		resolveHost: async (host) =>
			await Promise.resolve(
				host.startsWith('inner') ? ['93.184.216.34', '10.0.0.8'] : ['93.184.216.34'],
			),
	};
	const fetch = createGuardedFetch(
		{ home, purpose: 'metadata', bytesMax: 1_000, timeoutMs: 1_000, ...settings },
		ports,
	);
	return { fetch, asked };
}

const redirect = (location: string) => new Response(null, { status: 302, headers: { location } });

describe('addresses', () => {
	it.each([
		'127.0.0.1',
		'10.1.2.3',
		'169.254.169.254',
		'172.20.0.1',
		'192.168.0.1',
		'100.64.0.1',
		'0.0.0.0',
		'::1',
		'::',
		'fe80::1',
		'fd00::1',
		'::ffff:127.0.0.1',
		'64:ff9b::7f00:1',
		'no address',
	])('%s is not public', (address) => {
		expect(isPublicAddress(address)).toBe(false);
	});

	it.each(['93.184.216.34', '172.32.0.1', '2606:2800:220:1::1', '::ffff:93.184.216.34'])(
		'%s is public',
		(address) => {
			expect(isPublicAddress(address)).toBe(true);
		},
	);
});

it.each([
	'http://127.0.0.1:8080/token',
	'http://[::1]/token',
	'http://169.254.169.254/latest/meta-data/',
	'http://2130706433/token',
	'https://inner.example.com/token',
])('does not ask %s, which a server named', async (url) => {
	const { fetch, asked } = guarded({});
	const error = await failureOf(fetch(url));
	expect(error).toMatchObject({ step: 'connect', delivery: 'notSent' });
	expect(asked).toEqual([]);
});

it.each(['file:///etc/passwd', 'data:text/plain,hi', 'gopher://example.com/'])(
	'does not ask %s',
	async (url) => {
		await expect(guarded({}).fetch(url)).rejects.toThrow(/not supported/);
	},
);

/** Each test file has a global object of its own; what `fetch` sends through is at that of Node. */
function showDispatcherOfNode() {
	const symbol = Symbol.for('undici.globalDispatcher.1');
	void new Headers();
	const node = runInThisContext('globalThis') as Record<symbol, unknown>;
	Object.assign(globalThis, { [symbol]: node[symbol] });
}

it('goes to no private address that a name comes to mean between the check and the request', async () => {
	showDispatcherOfNode();
	let asked = 0;
	const peer = await bench.start(
		startHttpPeer((_request, response) => {
			asked += 1;
			response.end('secret');
			return Promise.resolve();
		}),
	);
	const url = `http://localhost:${new URL(peer.url).port}/`;
	const ports: AccessPorts = {
		egress: { assertAllowed: async () => await Promise.resolve() },
		resolveHost: async () => await Promise.resolve(['93.184.216.34']),
	};
	const settings = { home, purpose: 'link', bytesMax: 1_000, timeoutMs: 2_000 } as const;
	const error = await failureOf(createGuardedFetch(settings, ports)(url));
	expect(error.message).toMatch(/is an address of a private network/);
	expect(asked).toBe(0);
});

it('checks each hop of a redirect', async () => {
	const { fetch, asked } = guarded({
		'https://auth.example.com/': redirect('https://b.example.com/'),
		'https://b.example.com/': redirect('http://10.0.0.8/admin'),
	});
	await expect(fetch('https://auth.example.com/')).rejects.toThrow(/private network/);
	expect(asked.map(({ url }) => url)).toEqual([
		'https://auth.example.com/',
		'https://b.example.com/',
	]);
});

it('carries no authorization to another origin', async () => {
	const { fetch, asked } = guarded({
		'https://auth.example.com/': redirect('https://b.example.com/'),
		'https://b.example.com/': new Response('ok'),
	});
	await fetch('https://auth.example.com/', { headers: { Authorization: 'Bearer x', Accept: 'a' } });
	expect(asked[1]?.headers).toEqual({ accept: 'a' });
});

it('does not follow the redirect of a request with credentials', async () => {
	const { fetch, asked } = guarded({
		'https://auth.example.com/': redirect('https://b.example.com/'),
	});
	await expect(fetch('https://auth.example.com/', { method: 'POST' })).rejects.toThrow(
		/redirects to/,
	);
	expect(asked).toHaveLength(1);
});

it('gives up on redirects that go round in circles', async () => {
	const { fetch, asked } = guarded({
		'https://a.example.com/': redirect('https://a.example.com/'),
	});
	await expect(fetch('https://a.example.com/')).rejects.toThrow(/too many redirects/);
	expect(asked.length).toBeLessThan(10);
});

it('asks the policy of the instance about each URL and why', async () => {
	const purposes: string[] = [];
	const { fetch } = guarded(
		{ 'https://a.example.com/': redirect('https://b.example.com/') },
		{},
		{
			assertAllowed: async (url, purpose) =>
				await Promise.resolve(void purposes.push(`${purpose} ${url.host}`)),
		},
	);
	await fetch('https://a.example.com/');
	expect(purposes).toEqual(['metadata a.example.com', 'redirect b.example.com']);
});

it('goes to private addresses that are trusted, or the host of the endpoint itself', async () => {
	const trusted = guarded({}, {}, { trustedOrigins: ['http://10.0.0.8:9000'] });
	await expect(trusted.fetch('http://10.0.0.8:9000/x')).resolves.toMatchObject({ status: 404 });
	await expect(trusted.fetch('http://10.0.0.8:9001/x')).rejects.toThrow(/private/);
	const local = guarded({}, { home: new URL('http://localhost:3000/mcp') });
	await expect(local.fetch('http://localhost:4000/token')).resolves.toMatchObject({ status: 404 });
	const link = guarded({}, { home: new URL('http://127.0.0.1:3000/mcp'), purpose: 'link' });
	await expect(link.fetch('http://127.0.0.1:5678/rest')).rejects.toThrow(/private/);
});

describe('a resource link', () => {
	it('is fetched without authorization when it is a web address on the endpoint itself', async () => {
		const seen: unknown[] = [];
		const peer = await bench.start(
			startHttpPeer((request, response) => {
				seen.push(request.headers.authorization);
				response.writeHead(200, { 'content-type': 'image/png' }).end(Buffer.from([1, 2, 3]));
			}),
		);
		const authorization = {
			headers: async () => await Promise.resolve({ Authorization: 'Bearer tok-12345' }),
		};
		const access = bench.access([peer.url], { authorization });
		const { value } = await access.readLink({ uri: `${peer.origin}/pixel.png` });
		expect(value.contents).toEqual([
			{ uri: `${peer.origin}/pixel.png`, mimeType: 'image/png', blob: 'AQID' },
		]);
		expect(seen).toEqual([undefined]);
	});

	it('to another private address is refused', async () => {
		const inner = await bench.start(startFixedPeer(200, {}, 'internal'));
		const peer = await bench.start(startFixedPeer(200, {}, ''));
		const error = await failureOf(bench.access([peer.url]).readLink({ uri: inner.url }));
		expect(error.message).toMatch(/private network/);
		expect(inner.requests).toEqual([]);
	});
});
