import type { IssuerPeer } from './issuer-peer';
import { inSeconds, type IssuerSetup, MINUTE, SECOND, setUpIssuer } from './issuer-setup';
import { IssuerUnavailable } from '../../../../../../src/mcp/server/access/issuer-keys';

jest.mock('jose', () =>
	jest.requireActual<{ bundledJose(): unknown }>('./bundled-jose').bundledJose(),
);

let set: IssuerSetup;

beforeEach(async () => {
	set = await setUpIssuer();
});

afterEach(async () => await set.peer.close());

describe('the keys of an issuer', () => {
	it('are fetched once for many tokens at once', async () => {
		const verify = set.verifier();
		const good = await set.token();
		await Promise.all(Array.from({ length: 20 }, () => verify.verify(good, set.settings)));
		expect(set.peer.seen).toEqual(['/jwks']);
	});

	it('are fetched anew for an unknown key, so that a rotation needs no restart', async () => {
		const verify = set.verifier();
		await verify.verify(await set.token(), set.settings);
		await set.publish({ two: set.second });
		set.clock.now += 31 * SECOND;
		const signed = await set.token({}, { kid: 'two' }, set.second);
		expect(await verify.verify(signed, set.settings)).toMatchObject({ sub: 'dana' });
		await expect(verify.verify(await set.token(), set.settings)).rejects.toThrow(
			'not published by its issuer',
		);
		expect(set.peer.seen).toHaveLength(2);
	});

	it('are not fetched for every unknown key that somebody makes up', async () => {
		const verify = set.verifier();
		for (let count = 0; count < 20; count += 1) {
			const made = await set.token({}, { kid: `made-up-${count}` });
			await expect(verify.verify(made, set.settings)).rejects.toThrow(
				'not published by its issuer',
			);
		}
		expect(set.peer.seen).toHaveLength(1);
	});

	it('are fetched anew after ten minutes, which ends the life of a withdrawn key', async () => {
		const verify = set.verifier();
		await verify.verify(await set.token(), set.settings);
		await set.publish({ two: set.second });
		set.clock.now += 11 * MINUTE;
		const old = await set.token({ exp: inSeconds(3600) });
		await expect(verify.verify(old, set.settings)).rejects.toThrow('not published by its issuer');
	});

	it('serve on while the issuer is down, for a day', async () => {
		const verify = set.verifier();
		const long = await set.token({ exp: inSeconds(1e6) });
		await verify.verify(long, set.settings);
		delete set.peer.pages['/jwks'];
		set.clock.now += 20 * MINUTE;
		expect(await verify.verify(long, set.settings)).toMatchObject({ sub: 'dana' });
		expect(set.trouble).toEqual([`${set.peer.origin}/jwks answered HTTP 404`]);
		set.clock.now += 24 * 60 * MINUTE;
		await expect(verify.verify(long, set.settings)).rejects.toBeInstanceOf(IssuerUnavailable);
	});

	it('that cannot be had are nobody’s fault but the issuer’s: 503, not 401', async () => {
		set.peer.pages['/jwks'] = (response) => response.writeHead(500).end('secret trace');
		const verify = set.verifier();
		const failure = verify.verify(await set.token(), set.settings);
		await expect(failure).rejects.toMatchObject({ httpStatus: 503, retryAfterMs: 5_000 });
		await set.publish({ one: set.first });
		await expect(verify.verify(await set.token(), set.settings)).rejects.toThrow('Try again');
		expect(set.peer.seen).toHaveLength(1);
		set.clock.now += 5 * SECOND;
		expect(await verify.verify(await set.token(), set.settings)).toMatchObject({ sub: 'dana' });
	});

	it('that turn unknown while the issuer is down do not cost the client its token', async () => {
		const verify = set.verifier();
		await verify.verify(await set.token(), set.settings);
		delete set.peer.pages['/jwks'];
		set.clock.now += 31 * SECOND;
		const signed = await set.token({}, { kid: 'two' }, set.second);
		await expect(verify.verify(signed, set.settings)).rejects.toBeInstanceOf(IssuerUnavailable);
	});

	const broken: Array<[string, (peer: IssuerPeer) => void, string]> = [
		['a slow one', (peer) => (peer.pages['/jwks'] = () => undefined), 'did not answer in time'],
		[
			'one that never ends',
			(peer) => (peer.pages['/jwks'] = (response) => response.writeHead(200).write('{')),
			'did not answer in time',
		],
		[
			'one without bounds',
			(peer) => (peer.pages['/jwks'] = (response) => response.end('x'.repeat(600_000))),
			'is larger than 524288 bytes',
		],
		[
			'one that is no JSON',
			(peer) => (peer.pages['/jwks'] = (response) => response.end('<')),
			'is not JSON',
		],
		['one that is a list', (peer) => (peer.pages['/jwks'] = []), 'is not a JSON object'],
		['one without keys', (peer) => (peer.pages['/jwks'] = {}), 'is not a JSON Web Key Set'],
		[
			'one that sends elsewhere',
			(peer) =>
				(peer.pages['/jwks'] = (response) =>
					response.writeHead(302, { location: 'http://169.254.169.254/' }).end()),
			'answered HTTP 302',
		],
	];

	it.each(broken)('are not taken from %s, and the log says why', async (_, breakIt, reason) => {
		breakIt(set.peer);
		await expect(set.verifier().verify(await set.token(), set.settings)).rejects.toMatchObject({
			httpStatus: 503,
		});
		expect(set.trouble).toEqual([expect.stringContaining(reason)]);
	});

	it.each(['http://keys.example.com/jwks', 'file:///etc/passwd', 'https://a:b@example.com/', 'x'])(
		'are never fetched from %s',
		async (jwksUri) => {
			const verdict = set.verifier().verify(await set.token(), { ...set.settings, jwksUri });
			await expect(verdict).rejects.toMatchObject({ httpStatus: 503 });
			expect(set.trouble).toEqual([expect.stringContaining('The JWKS URL')]);
		},
	);
});

describe('an issuer without a JWKS URL in the settings', () => {
	const discovered = () => ({ ...set.settings, jwksUri: undefined });

	it.each(['/.well-known/oauth-authorization-server', '/.well-known/openid-configuration'])(
		'is asked for it at %s',
		async (place) => {
			set.peer.pages[place] = { issuer: set.peer.origin, jwks_uri: `${set.peer.origin}/jwks` };
			expect(await set.verifier().verify(await set.token(), discovered())).toMatchObject({
				sub: 'dana',
			});
		},
	);

	it('with a path is asked where both standards put it', async () => {
		const name = `${set.peer.origin}/realms/acme`;
		const place = '/realms/acme/.well-known/openid-configuration';
		set.peer.pages[place] = { issuer: name, jwks_uri: `${set.peer.origin}/jwks` };
		const signed = await set.token({ iss: name });
		expect(await set.verifier().verify(signed, { ...discovered(), issuer: name })).toMatchObject({
			sub: 'dana',
		});
		expect(set.peer.seen).toEqual([
			'/.well-known/oauth-authorization-server/realms/acme',
			place,
			'/jwks',
		]);
	});

	it('is not believed if its metadata is of another one', async () => {
		const place = '/.well-known/openid-configuration';
		set.peer.pages[place] = { issuer: `${set.peer.origin}/`, jwks_uri: `${set.peer.origin}/jwks` };
		await expect(set.verifier().verify(await set.token(), discovered())).rejects.toMatchObject({
			httpStatus: 503,
		});
		expect(set.trouble[0]).toContain(
			`belongs to the issuer "${set.peer.origin}/", not "${set.peer.origin}"`,
		);
	});

	it.each([['http://keys.example.com/jwks'], [undefined], [5]])(
		'is not followed to keys at %p',
		async (uri) => {
			set.peer.pages['/.well-known/openid-configuration'] = {
				issuer: set.peer.origin,
				jwks_uri: uri,
			};
			await expect(set.verifier().verify(await set.token(), discovered())).rejects.toMatchObject({
				httpStatus: 503,
			});
		},
	);
});
