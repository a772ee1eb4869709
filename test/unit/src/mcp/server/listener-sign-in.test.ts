import { Listener, type Mount } from '../../../../../src/mcp/server/listener';

describe('beside a server with sign-in, the own port', () => {
	let listener: Listener;
	const send = async (path: string, init: RequestInit = {}) => {
		const response = await fetch(`http://127.0.0.1:${listener.port}${path}`, {
			method: 'POST',
			...init,
		});
		return { status: response.status, text: await response.text() };
	};
	const mountWith = (name: string): Mount => ({
		serve: async (_request, response) => {
			response.end(`${name}: MCP`);
		},
		guard: () => undefined,
		allowOrigin: () => undefined,
		resourceMetadata: () => ({ resource: name }),
		oauth: {
			serves: (endpoint) => endpoint !== 'revoke',
			answer: async (endpoint, { method, url }, response) => {
				response.end(`${name}: ${method} ${endpoint} ${url}`);
			},
		},
	});
	beforeEach(async () => {
		listener = await Listener.open('127.0.0.1', 0);
		listener.mount('/gtm', mountWith('gtm'));
	});
	afterEach(async () => await listener.close());

	it.each([
		['GET', '/.well-known/oauth-authorization-server/gtm', 'metadata'],
		['GET', '/.well-known/openid-configuration/gtm', 'openidMetadata'],
		['GET', '/gtm/.well-known/oauth-authorization-server', 'metadata'],
		['GET', '/gtm/.well-known/openid-configuration', 'openidMetadata'],
		['GET', '/gtm/authorize?x=1', 'authorize'],
		['POST', '/gtm/token', 'token'],
		['OPTIONS', '/gtm/register', 'register'],
	])('leaves %s %s to its authorization server', async (method, path, endpoint) => {
		const { text } = await send(path, { method });
		expect(text).toBe(`gtm: ${method} ${endpoint} ${path}`);
	});

	it('leaves a page below the path to who serves it, and knows no other', async () => {
		const beside = {
			'/dashboard': async (_: unknown, response: { end(text: string): void }) =>
				await Promise.resolve(response.end('a page')),
		};
		listener.mount('/', { ...mountWith('root'), beside });
		listener.mount('/other', { ...mountWith('other'), beside });
		for (const path of ['/dashboard?view=calls', '/other/dashboard/', '/other/dashboard']) {
			expect((await send(path, { method: 'GET' })).text).toBe('a page');
		}
		for (const path of ['/gtm/dashboard', '/nowhere/dashboard', '/other/dashboard/x']) {
			expect((await send(path, { body: '' })).status).toBe(404);
		}
	});

	it('knows nothing that the authorization server does not serve', async () => {
		expect((await send('/gtm/revoke', { body: '' })).status).toBe(404);
		expect((await send('/gtm/token/x', { body: '' })).status).toBe(404);
	});

	it('answers for the root while the port has no other server', async () => {
		const root = '/.well-known/oauth-authorization-server';
		expect((await send(root, { method: 'GET' })).text).toContain('metadata');
		expect((await send('/authorize', { method: 'GET' })).text).toContain('authorize');
		expect((await send('/.well-known/oauth-protected-resource', { method: 'GET' })).status).toBe(
			200,
		);
		listener.mount('/other', mountWith('other'));
		expect((await send(root, { method: 'GET' })).status).toBe(404);
		expect((await send('/authorize', { method: 'GET' })).status).toBe(404);
		expect((await send(`${root}/other`, { method: 'GET' })).text).toContain('other: GET metadata');
	});

	it('prefers a server that is mounted where an endpoint would be', async () => {
		listener.mount('/gtm/token', mountWith('deeper'));
		expect((await send('/gtm/token', { body: '{}' })).text).toBe('deeper: MCP');
	});
});
