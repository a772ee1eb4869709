import { readTestOptions, SUITES } from '../../../../scripts/test/options.ts';

describe('the options of npm test', () => {
	test('are all suites, with skips allowed', () => {
		const suites = [...SUITES];
		expect(readTestOptions([], {})).toEqual({ suites, skips: 'allowed' });
		expect(readTestOptions(['queue'], {})).toMatchObject({ suites: ['queue'] });
	});

	test('name suites, which run in the usual order', () => {
		const options = readTestOptions(['unit', 'lint'], {});
		expect(options).toEqual({ suites: ['lint', 'unit'], skips: 'allowed' });
	});

	test('make skips failures by --no-skips and in CI', () => {
		expect(readTestOptions(['--no-skips'], {})).toMatchObject({ skips: 'failures' });
		expect(readTestOptions([], { CI: 'true' })).toMatchObject({ skips: 'failures' });
	});

	test('refuse an unknown suite or option in one line', () => {
		expect(() => readTestOptions(['units'], {})).toThrow('there is no suite “units”');
		expect(() => readTestOptions(['--fast'], {})).toThrow(/^[^\n]*--fast[^\n]*$/);
	});

	test('may ask for help', () => {
		expect(readTestOptions(['--help'], {})).toBe('help');
	});
});
