import { redactorOf } from '../../../../src/base/known-secrets';
import { isBeforeSending } from '../../../../src/base/network-codes';
import { splitList, splitWords } from '../../../../src/base/split-list';

describe('known secrets', () => {
	it('go in every way that they are written', () => {
		const secret = 'p"ss wörd';
		const written = [
			secret,
			encodeURIComponent(secret),
			JSON.stringify(secret),
			Buffer.from(secret).toString('base64'),
		];
		const clean = redactorOf([secret])(written.join(' '));
		expect(clean).toBe('[secret] [secret] "[secret]" [secret]');
	});

	it('go as a whole where one is part of another', () => {
		expect(redactorOf(['abcd', 'Bearer abcd'])('it was Bearer abcd')).toBe('it was [secret]');
	});

	it('stay if they are too short to be one', () => {
		expect(redactorOf(['', 'a', 'abc'])('a cab, abc')).toBe('a cab, abc');
	});
});

describe('a list that people type', () => {
	it.each([
		['a, b,,\n c\r\n', ['a', 'b', 'c']],
		[
			['a ', 1, true, null, {}],
			['a', '1', 'true'],
		],
		[undefined, []],
		[7, ['7']],
		[{ a: 1 }, []],
	])('%j is %j', (value, expected) => {
		expect(splitList(value)).toEqual(expected);
	});

	it('of words takes any space between them', () => {
		expect(splitWords(' crm.read\tcrm.write,\nother ')).toEqual(['crm.read', 'crm.write', 'other']);
		expect(splitWords(undefined)).toEqual([]);
	});
});

describe('a network error', () => {
	it.each([
		[{ code: 'ECONNREFUSED' }, true],
		[{ code: 'UND_ERR_CONNECT_TIMEOUT' }, true],
		[{ code: 'CERT_HAS_EXPIRED' }, true],
		[{ code: 'ETIMEDOUT', syscall: 'connect' }, true],
		[{ code: 'ETIMEDOUT', syscall: 'read' }, false],
		[{ code: 'ECONNRESET' }, false],
		[{ code: 7 }, false],
		[{}, false],
	])('%j says that nothing was sent: %p', (error, expected) => {
		expect(isBeforeSending(error)).toBe(expected);
	});
});
