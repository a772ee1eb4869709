import { toBoolean } from '../../../../../../src/n8n/gtm/values/boolean';
import { toCompared, toComparedList } from '../../../../../../src/n8n/gtm/values/compared';
import { toJsonObject } from '../../../../../../src/n8n/gtm/values/json';
import { toTexts } from '../../../../../../src/n8n/gtm/values/list';
import { toNumber } from '../../../../../../src/n8n/gtm/values/number';
import { toText } from '../../../../../../src/n8n/gtm/values/text';
import { toTextsByName } from '../../../../../../src/n8n/gtm/values/texts-by-name';

describe('a text', () => {
	it.each([
		['of a number', 42, '42'],
		['of false', false, 'false'],
		['without spaces around it', '  dana ', 'dana'],
		['of a Date is ISO 8601', new Date(0), '1970-01-01T00:00:00.000Z'],
	])('%s', (_name, value, expected) => expect(toText(value)).toBe(expected));

	it.each([[['a']], [{}], [Number.NaN], ['for [object Object]'], ['Invalid DateTime']])(
		'is not made of %j',
		(value) => expect(() => toText(value)).toThrow(),
	);
});

describe('a number', () => {
	it.each([
		[' 50 ', 50],
		[0, 0],
		['-1.5', -1.5],
	])('is read from %j', (value, expected) => expect(toNumber(value)).toBe(expected));

	it.each(['1,200.50', '20 %', true, [5], 'NaN', '0x10'])('is not guessed at in %j', (value) =>
		expect(() => toNumber(value)).toThrow(/must be a number, but is/),
	);

	it('outside its bounds is refused with them', () => {
		expect(() => toNumber(0, { least: 1, most: 366, whole: true })).toThrow(
			'is 0. Enter a whole number from 1 to 366.',
		);
	});
});

describe('true and false', () => {
	it.each([
		['true', true],
		[1, true],
		['False', false],
		['0', false],
	])('are read from %j', (value, expected) => expect(toBoolean(value)).toBe(expected));

	it.each(['unsubscribed', 'yes', 2, []])('are not guessed at in %j', (value) =>
		expect(() => toBoolean(value)).toThrow(/must be true or false/),
	);
});

describe('a list', () => {
	it.each([
		['with commas', 'a, b ,,', ['a', 'b']],
		['with lines', 'a\nb', ['a', 'b']],
		['of an expression keeps commas', ['Acme, Inc.', 5], ['Acme, Inc.', '5']],
		['written as JSON keeps them too', '["Acme, Inc.", "Globex"]', ['Acme, Inc.', 'Globex']],
		['of nothing', null, []],
	])('%s', (_name, value, expected) => expect(toTexts(value)).toEqual(expected));

	it('with an object in it says which entry', () => {
		expect(() => toTexts(['a', { id: 1 }])).toThrow(/number 2 is an object/);
	});
});

describe('what a search compares with', () => {
	it('is never null: that has an operator of its own', () => {
		expect(() => toCompared(null, 'email', 'UTC')).toThrow(/is null.*Is Empty/);
		expect(() => toComparedList(['a', null])).toThrow();
		expect(() => toComparedList('')).toThrow(/has no value/);
	});

	it('is a time for a field that holds one', () => {
		expect(toCompared('2026-11-29', 'updatedAt', 'Europe/Berlin')).toBe('2026-11-28T23:00:00.000Z');
		expect(() => toCompared('11/29/2026', 'updatedAt', 'UTC')).toThrow(/is not a valid time/);
		expect(toCompared('2026-11-29', 'closeDate', 'Europe/Berlin')).toBe('2026-11-29');
	});
});

describe('a JSON object', () => {
	it('has dates as texts, wherever they stand', () => {
		expect(toJsonObject({ at: new Date(0), in: [{ at: new Date(0) }] })).toEqual({
			at: '1970-01-01T00:00:00.000Z',
			in: [{ at: '1970-01-01T00:00:00.000Z' }],
		});
	});

	it.each(['[1]', '5', '{', new Date(0), [{}]])('is not made of %j', (value) =>
		expect(() => toJsonObject(value)).toThrow(),
	);

	it('of texts takes numbers, true and false, leaves out what is empty, and refuses the rest by name', () => {
		expect(toTextsByName('{"a": 1, "b": true, "c": null, "d": ""}')).toEqual({ a: '1', b: 'true' });
		expect(() => toTextsByName({ opener: ['x'] })).toThrow('has "opener", which is a list');
	});
});
