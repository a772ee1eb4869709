import { toMailDomain } from '../../../../../src/base/identity/domain';

/** Each kind of rule of the list, and what belongs to one organization below it. */
const CASES: Readonly<Record<string, ReadonlyArray<[host: string, domain: string | undefined]>>> = {
	'a plain rule': [
		['com', undefined],
		['acme.com', 'acme.com'],
		['mail.eu.Acme.COM', 'acme.com'],
		['acme.biz', 'acme.biz'],
	],
	'a rule of two labels beside one of one': [
		['co.uk', undefined],
		['acme.co.uk', 'acme.co.uk'],
		['www.acme.co.uk', 'acme.co.uk'],
		['acme.uk', 'acme.uk'],
		['uk.com', undefined],
		['shop.acme.uk.com', 'acme.uk.com'],
	],
	'a rule of three and four labels': [
		['k12.ak.us', undefined],
		['north.k12.ak.us', 'north.k12.ak.us'],
		['www.north.k12.ak.us', 'north.k12.ak.us'],
		['ak.us', undefined],
		['acme.us', 'acme.us'],
		['ide.kyoto.jp', undefined],
		['www.acme.ide.kyoto.jp', 'acme.ide.kyoto.jp'],
		['acme.kyoto.jp', 'acme.kyoto.jp'],
	],
	'a wildcard': [
		['mm', undefined],
		['acme.mm', undefined],
		['www.acme.mm', 'www.acme.mm'],
		['a.www.acme.mm', 'www.acme.mm'],
		['ward.kobe.jp', undefined],
		['a.shop.ward.kobe.jp', 'shop.ward.kobe.jp'],
	],
	'an exception to a wildcard': [
		['www.ck', 'www.ck'],
		['a.www.ck', 'www.ck'],
		['acme.ck', undefined],
		['city.kobe.jp', 'city.kobe.jp'],
		['www.city.kobe.jp', 'city.kobe.jp'],
	],
	'a rule in another script, and in Punycode': [
		['公司.cn', undefined],
		['食狮.公司.cn', 'xn--85x722f.xn--55qx5d.cn'],
		['www.xn--85x722f.xn--55qx5d.cn', 'xn--85x722f.xn--55qx5d.cn'],
		['www.食狮.中国', 'xn--85x722f.xn--fiqs8s'],
		['bücher.de', 'xn--bcher-kva.de'],
	],
	'a top level that the list lacks': [
		['acme', undefined],
		['acme.example', 'acme.example'],
		['a.b.acme.example', 'acme.example'],
	],
	'a private rule': [
		['github.io', undefined],
		['pages.acme.github.io', 'acme.github.io'],
		['shop-one.myshopify.com', 'shop-one.myshopify.com'],
		['blogspot.com', undefined],
		['acme.blogspot.com', 'acme.blogspot.com'],
	],
	'what is no host name': [
		['192.168.0.1', undefined],
		['[2001:db8::1]', undefined],
		['', undefined],
		['acme..com', undefined],
		['.com', undefined],
		['acme.com.', 'acme.com'],
	],
};

describe.each(Object.entries(CASES))('by %s', (_, cases) => {
	it.each(cases)('%p belongs to %p', (host, domain) => {
		expect(toMailDomain(host)).toBe(domain);
	});
});
