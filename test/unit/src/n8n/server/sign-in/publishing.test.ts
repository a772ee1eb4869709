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
