import { toClientCredentials, toIdentity } from '../../../../../src/n8n/client/authorization';
import type { AccessPorts } from '../../../../../src/mcp/client/access/access-ports';

const ports: AccessPorts = { egress: { assertAllowed: async () => await Promise.resolve() } };
const never = async () => await Promise.reject(new Error('not asked for'));

const identify = (
	kind: Parameters<typeof toIdentity>[0],
	credential: Record<string, unknown>,
	renew: () => Promise<string | undefined> = never,
) => toIdentity(kind, credential, ports, renew);

const challenge = {
	serverUrl: new URL('https://a.example'),
	status: 401 as const,
	response: new Response(),
	sent: { Authorization: 'Bearer old' },
};

describe('an API key', () => {
	it('is a bearer token, or goes bare into another header', async () => {
		const bearer = identify('apiKey', { apiKey: 'abc' }).authorization;
		expect(await bearer.headers()).toEqual({ Authorization: 'Bearer abc' });
		const bare = identify('apiKey', { apiKey: 'abc', headerName: 'X-API-Key' }).authorization;
		expect(await bare.headers()).toEqual({ 'X-API-Key': 'abc' });
	});

	it('tells principals apart without being one', () => {
		const [a, b] = ['key-a', 'key-b'].map((apiKey) => identify('apiKey', { apiKey }).principal);
		expect(a).not.toBe(b);
		expect(a).not.toContain('key-a');
	});
});

describe('several headers', () => {
	const header = (name: string, value: string) => ({ headers: { header: [{ name, value }] } });

	it('leave out rows without a name', async () => {
		const { authorization } = identify('headers', header(' ', 'x'));
		expect(await authorization.headers()).toEqual({});
	});

	it.each([
		{ name: 'two words', value: 'x', says: /"two words" is not a valid HTTP header name/ },
		{ name: 'X-Key', value: 'a\nb', says: /"X-Key" contains characters/ },
	])('refuse $name', ({ name, value, says }) => {
		expect(() => identify('headers', header(name, value))).toThrow(says);
	});

	it('keep the value out of the error', () => {
		const refuse = () => identify('headers', header('X-Key', 'sécret'));
		expect(refuse).toThrow(
			expect.objectContaining({ message: expect.not.stringContaining('sécret') }),
		);
	});
});

describe('a token of n8n', () => {
	const credential = { grantType: 'pkce', oauthTokenData: { access_token: 'old' } };

	it('is renewed when the server refuses it', async () => {
		const { authorization } = identify(
			'oAuth2',
			credential,
			async () => await Promise.resolve('new'),
		);
		expect(await authorization.headers()).toEqual({ Authorization: 'Bearer old' });
		expect(await authorization.refresh?.(challenge)).toBe(true);
		expect(await authorization.headers()).toEqual({ Authorization: 'Bearer new' });
	});

	it('is renewed once for all who are refused at once, and all of them go on', async () => {
		let renewals = 0;
		const { authorization } = identify('oAuth2', credential, async () => {
			renewals += 1;
			return await Promise.resolve('new');
		});
		const refusals = Array.from(
			{ length: 10 },
			async () => await authorization.refresh?.(challenge),
		);
		expect(await Promise.all(refusals)).toEqual(Array.from({ length: 10 }, () => true));
		// Its refusal was under way for long: by now there is a new one, and n8n gives out the same.
		expect(await authorization.refresh?.(challenge)).toBe(true);
		expect(renewals).toBe(1);
	});

	it('that cannot be renewed is not tried again', async () => {
		const { authorization } = identify(
			'oAuth2',
			credential,
			async () => await Promise.resolve(undefined),
		);
		expect(await authorization.refresh?.(challenge)).toBe(false);
	});

	it('is renewed before it is sent when its time is over, once for all who ask', async () => {
		let renewals = 0;
		const due = {
			grantType: 'pkce',
			oauthTokenData: {
				access_token: 'old',
				refresh_token: 'r',
				expires_in: 3600,
				expires_at: Date.now() - 1000,
				n8n_expires_at: Date.now() - 1000,
			},
		};
		const { authorization } = identify('hubSpotOAuth2', due, async () => {
			renewals++;
			return await Promise.resolve('new');
		});
		const all = await Promise.all([authorization.headers(), authorization.headers()]);
		expect(all).toEqual([{ Authorization: 'Bearer new' }, { Authorization: 'Bearer new' }]);
		expect(renewals).toBe(1);
	});

	it('has to be there', () => {
		expect(() => identify('oAuth2', {})).toThrow('The account is not connected');
	});
});

describe('client credentials', () => {
	const fields = { serverUrl: 'https://a.example/mcp', clientId: 'me' };

	it('prove themselves by a secret', () => {
		expect(toClientCredentials({ ...fields, proof: 'post', clientSecret: 's' })).toEqual({
			serverUrl: new URL('https://a.example/mcp'),
			clientId: 'me',
			proof: { kind: 'secret', clientSecret: 's', method: 'post' },
		});
	});

	it('prove themselves by a key, also one that was pasted into one line', () => {
		const { proof, scope, issuer } = toClientCredentials({
			...fields,
			proof: 'privateKeyJwt',
			privateKey: '-----BEGIN PRIVATE KEY-----\\nabc\\n-----END PRIVATE KEY-----',
			algorithm: 'RS256',
			scope: ' read ',
			issuer: 'https://login.example',
		});
		expect(proof).toMatchObject({
			kind: 'privateKeyJwt',
			algorithm: 'RS256',
			privateKey: '-----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY-----',
		});
		expect([scope, issuer]).toEqual(['read', 'https://login.example']);
	});

	it.each([
		{ without: 'clientId', says: "'Client ID' is empty" },
		{ without: 'clientSecret', says: "'Client Secret' is empty" },
	])('name $without when it is missing', ({ without, says }) => {
		const given = { ...fields, clientSecret: 's', [without]: ' ' };
		expect(() => toClientCredentials(given)).toThrow(says);
	});
});
