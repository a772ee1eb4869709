import { readConformanceOptions } from '../../../../scripts/conformance/options';

describe('the options of npm run conformance', () => {
	it('test every target and stop n8n unless told otherwise', () => {
		expect(readConformanceOptions([])).toEqual({
			servers: { kind: 'started', targets: ['webhook', 'port', 'builtin'] },
			scenario: undefined,
			afterwards: 'stop',
		});
	});

	it('choose targets, a scenario, and what happens to n8n', () => {
		const args = ['--target', 'port', '--scenario', 'ping', '--keep'];
		expect(readConformanceOptions(args)).toEqual({
			servers: { kind: 'started', targets: ['port'] },
			scenario: 'ping',
			afterwards: 'keep',
		});
	});

	it('test a running server alone', () => {
		const url = 'http://127.0.0.1:8808/x';
		expect(readConformanceOptions(['--url', url])).toMatchObject({
			servers: { kind: 'running', url },
		});
		expect(() => readConformanceOptions(['--url', url, '--target', 'port'])).toThrow('--target');
	});

	it.each([['--target', 'moon'], ['--url', 'nowhere'], ['--moon']])('refuse %s %s', (...args) => {
		expect(() => readConformanceOptions(args)).toThrow();
	});
});
