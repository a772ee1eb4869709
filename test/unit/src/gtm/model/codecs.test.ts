import * as codecs from '../../../../../src/gtm/model/codecs';
import type { Codec } from '../../../../../src/gtm/model/mapping';

function read(codec: Codec, value: unknown): unknown {
	const coerced = codec.read(value);
	return 'misfit' in coerced ? new Error(coerced.misfit) : coerced.value;
}

function write(codec: Codec, value: unknown): unknown {
	const coerced = codec.write(value);
	return 'misfit' in coerced ? new Error(coerced.misfit) : coerced.value;
}

const misfit = expect.any(Error);

it.each<[keyof typeof codecs, unknown, unknown]>([
	['text', ' Acme ', 'Acme'],
	['text', 42, '42'],
	['text', '   ', undefined],
	['text', { a: 1 }, misfit],
	['email', ' Dana@Acme.com', 'dana@acme.com'],
	['email', 'dana', misfit],
	['domain', 'https://www.acme.com/', 'acme.com'],
	['domain', 7, misfit],
	['number', ' 1.5e3 ', 1500],
	['number', '-.5', -0.5],
	['number', '1,000', misfit],
	['number', '0x10', misfit],
	['number', '', misfit],
	['number', Infinity, misfit],
	['number', NaN, misfit],
	['integer', '12.6', 13],
	['integer', 1e300, misfit],
	['percent', '29', 0.29],
	['percent', 101, misfit],
	['percent', -1, misfit],
	['boolean', 'Yes', true],
	['boolean', 0, false],
	['boolean', 'maybe', misfit],
	['texts', ['a ', '', 'b'], ['a', 'b']],
	['texts', ' one ', ['one']],
	['texts', ['  '], undefined],
	['texts', ['a', 1], misfit],
	['texts', 7, misfit],
	['time', '2026-11-25', '2026-11-25T00:00:00.000Z'],
	['time', '2026-11-25 09:30:00', '2026-11-25T09:30:00.000Z'],
	['time', '2026-11-25T09:30:00', '2026-11-25T09:30:00.000Z'],
	['time', '2026-11-25T09:30:00.123+0200', '2026-11-25T07:30:00.123Z'],
	['time', '2026-11-25T09:30+02:00', '2026-11-25T07:30:00.000Z'],
	['time', '2026-11-25T09:30:00.123456z', '2026-11-25T09:30:00.123Z'],
	['time', 'Wed, 25 Nov 2026 09:30:00 GMT', '2026-11-25T09:30:00.000Z'],
	['time', 1_795_599_000_000, '2026-11-25T09:30:00.000Z'],
	['time', '1795599000000', '2026-11-25T09:30:00.000Z'],
	['time', 1_795_599_000, misfit],
	['time', '2026', misfit],
	['time', '1', misfit],
	['time', 'in 5 days', misfit],
	['time', '2026-02-30T00:00:00Z', misfit],
	['time', '2026-11-25T25:00:00Z', misfit],
	['time', true, misfit],
	['epochMilliseconds', 0, '1970-01-01T00:00:00.000Z'],
	['epochMilliseconds', '2026-11-25', '2026-11-25T00:00:00.000Z'],
	['epochMilliseconds', 9e15, misfit],
	['epochSeconds', '1795599000', '2026-11-25T09:30:00.000Z'],
	['epochSeconds', 'soon', misfit],
	['date', ' 2026-11-25', '2026-11-25'],
	['date', '2026-11-25T23:30:00-05:00', '2026-11-25'],
	['date', '2026-02-29', misfit],
	['date', '2028-02-29', '2028-02-29'],
	['date', 'soon', misfit],
	['asIs', { a: 1 }, { a: 1 }],
])('%s reads %j as %j', (name, value, expected) => {
	expect(read(codecs[name] as Codec, value)).toEqual(expected);
});

it.each<[keyof typeof codecs, unknown, unknown]>([
	['percent', 0.29, 29],
	['percent', 29, misfit],
	['epochMilliseconds', '2026-11-25T09:30:00Z', 1_795_599_000_000],
	['epochSeconds', '2026-11-25T09:30:00.900Z', 1_795_599_000],
	['epochSeconds', 'soon', misfit],
	['time', '2026-11-25', '2026-11-25T00:00:00.000Z'],
])('%s writes %j as %j', (name, value, expected) => {
	expect(write(codecs[name] as Codec, value)).toEqual(expected);
});

describe('a separated text', () => {
	const codec = codecs.separated(';');

	it('is a list, and a list is it', () => {
		expect(read(codec, 'a; b;;c ')).toEqual(['a', 'b', 'c']);
		expect(read(codec, ['a', 'b'])).toEqual(['a', 'b']);
		expect(read(codec, ' ; ')).toBeUndefined();
		expect(write(codec, ['a', ' b '])).toBe('a;b');
		expect(write(codec, [])).toBeUndefined();
	});

	it('is not made of a text that would become two', () => {
		expect(write(codec, ['a;b'])).toEqual(new Error('a text in it contains ";"'));
	});
});

describe('a word of a list', () => {
	const codec = codecs.oneOf({ won: 1, lost: '0', open: true });

	it('is translated both ways', () => {
		expect(read(codec, '1')).toBe('won');
		expect(read(codec, 0)).toBe('lost');
		expect(write(codec, 'open')).toBe(true);
	});

	it('must be on the list', () => {
		expect(read(codec, 'paused')).toEqual(misfit);
		expect(write(codec, 'paused')).toEqual(new Error('it must be one of won, lost, open'));
		expect(write(codec, 'toString')).toEqual(misfit);
	});
});
