import { readDomain, toDomain, toMailDomain } from '../../../../../src/base/identity/domain';
import { domainOfEmail, toEmail } from '../../../../../src/base/identity/email';
import { addressTraits, domainTraits } from '../../../../../src/base/identity/free-mail';
import { toLinkedInPage, toLinkedInUrl } from '../../../../../src/base/identity/linkedin';
import { isSamePhone, toPhone } from '../../../../../src/base/identity/phone';

describe('an email address', () => {
	it.each([
		[' Dana.Scully@ACME.com ', 'dana.scully@acme.com'],
		["o'neil+news@acme.co.uk", "o'neil+news@acme.co.uk"],
		['info@bücher.example', 'info@bücher.example'],
		['info@xn--bcher-kva.example', 'info@xn--bcher-kva.example'],
		['ｄana@acme.com', 'dana@acme.com'],
		['a@x.co', 'a@x.co'],
	])('%p is %p', (written, address) => {
		expect(toEmail(written)).toBe(address);
	});

	it.each([
		'',
		'dana',
		'@acme.com',
		'dana@',
		'dana@acme',
		'dana@acme..com',
		'dana@.acme.com',
		'dana@acme.com.',
		'dana@-acme.com',
		'dana@192.168.0.1',
		'dana@@acme.com',
		'a b@acme.com',
		'dana@ac me.com',
		'Dana <dana@acme.com>',
		'dana@acme.com, mo@acme.com',
		'mailto:dana@acme.com',
		`${'a'.repeat(65)}@acme.com`,
		`a@${'b.'.repeat(130)}com`,
	])('is not %p', (text) => {
		expect(toEmail(text)).toBeUndefined();
	});

	it('has a domain', () => {
		expect(domainOfEmail('dana@sales.acme.com')).toBe('sales.acme.com');
	});
});

describe('a domain', () => {
	it.each([
		['acme.com', 'acme.com'],
		['https://www.Acme.co.uk/about?x=1#y', 'acme.co.uk'],
		['dana@sales.acme.com', 'acme.com'],
		['mailto:dana@acme.com', 'acme.com'],
		['acme.com:8080/x', 'acme.com'],
		['acme.com.', 'acme.com'],
		['acme.com/?mail=dana@other.com', 'acme.com'],
		['https://user:pass@acme.com/', 'acme.com'],
		['bücher.de', 'xn--bcher-kva.de'],
		['acme.github.io', 'acme.github.io'],
		['https://shop-one.myshopify.com/products', 'shop-one.myshopify.com'],
		['https://www.shop-two.myshopify.com', 'shop-two.myshopify.com'],
		['blog.acme.wordpress.com', 'acme.wordpress.com'],
		['www.wordpress.com', 'wordpress.com'],
		['www.google.com', 'google.com'],
		['dana@google.com', 'google.com'],
		['https://www.linkedin.com/', 'linkedin.com'],
		[' HTTP://ACME.COM ', 'acme.com'],
	])('of %p is %p', (source, domain) => {
		expect(toDomain(source)).toBe(domain);
	});

	it.each([
		'',
		'acme',
		'localhost',
		'192.168.0.1',
		'http://[::1]/',
		'co.uk',
		'Acme Corp.',
		'@',
		'://',
		'myshopify.com',
		'https://github.io/acme',
		'gmail.com',
		'dana@mail.yahoo.co.uk',
		'x@mailinator.com',
		'https://www.linkedin.com/company/acme',
		'https://medium.com/@acme',
		'medium.com/@acme',
		'https://www.google.com/maps/place/Acme',
		'sites.google.com/view/acme',
		'https://de.linkedin.com/in/dana',
		'facebook.com/acme',
	])('of a company is not in %p', (source) => {
		expect(toDomain(source)).toBeUndefined();
	});

	it.each([
		['gmail.com', 'gmail.com is a free email provider, not the domain of a company'],
		['myshopify.com', 'myshopify.com hosts the sites of many companies'],
		['linkedin.com/company/acme', 'a page on linkedin.com is not the website'],
		['Acme Corp.', 'it is not a domain'],
	])('is refused with the reason, as %p is', (source, reason) => {
		expect(readDomain(source)).toEqual({ misfit: expect.stringContaining(reason) as string });
	});

	it('of a mail address is also a provider where the host itself is meant', () => {
		expect(toMailDomain('dana@gmail.com')).toBe('gmail.com');
	});
});

describe('a LinkedIn page', () => {
	it.each([
		[
			'https://www.linkedin.com/in/Dana-Scully-1a2b3c/',
			'https://www.linkedin.com/in/dana-scully-1a2b3c',
		],
		['http://de.linkedin.com/in/dana?trk=x#y', 'https://www.linkedin.com/in/dana'],
		['linkedin.com/in/dana/en', 'https://www.linkedin.com/in/dana'],
		['m.linkedin.com/company/Acme-Corp/about', 'https://www.linkedin.com/company/acme-corp'],
		['in/dana', 'https://www.linkedin.com/in/dana'],
		['company/1234567', 'https://www.linkedin.com/company/1234567'],
		['https://www.linkedin.com/in/j%C3%B6rg-m', 'https://www.linkedin.com/in/j%C3%B6rg-m'],
		['https://www.linkedin.com/in/jörg-m', 'https://www.linkedin.com/in/j%C3%B6rg-m'],
	])('%p is %p', (source, url) => {
		expect(toLinkedInUrl(source)).toBe(url);
	});

	it('keeps its URL when it is read again', () => {
		const url = toLinkedInUrl('https://www.linkedin.com/in/jörg-m') ?? '';
		expect(toLinkedInUrl(url)).toBe(url);
	});

	it.each([
		'https://www.linkedin.com/in/ACoAABCDEFGHijklmnopqrstuvwxyz0123456789',
		'https://www.linkedin.com/in/ACwAAA1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6q7',
		'https://www.linkedin.com/sales/lead/ACwAAA1b2c3,NAME_SEARCH',
		'https://www.linkedin.com/feed/update/urn:li:activity:1',
		'https://www.linkedin.com/school/mit',
		'https://www.linkedin.com/in/',
		'https://linkedin.com.evil.test/in/dana',
		'https://notlinkedin.com/in/dana',
		'https://www.linkedin.com/in/%E0%A4%A',
		'https://www.linkedin.com/in/..%2Fadmin',
		'dana',
		'',
	])('is not %p', (source) => {
		expect(toLinkedInPage(source)).toBeUndefined();
	});
});

describe('a phone number', () => {
	it.each([
		['+49 170 1234567', undefined, '+491701234567'],
		['+49 (0) 170 / 123-4567', undefined, '+491701234567'],
		['+1 (415) 555-0100', undefined, '+14155550100'],
		[' +44.20.7946.0958 ', undefined, '+442079460958'],
		['0170 1234567', 'DE', '+491701234567'],
		['(415) 555-0100', 'United States', '+14155550100'],
		['0049 170 1234567', 'Germany', '+491701234567'],
		['+1 415 555 0100 x5', undefined, '+14155550100 ext. 5'],
		['415-555-0100 Ext. 12', 'US', '+14155550100 ext. 12'],
		['+14155550100 ext. 5', undefined, '+14155550100 ext. 5'],
	])('%p in %p is %p', (written, country, number) => {
		expect(toPhone(written, country)).toBe(number);
	});

	it.each([
		'0170 1234567',
		'(415) 555-0100',
		'+0170 123456',
		'+49',
		'+1 415 555 010',
		'+1234567890123456',
		'0049 170 1234567',
		'call me',
		'',
	])('%p is not guessed at', (written) => {
		expect(toPhone(written)).toBeUndefined();
	});

	it.each([
		['+13035550152', '+1 303-555-0152'],
		['+13035550152', '(303) 555-0152'],
		['(303) 555-0152', '303.555.0152'],
		['+491701234567', '0170 1234567'],
	])('%p and %p are one', (one, other) => {
		expect(isSamePhone(one, other)).toBe(true);
		expect(isSamePhone(other, one)).toBe(true);
	});

	it.each([
		['+13035550152', '+13035550153'],
		['+13035550152', '+13035550152 ext. 7'],
		['+13035550152', '0170 1234567'],
		['call me', 'call her'],
	])('%p and %p are two', (one, other) => {
		expect(isSamePhone(one, other)).toBe(false);
	});
});

describe('an address', () => {
	it.each([
		['dana@gmail.com', { freeMail: true, disposable: false, role: false }],
		['dana@mail.yahoo.co.uk', { freeMail: true, disposable: false, role: false }],
		['x@sub.mailinator.com', { freeMail: false, disposable: true, role: false }],
		['info@acme.com', { freeMail: false, disposable: false, role: true }],
		['sales+de@acme.com', { freeMail: false, disposable: false, role: true }],
		['salesman@acme.com', { freeMail: false, disposable: false, role: false }],
	])('%p has the traits %j', (address, traits) => {
		expect(addressTraits(address)).toEqual(traits);
	});

	it('has traits by its domain alone', () => {
		expect(domainTraits('gmx.de')).toEqual({ freeMail: true, disposable: false });
		expect(domainTraits('notgmx.de')).toEqual({ freeMail: false, disposable: false });
	});
});
