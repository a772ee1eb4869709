import { readBenchOptions } from '../../../../scripts/bench-servers/options';
import { SetupError } from '../../../../scripts/n8n/setup-error';

it('measures for five seconds, or as long as is said', () => {
	expect(readBenchOptions([])).toEqual({ duration: 5_000 });
	expect(readBenchOptions(['--seconds', '20'])).toEqual({ duration: 20_000 });
	expect(readBenchOptions(['--help'])).toBe('help');
});

it.each([['--seconds', '0'], ['--seconds', '21'], ['--seconds', 'long'], ['--minutes']])(
	'refuses %s %s',
	(...args) => {
		expect(() => readBenchOptions(args.filter((arg) => arg !== undefined))).toThrow(SetupError);
	},
);
