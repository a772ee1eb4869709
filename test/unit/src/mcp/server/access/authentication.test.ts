import type { IncomingHttpHeaders } from 'node:http';

import type { ApiKey } from '../../../../../../src/mcp/server/access/api-keys';
import {
	authenticate,
	type Authentication,
	type AuthenticationPorts,
} from '../../../../../../src/mcp/server/access/authentication';
import { Unauthenticated } from '../../../../../../src/mcp/server/access/challenge';
import {
	type JwtSettings,
	TokenRejected,
} from '../../../../../../src/mcp/server/access/token-verifier';

const NOW = Date.UTC(2026, 10, 22);
const METADATA = 'https://n8n.example.com/mcp/gtm/metadata';
const DANA = 'dana-0123456789-0123456789';
const KIM = 'kim-0123456789-0123456789';

const keys: ApiKey[] = [
	{ label: ' Claude of Dana ', key: ` ${DANA}\n` },
	{
		label: 'Cursor of Kim',
		key: KIM,
		allowed: { tools: ['lead_*'] },
		limits: { perMinute: 5 },
		resultFields: ['score'],
		expires: '2027-01-01T00:00:00Z',
	},
	{ label: 'Old', key: 'old-0123456789-0123456789', expires: '2026-11-22T00:00:00Z' },
	{ label: 'Odd', key: 'odd-0123456789-0123456789', expires: 'next year' },
];

const settings: JwtSettings = {
	issuer: 'https://id.example.com',
	audiences: ['gtm'],
	algorithms: ['ES256'],
	clockToleranceSeconds: 0,
};

/** Tokens that are the JSON of their claims, for what comes after verification. */
const ports: AuthenticationPorts = {
	now: () => NOW,
	tokens: {
		async verify(token) {
			if (token === 'expired') throw new TokenRejected('The access token has expired');
			if (token === 'broken') throw new TypeError('a mistake of our own');
			return JSON.parse(Buffer.from(token, 'base64url').toString()) as Record<string, unknown>;
		},
	},
};

const withKeys: Authentication = { kind: 'apiKeys', keys };
const withTokens: Authentication = { kind: 'jwt', settings };
const hints = { resourceMetadataUrl: METADATA, scopes: ['leads:read'] };

const enter = async (headers: IncomingHttpHeaders, authentication: Authentication) =>
	await authenticate(headers, authentication, ports, hints);

async function refusal(headers: IncomingHttpHeaders, authentication: Authentication) {
	const error: unknown = await enter(headers, authentication).catch((thrown: unknown) => thrown);
	if (!(error instanceof Unauthenticated)) throw new Error('not refused', { cause: error });
	expect(error.httpStatus).toBe(401);
	return { message: error.message, challenge: error.challenge };
}

const bearer = (claims: object) => ({
	authorization: `Bearer ${Buffer.from(JSON.stringify(claims)).toString('base64url')}`,
});

describe('without authentication', () => {
	it('everyone is anonymous, whatever they present', async () => {
		expect(await enter({ authorization: `Bearer ${DANA}` }, { kind: 'none' })).toEqual({
			kind: 'anonymous',
			label: 'anonymous',
		});
	});
});

describe('with sign-in', () => {
	const withSignIn: Authentication = { kind: 'signIn', keys };
	const signIn: AuthenticationPorts = {
		...ports,
		signIn: async (token) => {
			if (token === 'ended') return { kind: 'refused', reason: 'The sign-in has ended' };
			if (token !== 'good') return { kind: 'none' };
			return { kind: 'known', principal: { kind: 'apiKey', label: 'Dana', scopes: [] } };
		},
	};
	const come = async (authorization?: string) =>
		await authenticate(authorization ? { authorization } : {}, withSignIn, signIn, hints);

	it('whoever signed in is the holder of the key', async () => {
		expect(await come('Bearer good')).toEqual({ kind: 'apiKey', label: 'Dana', scopes: [] });
	});

	it('a key does as well as a token that was had for it', async () => {
		expect(await come(`Bearer ${KIM}`)).toMatchObject({ kind: 'apiKey', label: 'Cursor of Kim' });
	});

	it.each([
		[undefined, 'sign in, or send an API key', undefined],
		['Bearer ended', 'the sign-in has ended', 'invalid_token'],
		['Bearer other', 'the access token has ended, or is neither', 'invalid_token'],
		['Bearer old-0123456789-0123456789', 'the API key has expired', 'invalid_token'],
	])('tells %s where to sign in', async (authorization, message, error) => {
		const refused: unknown = await come(authorization).catch((thrown: unknown) => thrown);
		expect(refused).toBeInstanceOf(Unauthenticated);
		const { challenge, message: said } = refused as Unauthenticated;
		expect(said).toContain(message);
		expect(challenge).toContain(`resource_metadata="${METADATA}"`);
		if (error) expect(challenge).toContain(`error="${error}"`);
	});
});

describe('with keys', () => {
	it.each<[string, IncomingHttpHeaders]>([
		['Authorization', { authorization: `Bearer ${DANA}` }],
		['Authorization with its scheme in lower case', { authorization: `bearer  ${DANA} ` }],
		['X-API-Key', { 'x-api-key': DANA }],
	])('the holder is known by %s, and the label carries no blanks', async (_, headers) => {
		expect(await enter(headers, withKeys)).toEqual({ kind: 'apiKey', label: 'Claude of Dana' });
	});

	it('the holder comes with what the key allows', async () => {
		expect(await enter({ 'x-api-key': KIM }, withKeys)).toEqual({
			kind: 'apiKey',
			label: 'Cursor of Kim',
			allowed: { tools: ['lead_*'] },
			limits: { perMinute: 5 },
			resultFields: ['score'],
			validUntil: Date.parse('2027-01-01T00:00:00Z'),
		});
	});

	it.each<[string, IncomingHttpHeaders]>([
		['nothing', {}],
		['a blank', { 'x-api-key': ' ' }],
		['another scheme', { authorization: `Basic ${DANA}` }],
		['a key with more behind it', { authorization: `Bearer ${DANA} x` }],
	])('%s is no key: the challenge says how to send one, and names no error', async (_, headers) => {
		expect(await refusal(headers, withKeys)).toEqual({
			message: 'Unauthorized: send an API key as "Authorization: Bearer <key>"',
			challenge: 'Bearer realm="mcp"',
		});
	});

	it.each([DANA.slice(0, -1), `${DANA}x`, DANA.toUpperCase(), '"', '\u0000'])(
		'a wrong one (%j) is refused and not repeated',
		async (key) => {
			expect(await refusal({ 'x-api-key': key }, withKeys)).toEqual({
				message: 'Unauthorized: the API key is not valid for this server',
				challenge:
					'Bearer realm="mcp", error="invalid_token", error_description="The API key is not valid for this server"',
			});
		},
	);

	it.each(['old', 'odd'])('one that expired is refused without its label (%s)', async (name) => {
		const said = await refusal({ 'x-api-key': `${name}-0123456789-0123456789` }, withKeys);
		expect(said.message).toBe('Unauthorized: the API key has expired');
		expect(said.challenge).not.toMatch(/old|odd/i);
	});

	it('nobody enters if there are none', async () => {
		await refusal({ 'x-api-key': '' }, { kind: 'apiKeys', keys: [] });
		await refusal({ 'x-api-key': 'x' }, { kind: 'apiKeys', keys: [] });
	});
});

describe('with tokens', () => {
	it('the subject is known, with scopes and claims', async () => {
		const claims = { sub: 'auth0|dana', scope: 'leads:read leads:write', team: 'sales' };
		expect(await enter(bearer(claims), withTokens)).toEqual({
			kind: 'jwt',
			label: 'auth0|dana',
			scopes: ['leads:read', 'leads:write'],
			claims,
		});
	});

	it.each([
		['a list', { scp: ['a', 'b'] }, ['a', 'b']],
		['Microsoft’s text', { scp: 'a b' }, ['a', 'b']],
		['both spellings', { scope: 'a', scp: 'b a' }, ['a', 'b']],
		['nothing', {}, []],
		['something else', { scope: { a: true }, scp: [5, null] }, []],
	])('scopes may be %s', async (_, claims, scopes) => {
		expect(await enter(bearer({ sub: 'dana', ...claims }), withTokens)).toMatchObject({ scopes });
	});

	it('a client without a user is known by its id', async () => {
		const principal = await enter(bearer({ client_id: 'cron', azp: 'other' }), withTokens);
		expect(principal.label).toBe('cron');
	});

	it.each([{}, { sub: '' }, { sub: 5 }])('a token of nobody (%j) is refused', async (claims) => {
		expect((await refusal(bearer(claims), withTokens)).message).toContain('has no subject');
	});

	it('the challenge says where to get one and for what', async () => {
		expect(await refusal({ 'x-api-key': 'x' }, withTokens)).toEqual({
			message: 'Unauthorized: send an access token as "Authorization: Bearer <token>"',
			challenge: `Bearer realm="mcp", scope="leads:read", resource_metadata="${METADATA}"`,
		});
	});

	it('a rejected one gets the reason in the challenge', async () => {
		expect(await refusal({ authorization: 'Bearer expired' }, withTokens)).toEqual({
			message: 'Unauthorized: the access token has expired',
			challenge: `Bearer realm="mcp", error="invalid_token", error_description="The access token has expired", scope="leads:read", resource_metadata="${METADATA}"`,
		});
	});

	it('a mistake of our own stays one', async () => {
		const entering = enter({ authorization: 'Bearer broken' }, withTokens);
		await expect(entering).rejects.toThrow('a mistake of our own');
	});
});
