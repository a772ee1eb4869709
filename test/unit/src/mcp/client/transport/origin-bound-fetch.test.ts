import { toKeyHeader } from '../../../../../src/mcp/client/api-key';
import { createOriginBoundFetch } from '../../../../../src/mcp/client/origin-bound-fetch';

const target = {
	url: new URL('https://mcp.example.com/mcp'),
	keyHeader: toKeyHeader('k-123', 'X-API-Key'),
};

function bound(answer: Response = new Response('ok')) {
	const fetch = jest.fn(
		async (_url: string | URL, _init?: RequestInit) => await Promise.resolve(answer),
	);
	return { fetch, boundFetch: createOriginBoundFetch(target, { fetch }) };
}

const redirect = (status: number, location: string) =>
	new Response(null, { status, headers: { location } });

it('adds the key to the headers of the request, and follows no redirect by itself', async () => {
	const { fetch, boundFetch } = bound();
	await boundFetch('https://mcp.example.com/mcp', { method: 'POST', headers: { accept: 'x' } });
	const [, init] = fetch.mock.calls[0] ?? [];
	expect(init?.redirect).toBe('manual');
	expect(Object.fromEntries(new Headers(init?.headers))).toEqual({
		accept: 'x',
		'x-api-key': 'k-123',
	});
});

it.each(['https://example.com/mcp', 'http://mcp.example.com/mcp', 'https://mcp.example.com:1/'])(
	'sends nothing to %s',
	async (url) => {
		const { fetch, boundFetch } = bound();
		await expect(boundFetch(url)).rejects.toThrow(/redirects to/);
		expect(fetch).not.toHaveBeenCalled();
	},
);

it.each([
	{ method: 'POST', status: 307, location: 'https://evil.example/mcp' },
	{ method: 'GET', status: 302, location: '//evil.example/mcp' },
	{ method: 'POST', status: 308, location: 'http://mcp.example.com/mcp' },
	{ method: 'POST', status: 302, location: '/login' },
])('refuses a $status of a $method to $location', async ({ method, status, location }) => {
	const { boundFetch } = bound(redirect(status, location));
	await expect(boundFetch(target.url, { method })).rejects.toThrow(/redirects to/);
});

it.each([
	{ method: 'POST', status: 307 },
	{ method: 'GET', status: 302 },
])('leaves a $status of a $method within the origin to the SDK', async ({ method, status }) => {
	const { boundFetch } = bound(redirect(status, '/v2/mcp'));
	await expect(boundFetch(target.url, { method })).resolves.toMatchObject({ status });
});
