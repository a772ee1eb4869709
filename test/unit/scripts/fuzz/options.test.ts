import { readFuzzOptions } from '../../../../scripts/fuzz/options';
import { SetupError } from '../../../../scripts/n8n/setup-error';

describe('the options of the fuzz', () => {
	it('are a new seed, 21,000 attacks and 50,000 calls, a tenth of them through a flow', () => {
		expect(readFuzzOptions([])).toEqual({
			seed: expect.any(Number),
			attacks: { port: 20_000, webhook: 1_000 },
			calls: { light: 45_000, flow: 5_000 },
			env: {},
		});
	});

	it('repeat a run by its seed, and send every call through a flow if that is wanted', () => {
		const args = ['--seed', '7', '--attacks', '0', '--webhook', '0', '--flows', '50000', '--lean'];
		expect(readFuzzOptions(args)).toMatchObject({
			seed: 7,
			attacks: { port: 0, webhook: 0 },
			calls: { light: 0, flow: 50_000 },
			env: { EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'none' },
		});
	});

	it('have no more flows than calls', () => {
		expect(readFuzzOptions(['--calls', '10'])).toMatchObject({ calls: { light: 0, flow: 10 } });
	});

	it.each([
		['--seed', '-1'],
		['--calls', '1e9'],
		['--attacks', ''],
		['--flow', '1'],
	])('are refused if they cannot be meant: %s %s', (...args) => {
		expect(() => readFuzzOptions(args)).toThrow(SetupError);
	});
});
