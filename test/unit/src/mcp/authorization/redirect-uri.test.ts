import {
	isRedirectUri,
	isRegisteredRedirect,
	redirectTo,
} from '../../../../../src/mcp/authorization/redirect-uri';

describe('redirects', () => {
	it.each([
		'https://claude.ai/api/mcp/auth_callback',
		'http://localhost:3334/oauth/callback',
		'http://127.0.0.1/callback',
		'http://[::1]:8080/',
		'cursor://anysphere.cursor-mcp/oauth/callback',
		'com.example.app:/callback',
	])('may be %s', (uri) => expect(isRedirectUri(uri)).toBe(true));

	it.each([
		'http://example.com/',
		'http://localhost.evil.example/',
		'http://127.0.0.1.evil.example/',
		'https://user@example.com/',
		'https://example.com/#fragment',
		'https://example.com/ space',
		'data:text/html,x',
		'JavaScript:alert(1)',
		'file:///etc/passwd',
		'/relative',
		'',
	])('may not be %s', (uri) => expect(isRedirectUri(uri)).toBe(false));

	it('must be the same text, but for the port on the person’s machine', () => {
		const known = ['http://localhost:1/cb', 'https://a.example/cb'];
		expect(isRegisteredRedirect('http://localhost:2/cb', known)).toBe(true);
		expect(isRegisteredRedirect('http://localhost:2/other', known)).toBe(false);
		expect(isRegisteredRedirect('http://127.0.0.1:2/cb', known)).toBe(false);
		expect(isRegisteredRedirect('http://x@localhost:2/cb', known)).toBe(false);
		expect(isRegisteredRedirect('https://a.example:444/cb', known)).toBe(false);
		expect(isRegisteredRedirect('https://a.example/cb', known)).toBe(true);
	});

	it('keep what stands in their query', () => {
		expect(redirectTo('https://a.example/cb?x=1', { code: 'a b' })).toBe(
			'https://a.example/cb?x=1&code=a+b',
		);
		expect(redirectTo('app:/cb', { code: '1' })).toBe('app:/cb?code=1');
	});
});
