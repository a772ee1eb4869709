import { hostOf, readHostNames } from '../../../../../../src/mcp/server/access/host-names';
import {
	checkHost,
	checkOrigin,
	createHostGuard,
} from '../../../../../../src/mcp/server/access/web-page-guard';

const forbidden = expect.objectContaining({ httpStatus: 403 });
const allowed = readHostNames([
	'https://GTM.example.com:8443',
	'other.example.com:80',
	'*.apps.example.com',
]);

describe('listed hosts', () => {
	it('are read from names, names with ports and origins', () => {
		expect(allowed).toEqual(['gtm.example.com', 'other.example.com', '*.apps.example.com']);
		expect(readHostNames(['*'])).toEqual(['*']);
	});

	it.each(['null', '', 'about:blank', 'javascript:alert(1)', 'example.com', 'https://'])(
		'cannot be found in %j',
		(text) => {
			expect(hostOf(text)).toBeUndefined();
		},
	);
});

describe('web pages', () => {
	it.each([
		undefined,
		'https://gtm.example.com',
		'http://GTM.example.com:99',
		'https://a.apps.example.com',
		'http://localhost:6274',
		'http://127.0.0.1',
		'http://[::1]:1',
	])('of %p may call', (origin) => {
		expect(() => checkOrigin({ origin }, allowed)).not.toThrow();
	});

	it.each([
		'null',
		'',
		'https://evil.example',
		'http://gtm.example.com.evil.example',
		'https://evilapps.example.com',
		'https://apps.example.com',
		'https://.apps.example.com',
		'http://localhost.evil.example',
		'http://127.0.0.1.evil.example',
		'http://gtm.example.com@evil.example',
		'gtm.example.com',
	])('of %j may not', (origin) => {
		expect(() => checkOrigin({ origin }, allowed)).toThrow(forbidden);
	});

	it.each(['null', 'file://'])('of %s, which has no host, may if it is listed', (origin) => {
		expect(() => checkOrigin({ origin }, readHostNames([origin]))).not.toThrow();
		expect(() => checkOrigin({ origin }, readHostNames(['app.example']))).toThrow(forbidden);
	});

	it('of everywhere may if the owner says so', () => {
		expect(() => checkOrigin({ origin: 'null' }, ['*'])).not.toThrow();
	});
});

describe('a host name', () => {
	it.each([
		'gtm.example.com',
		'gtm.example.com:8808',
		'GTM.EXAMPLE.COM',
		'localhost:8808',
		'127.0.0.1:8808',
		'[::1]:8808',
		'192.168.0.7:8808',
		'[fe80::1]',
	])('of this server is let through: %s', (host) => {
		expect(() => checkHost({ host }, allowed)).not.toThrow();
	});

	it.each([
		undefined,
		'',
		'evil.example',
		'localhost.evil.example',
		'1.2.3.4.evil.example',
		'evil.example/gtm.example.com',
		'evil.example#gtm.example.com',
		'gtm.example.com@evil.example',
		'gtm.example.com, evil.example',
		'[evil',
	])('that is not its own is refused: %p', (host) => {
		expect(() => checkHost({ host }, allowed)).toThrow(forbidden);
	});

	it('that is its own does not let the next in', () => {
		const guard = createHostGuard(allowed);
		for (let round = 0; round < 2; round += 1) {
			guard({ host: 'gtm.example.com' });
			expect(() => guard({ host: 'evil.example' })).toThrow(forbidden);
			expect(() => guard({})).toThrow(forbidden);
		}
	});

	it('may be any if the owner says so', () => {
		expect(() => checkHost({ host: 'evil.example' }, ['*'])).not.toThrow();
		expect(() => checkHost({}, ['*'])).not.toThrow();
	});
});
