import { readClientConformanceOptions } from '../../../../scripts/conformance-client/options';

describe('the options of npm run conformance:client', () => {
	it('run everything unless told otherwise', () => {
		expect(readClientConformanceOptions([])).toEqual({
			scenario: undefined,
			revisions: ['2025-11-25', '2026-07-28'],
		});
	});

	it('choose a scenario and a revision', () => {
		const args = ['--scenario', 'tools_call', '--revision', '2025-11-25'];
		expect(readClientConformanceOptions(args)).toEqual({
			scenario: 'tools_call',
			revisions: ['2025-11-25'],
		});
	});

	it.each([['--revision', '2020-01-01'], ['--moon']])('refuse %s %s', (...args) => {
		expect(() => readClientConformanceOptions(args)).toThrow(
			/no requirements for 2020-01-01|--help lists/,
		);
	});
});
