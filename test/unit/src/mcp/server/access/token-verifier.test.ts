import { AUDIENCE, inSeconds, type IssuerSetup, setUpIssuer } from './issuer-setup';
import { TokenRejected } from '../../../../../../src/mcp/server/access/token-verifier';

jest.mock('jose', () =>
	jest.requireActual<{ bundledJose(): unknown }>('./bundled-jose').bundledJose(),
);

let set: IssuerSetup;

beforeEach(async () => {
	set = await setUpIssuer();
});

afterEach(async () => await set.peer.close());

const unsigned = (header: object, claims: object) =>
	`${[header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.`;

describe('a good token', () => {
	it('gives its claims', async () => {
		expect(await set.verifier().verify(await set.token({ team: 'sales' }), set.settings)).toEqual({
			iss: set.peer.origin,
			aud: AUDIENCE,
			sub: 'dana',
			exp: inSeconds(60),
			scope: 'leads:read',
			team: 'sales',
		});
	});

	it('may name several audiences, of which one is ours, and ours may be several', async () => {
		const both = await set.token({ aud: ['other', 'gtm'] });
		const audiences = [AUDIENCE, 'gtm'];
		expect(await set.verifier().verify(both, { ...set.settings, audiences })).toMatchObject({
			sub: 'dana',
		});
	});

	it('needs no key id while one key fits', async () => {
		expect(
			await set.verifier().verify(await set.token({}, { kid: undefined }), set.settings),
		).toMatchObject({
			sub: 'dana',
		});
	});

	it('without a key id is checked with each key that fits', async () => {
		set.peer.pages['/jwks'] = {
			keys: [await set.publicKey(set.first), await set.publicKey(set.second)],
		};
		const verify = set.verifier();
		for (const pair of [set.first, set.second]) {
			const signed = await set.token({}, { kid: undefined }, pair);
			expect(await verify.verify(signed, set.settings)).toMatchObject({ sub: 'dana' });
		}
	});

	it('may be as far off as the clocks may be apart', async () => {
		const late = await set.token({ exp: inSeconds(-4), nbf: inSeconds(4) });
		expect(await set.verifier().verify(late, set.settings)).toMatchObject({ sub: 'dana' });
	});

	it('keeps a claim called __proto__ to itself', async () => {
		const claims = JSON.parse('{"__proto__": {"admin": true}}') as Record<string, unknown>;
		const all = { iss: set.peer.origin, aud: AUDIENCE, sub: 'dana', exp: inSeconds(60) };
		const text = JSON.stringify(all).replace('{', `${JSON.stringify(claims).slice(0, -1)},`);
		const signed = await new set.jose.CompactSign(new TextEncoder().encode(text))
			.setProtectedHeader({ alg: 'ES256', kid: 'one' })
			.sign(set.first.privateKey);
		const verified = await set.verifier().verify(signed, set.settings);
		expect(verified.admin).toBeUndefined();
		expect(({} as Record<string, unknown>).admin).toBeUndefined();
	});
});

describe('a token is rejected', () => {
	const rejections: Array<[string, () => Promise<string>, string]> = [
		['that expired', () => set.token({ exp: inSeconds(-6) }), 'The access token has expired'],
		[
			'that never expires',
			() => set.token({ exp: undefined }),
			'The access token lacks the claim exp',
		],
		[
			'whose expiry is a text',
			() => set.token({ exp: '9999999999' }),
			'The claim exp of the access token is not valid',
		],
		[
			'that is not valid yet',
			() => set.token({ nbf: inSeconds(6) }),
			'The access token is not valid yet',
		],
		[
			'for another audience',
			() => set.token({ aud: `${AUDIENCE}/` }),
			'The access token is for another audience',
		],
		[
			'for no audience',
			() => set.token({ aud: undefined }),
			'The access token lacks the claim aud',
		],
		[
			'of another issuer',
			() => set.token({ iss: 'https://evil.example' }),
			'The access token comes from another issuer',
		],
		[
			'signed by somebody else under a known key id',
			() => set.token({}, {}, set.second),
			'The signature of the access token is not valid',
		],
		[
			'signed with a key that nobody published',
			() => set.token({}, { kid: 'two' }, set.second),
			'The key that signed the access token is not published by its issuer',
		],
		[
			'without a signature',
			async () => unsigned({ alg: 'none' }, { iss: set.peer.origin, aud: AUDIENCE, exp: 1e10 }),
			'The access token uses a signature algorithm that this server does not accept',
		],
		[
			'signed with the public key as a shared secret',
			async () => {
				const secret = new TextEncoder().encode(
					JSON.stringify(await set.publicKey(set.first, 'one')),
				);
				return await new set.jose.SignJWT({ iss: set.peer.origin, aud: AUDIENCE, exp: 1e10 })
					.setProtectedHeader({ alg: 'HS256', kid: 'one' })
					.sign(secret);
			},
			'The access token uses a signature algorithm that this server does not accept',
		],
		[
			'with an extension that must be understood',
			async () => `${unsigned({ alg: 'ES256', crit: ['x'], x: 1 }, {})}c2ln`,
			'The access token is not a valid JWT',
		],
		['that is none', async () => 'not.a.token', 'The access token is not a valid JWT'],
		['that is opaque', async () => 'opaque', 'The access token is not a signed JWT'],
		['that is encrypted', async () => 'a.b.c.d.e', 'The access token is not a signed JWT'],
		[
			'of an absurd length',
			async () => `${'a'.repeat(20_000)}.b.c`,
			'The access token is too long',
		],
	];

	it.each(rejections)('%s', async (_, make, reason) => {
		const presented = await make();
		const rejection = set.verifier().verify(presented, set.settings);
		await expect(rejection).rejects.toBeInstanceOf(TokenRejected);
		await expect(rejection).rejects.toThrow(reason);
	});

	it('without a word of it in the error', async () => {
		const presented = await set.token({ aud: 'other', sub: 'secret-subject' });
		const error: unknown = await set
			.verifier()
			.verify(presented, set.settings)
			.catch((thrown: unknown) => thrown);
		const { message, stack = '', cause } = error as Error;
		for (const part of [...presented.split('.'), 'secret-subject']) {
			expect(`${message}${stack}${String(cause)}`).not.toContain(part);
		}
	});

	it('of an algorithm of shared secrets even if the set.settings name it', async () => {
		const signed = await new set.jose.SignJWT({ iss: set.peer.origin, aud: AUDIENCE, exp: 1e10 })
			.setProtectedHeader({ alg: 'HS256' })
			.sign(new TextEncoder().encode('x'.repeat(32)));
		const algorithms = ['HS256', 'none', 'ES256'];
		await expect(set.verifier().verify(signed, { ...set.settings, algorithms })).rejects.toThrow(
			'a signature algorithm that this server does not accept',
		);
	});

	it('by a server whose set.settings name no audience or no algorithm', async () => {
		const good = await set.token();
		const verify = set.verifier();
		await expect(verify.verify(good, { ...set.settings, audiences: [] })).rejects.toThrow(
			'audience',
		);
		await expect(verify.verify(good, { ...set.settings, algorithms: [] })).rejects.toThrow(
			'algorithm',
		);
	});
});
