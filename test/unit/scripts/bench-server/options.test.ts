import { readBenchOptions } from '../../../../scripts/bench-server/options';
import { SetupError } from '../../../../scripts/n8n/setup-error';

describe('the options of the benchmark', () => {
	it('are four seconds for a figure, and an n8n as it comes', () => {
		expect(readBenchOptions([])).toEqual({ duration: 4000, env: {} });
	});

	it('shorten the load, and let the engine wait', () => {
		expect(readBenchOptions(['--seconds', '1.5', '--lazy-engine'])).toEqual({
			duration: 1500,
			env: { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' },
		});
	});

	it.each([['--seconds', '0'], ['--seconds', '7'], ['--seconds', 'x'], ['--second', '1'], ['now']])(
		'are refused if they cannot be meant: %s %s',
		(...args) => {
			expect(() => readBenchOptions(args)).toThrow(SetupError);
		},
	);

	it('can be asked for', () => {
		expect(readBenchOptions(['-h'])).toBe('help');
	});
});
