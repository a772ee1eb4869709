import { apiHostOf } from '../../../../../../src/gtm/vendors/pipedrive/api-domain';

const told = (api_domain: unknown) => ({ oauthTokenData: { access_token: 't', api_domain } });

describe('where the company is', () => {
	test.each([
		['the common host, with a token of the user', { apiToken: 'k' }, 'https://api.pipedrive.com'],
		['what the sign-in told', told('https://acme.pipedrive.com'), 'https://acme.pipedrive.com'],
		['a sandbox on this machine', told('http://127.0.0.1:1/p'), 'http://127.0.0.1:1/p'],
		[
			'a proxy, over the sign-in',
			{ ...told('https://acme.pipedrive.com'), baseUrl: 'https://proxy.acme.test/pipedrive/' },
			'https://proxy.acme.test/pipedrive',
		],
		['the common host, if a sign-in told nothing', told(undefined), 'https://api.pipedrive.com'],
		['the common host, if it told no URL', told('acme'), 'https://api.pipedrive.com'],
		[
			'the common host, rather than one in the clear',
			told('http://x.test'),
			'https://api.pipedrive.com',
		],
	])('is %s', (_what, credential, expected) => {
		expect(apiHostOf(credential)).toBe(expected);
	});

	test('is refused if the Base URL is none', () => {
		expect(() => apiHostOf({ baseUrl: 'http://proxy.acme.test' })).toThrow(/Base URL/);
	});
});
