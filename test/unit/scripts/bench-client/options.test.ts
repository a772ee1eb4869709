import { readBenchClientOptions } from '../../../../scripts/bench-client/options';

describe('the options of npm run bench:client', () => {
	it('measure everything unless told otherwise', () => {
		expect(readBenchClientOptions([])).toEqual({ rounds: 7, parts: ['speed', 'schemas'] });
	});

	it('choose a half and the number of rounds', () => {
		expect(readBenchClientOptions(['--only', 'speed', '--rounds', '3'])).toEqual({
			rounds: 3,
			parts: ['speed'],
		});
	});

	it.each([
		['--rounds', '0'],
		['--rounds', 'many'],
		['--only', 'moon'],
	])('refuse %s %s', (...args) => {
		expect(() => readBenchClientOptions(args)).toThrow(args[1]);
	});
});
