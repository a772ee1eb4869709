import { createRedact } from '../../../../../src/gtm/http/redaction';
import { pathTemplate } from '../../../../../src/gtm/http/trace';

describe('an error message', () => {
	const redact = createRedact(['p@ss/word"1', 'key-1234567890', 'us']);

	it.each([
		['key-1234567890'],
		['p@ss/word"1'],
		[encodeURIComponent('p@ss/word"1')],
		[JSON.stringify('p@ss/word"1').slice(1, -1)],
		[Buffer.from('key-1234567890').toString('base64')],
	])('does not carry the secret as %p', (written) => {
		expect(redact(`status: ${written}!`)).toBe('status: [secret]!');
	});

	it.each([
		["Contact dana.o'neil+x@acme.co.uk exists", 'Contact [email] exists'],
		['dana%40acme.com is taken', '[email] is taken'],
		['<ÜNAL@Bücher.example>', '<[email]>'],
		['call +49 170 1234567 now', 'call [phone] now'],
		['call (415) 555-0100.', 'call [phone].'],
		['see http://a.test/b?token=1&email=x', 'see http://a.test/b?[query]'],
		['Authorization: Bearer abcdefghijklmnop', 'Authorization: [redacted]'],
	])('%p becomes %p', (text, expected) => {
		expect(redact(text)).toBe(expected);
	});

	it.each([
		'Contact already exists. Existing ID: 12345678901',
		'window from 2026-11-25 to 2026-11-26 09:30:00',
		'request 0f8fad5b-d9cb-469f-a165-70867728950e',
		'the status is us-east',
		'limit of 100 in 10 seconds',
	])('keeps %p', (text) => {
		expect(redact(text)).toBe(text);
	});

	it('is one line of at most 500 characters', () => {
		expect(redact('a\n\tb')).toBe('a b');
		expect(redact('x '.repeat(2_000))).toHaveLength(501);
	});

	it('holds no half of a secret at its cut', () => {
		expect(redact(`${'x'.repeat(490)}key-1234567890`)).not.toContain('key-');
	});

	it('is ready in time, whatever the vendor sends', () => {
		const started = performance.now();
		for (const part of ['a@', '1 ', '(1', '+1', 'http://a?', 'a.', '%40', '12-34']) {
			redact(part.repeat(20_000));
		}
		expect(performance.now() - started).toBeLessThan(1_000);
	});
});

describe('the path in a trace', () => {
	it.each([
		['/crm/objects/2026-09/contacts/12345', '/crm/objects/2026-09/contacts/{}'],
		['/v2/people.json', '/v2/people.json'],
		[
			'/services/data/v64.0/sobjects/Contact/003Dn00000XYZ',
			'/services/data/v64.0/sobjects/Contact/{}',
		],
		['/status/email/dana%40acme.com', '/status/email/{}'],
		['/companies/acme.com', '/companies/{}'],
		['/properties/42:runReport', '/properties/{}'],
		['/campaigns/', '/campaigns/'],
		[':runReport', ':runReport'],
	])('of %p is %p', (path, expected) => {
		expect(pathTemplate(path)).toBe(expected);
	});
});
