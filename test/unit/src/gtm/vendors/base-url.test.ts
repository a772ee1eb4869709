import { baseUrlOf } from '../../../../../src/gtm/vendors/base-url';

const OWN = 'https://api.vendor.example';

test.each([
	[undefined, OWN],
	['', OWN],
	['  ', OWN],
	['https://proxy.example/vendor/', 'https://proxy.example/vendor'],
	['http://localhost:3900/vendor', 'http://localhost:3900/vendor'],
	['http://[::1]:3900', 'http://[::1]:3900'],
])('a base URL of %p is %s', (entered, expected) => {
	expect(baseUrlOf(entered, OWN)).toBe(expected);
});

test.each(['http://proxy.example', 'proxy.example', 'ftp://localhost', 'https://a.example/?key=1'])(
	'%s is refused, with the name of the field',
	(entered) => {
		expect(() => baseUrlOf(entered, OWN)).toThrow(/Base URL/);
	},
);
