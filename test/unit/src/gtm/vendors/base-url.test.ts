import { baseUrlOf } from '../../../../../src/gtm/vendors/base-url';
import { vendors } from '../../../../../src/gtm/vendors/registry';
import type { Vendor } from '../../../../../src/gtm/vendors/vendor';

const VENDOR = 'https://api.vendor.test/v1';

test.each([undefined, '', '  '])('without an entry it is the vendor: %j', (entered) => {
	expect(baseUrlOf(entered, VENDOR)).toBe(VENDOR);
});

test.each([
	['https://proxy.test/apollo/', 'https://proxy.test/apollo'],
	['http://localhost:5680/apollo', 'http://localhost:5680/apollo'],
	['http://127.0.0.1:5680', 'http://127.0.0.1:5680'],
	['http://[::1]:5680/x', 'http://[::1]:5680/x'],
])('%s is used', (baseUrl, expected) => {
	expect(baseUrlOf(baseUrl, VENDOR)).toBe(expected);
});

test.each([
	'http://proxy.test',
	'http://127.0.0.1.evil.test',
	'http://localhost.evil.test',
	'ftp://localhost',
	'https://proxy.test/?key=1',
	'proxy.test',
])('%s is refused, and the field is named', (baseUrl) => {
	expect(() => baseUrlOf(baseUrl, VENDOR)).toThrow(/Base URL in the credential/);
});

test.each(Object.values(vendors).flatMap((all: readonly Vendor[]) => [...all]))(
	'the Base URL in a credential of $profile.name is where its requests go',
	({ hosts }) => {
		const [first] = Object.values(
			hosts({ projectId: '1', propertyId: '1', baseUrl: 'http://127.0.0.1:5680/sandbox' }),
		);
		expect(first).toMatch(/^http:\/\/127\.0\.0\.1:5680\/sandbox/);
	},
);
