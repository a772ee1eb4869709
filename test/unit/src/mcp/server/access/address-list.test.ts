import {
	AddressListError,
	checkAddress,
	createAddressList,
} from '../../../../../../src/mcp/server/access/address-list';
import { clientAddress } from '../../../../../../src/mcp/server/access/client-address';

const list = createAddressList([
	'203.0.113.7',
	' 10.0.0.0/8',
	'2001:db8::/32',
	'::1',
	'::ffff:198.51.100.1',
]);

describe('a list of addresses', () => {
	it.each([
		'203.0.113.7',
		'10.255.0.1',
		'::ffff:10.1.2.3',
		'::FFFF:203.0.113.7',
		'::ffff:0a01:0203',
		'2001:DB8:1::5',
		'2001:db8::1%eth0',
		'198.51.100.1',
		'::1',
	])('includes %s', (address) => {
		expect(list.includes(address)).toBe(true);
	});

	it.each([
		'203.0.113.8',
		'11.0.0.1',
		'2001:db9::1',
		'::2',
		'',
		'localhost',
		'10.0.0.1.evil',
		'010.0.0.1',
	])('does not include %j', (address) => {
		expect(list.includes(address)).toBe(false);
	});

	it.each([
		'',
		'localhost',
		'10.0.0.0/33',
		'::/129',
		'10.0.0.0/',
		'10.0.0.0/-1',
		'10.0.0.0/8/8',
		'10.0.0.0/8x',
		'999.0.0.1',
	])('cannot be made of %j', (entry) => {
		expect(() => createAddressList([entry])).toThrow(AddressListError);
	});
});

describe('the address of a caller', () => {
	const forwarded = (value?: string) => ({
		remoteAddress: '::ffff:10.0.0.2',
		headers: value === undefined ? {} : { 'x-forwarded-for': value },
	});

	it.each([
		[0, '1.1.1.1', '10.0.0.2'],
		[1, '1.1.1.1, 2.2.2.2', '2.2.2.2'],
		[2, '1.1.1.1, 2.2.2.2', '1.1.1.1'],
		[1, undefined, '10.0.0.2'],
		[1, '1.1.1.1:4711', '1.1.1.1'],
		[1, '[2001:db8::1]:4711', '2001:db8::1'],
		[5, '1.1.1.1', '1.1.1.1'],
		[1, 'unknown', undefined],
		[1, '1.1.1.1, <script>', undefined],
	])('behind %p proxies that say %p is %p', (proxies, value, address) => {
		expect(clientAddress(forwarded(value), proxies)).toBe(address);
	});

	it('without a socket is unknown', () => {
		expect(clientAddress({ remoteAddress: undefined, headers: {} }, 0)).toBeUndefined();
	});

	it('that is not listed, or unknown, is refused', () => {
		const forbidden = expect.objectContaining({ httpStatus: 403 });
		const from = (remoteAddress?: string) => ({ remoteAddress, headers: {} });
		expect(() => checkAddress(from('10.1.1.1'), list, 0)).not.toThrow();
		expect(() => checkAddress(from('1.1.1.1'), list, 0)).toThrow(forbidden);
		expect(() => checkAddress(from(), list, 0)).toThrow(forbidden);
		expect(() => checkAddress(from(), undefined, 0)).not.toThrow();
	});

	it('that a caller makes up does not get it in', () => {
		const forged = { remoteAddress: '1.1.1.1', headers: { 'x-forwarded-for': '10.0.0.1' } };
		expect(() => checkAddress(forged, list, 0)).toThrow();
	});
});
