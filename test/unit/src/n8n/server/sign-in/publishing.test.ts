import { publish } from './published-trigger';
import { endpointOf } from '../../../../../../src/n8n/server/sign-in-http';
import { OwnPortError, readOwnPort } from '../../../../../../src/n8n/server/own-port';
import { signInWarnings } from '../../../../../../src/n8n/server/sign-in-warnings';
import type { ServerSetup } from '../../../../../../src/n8n/server/server-setup';

describe('publishing', () => {
	it('says that clients of the internet need an address of the internet', async () => {
		const trigger = await publish();
		expect(trigger.warnings).toEqual([expect.stringContaining('Options > Public URL')]);
		await trigger.close();
		const reachable = await publish({ publicUrl: 'https://mcp.example.com/gtm' });
		expect(reachable.warnings).toEqual([]);
		await reachable.close();
	});

	it.each([
		[
			'https://mcp.example.com/gtm',
			'https://mcp.example.com/.well-known/oauth-protected-resource/gtm',
		],
		// A proxy that takes a part of the path off hands on what is below it alone.
		[
			'https://example.com/ai/gtm',
			'https://example.com/ai/gtm/.well-known/oauth-protected-resource',
		],
	])('at %s names metadata at %s', async (publicUrl, metadata) => {
		const trigger = await publish({ publicUrl, allowedHosts: '*' });
		const refused = await fetch(trigger.url, { method: 'POST' });
		expect(refused.headers.get('www-authenticate')).toContain(`resource_metadata="${metadata}"`);
		const { pathname } = new URL(metadata.replace('/ai/', '/'));
		const answer = await fetch(new URL(pathname, trigger.url));
		expect(await answer.json()).toMatchObject({
			resource: publicUrl,
			authorization_servers: [publicUrl],
		});
		await trigger.close();
	});

	it.each([
		['apiKeys', "led from n8n's URL to n8n's own login"],
		['none', "led from n8n's URL to n8n's own login"],
		['signIn', 'only clients that follow'],
	])("says what %s on n8n's URL means for clients that look for a sign-in", (kind, said) => {
		const setup = { authentication: { kind }, parameters: { listen: 'webhook' } };
		expect(signInWarnings(setup as unknown as ServerSetup)).toEqual([
			expect.stringContaining(said),
		]);
	});

	it.each(['apiKeys', 'none'])('has nothing to say of %s on an own port', (kind) => {
		const setup = { authentication: { kind }, parameters: { listen: 'port' } };
		expect(signInWarnings(setup as unknown as ServerSetup)).toEqual([]);
	});

	it('is refused where people could not be told where to sign in', () => {
		const described = { port: 8808, path: 'gtm', authentication: 'signIn', options: {} } as const;
		expect(() => readOwnPort({ ...described, host: '0.0.0.0' })).toThrow(OwnPortError);
		const publicUrl = 'https://mcp.example.com/gtm';
		expect(readOwnPort({ ...described, host: '::', options: { publicUrl } }).url).toBe(publicUrl);
	});
});

describe("the path of a request to n8n's URL", () => {
	it.each([
		['/mcp/gtm', 'gtm', undefined],
		['/mcp/gtm/authorize', 'gtm', 'authorize'],
		['/n8n/mcp/gtm/.well-known/openid-configuration', '/gtm/', 'openidMetadata'],
		['/mcp/x/token', 'x/token', undefined],
		['/mcp/x/token/token', 'x/token', 'token'],
		['/mcp/vertrieb-%C3%A4/register', 'vertrieb-ä', 'register'],
	])('%s of the server at %s asks for %s', (path, server, endpoint) => {
		expect(endpointOf(path, server)).toBe(endpoint);
	});
});
