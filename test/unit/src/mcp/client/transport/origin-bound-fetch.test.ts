import {
	type Authorization,
	type AuthorizationChallenge,
	staticAuthorization,
} from '../../../../../../src/mcp/client/access/authorization';
import { createOriginBoundFetch } from '../../../../../../src/mcp/client/transport/origin-bound-fetch';

const url = new URL('https://mcp.example.com/mcp');

function bound(
	answers: Response[] = [new Response('ok')],
	authorization: Authorization = staticAuthorization({ 'X-API-Key': 'k-123' }),
) {
	const fetch = jest.fn(
		async (_url: string | URL, _init?: RequestInit) =>
			await Promise.resolve(answers.shift() ?? new Response('ok')),
	);
	const boundFetch = createOriginBoundFetch({
		url,
		binding: () => ({
			authorization,
			ports: { fetch, egress: { assertAllowed: async () => await Promise.resolve() } },
		}),
		onHeadersSent: () => undefined,
	});
	return { fetch, boundFetch };
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
	const { boundFetch } = bound([redirect(status, location)]);
	await expect(boundFetch(url, { method })).rejects.toThrow(/redirects to/);
});

it.each([
	{ method: 'POST', status: 307 },
	{ method: 'GET', status: 302 },
])('follows a $status of a $method within the origin', async ({ method, status }) => {
	const { fetch, boundFetch } = bound([redirect(status, '/v2/mcp')]);
	await expect(boundFetch(url, { method })).resolves.toMatchObject({ status: 200 });
	expect(fetch.mock.calls.map(([to]) => String(to))).toEqual([
		'https://mcp.example.com/mcp',
		'https://mcp.example.com/v2/mcp',
	]);
});

it('gives up on redirects that go round in circles, and says so', async () => {
	const { fetch, boundFetch } = bound(Array.from({ length: 20 }, () => redirect(307, '/mcp')));
	await expect(boundFetch(url, { method: 'POST' })).rejects.toThrow(/has a redirect loop/);
	expect(fetch.mock.calls.length).toBeLessThan(10);
});

describe('a refused request', () => {
	const refused = (status: number, challenge = 'Bearer') =>
		new Response('no', { status, headers: { 'www-authenticate': challenge } });

	function renewing() {
		let token = 'old';
		const refresh = jest.fn(async (_challenge: AuthorizationChallenge) => {
			token = 'new';
			return await Promise.resolve(true);
		});
		const headers = async () => await Promise.resolve({ Authorization: `Bearer ${token}` });
		return { headers, refresh };
	}

	const authorizationOf = ([, init]: [string | URL, RequestInit?]) =>
		new Headers(init?.headers).get('authorization');

	it('goes again with what the authorization renewed', async () => {
		const authorization = renewing();
		const { fetch, boundFetch } = bound([refused(401)], authorization);
		await expect(boundFetch(url, { method: 'POST' })).resolves.toMatchObject({ status: 200 });
		expect(fetch.mock.calls.map(authorizationOf)).toEqual(['Bearer old', 'Bearer new']);
		expect(authorization.refresh.mock.calls[0]?.[0].sent).toEqual({
			Authorization: 'Bearer old',
		});
	});

	it('goes again when more scope was asked for and got', async () => {
		const challenge = 'Bearer error="insufficient_scope", scope="write"';
		const { fetch, boundFetch } = bound([refused(403, challenge)], renewing());
		await boundFetch(url, { method: 'POST' });
		expect(fetch).toHaveBeenCalledTimes(2);
	});

	it('stays refused when it is for another reason than scope', async () => {
		const { fetch, boundFetch } = bound([refused(403)], renewing());
		await expect(boundFetch(url, { method: 'POST' })).resolves.toMatchObject({ status: 403 });
		expect(fetch).toHaveBeenCalledTimes(1);
	});

	it('asks for more scope twice, however often it is asked for', async () => {
		const challenge = 'Bearer error="insufficient_scope", scope="write"';
		const answers = Array.from({ length: 9 }, () => refused(403, challenge));
		const { fetch, boundFetch } = bound(answers, renewing());
		await expect(boundFetch(url, { method: 'POST' })).resolves.toMatchObject({ status: 403 });
		expect(fetch).toHaveBeenCalledTimes(3);
	});

	it('stops asking after a few times', async () => {
		const answers = Array.from({ length: 9 }, () => refused(401));
		const { fetch, boundFetch } = bound(answers, renewing());
		await expect(boundFetch(url, { method: 'POST' })).resolves.toMatchObject({ status: 401 });
		expect(fetch).toHaveBeenCalledTimes(4);
	});
});
