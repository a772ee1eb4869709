import { readSoakOptions } from '../../../../scripts/soak-gtm/options';

describe('the options of the soak', () => {
	it('are 10,000 contacts and a new seed if nothing is said', () => {
		expect(readSoakOptions([])).toMatchObject({ contacts: 10_000, limits: 10 });
	});

	it('repeat a run by its seed', () => {
		expect(readSoakOptions(['--seed', '7', '--contacts', '300', '--limits', '1'])).toEqual({
			seed: 7,
			contacts: 300,
			limits: 1,
		});
	});

	it.each([['--contacts', '0'], ['--limits', 'many'], ['--sed']])(
		'that cannot be meant are refused: %s',
		(...args) => {
			expect(() => readSoakOptions(args)).toThrow(/whole number|help lists the options/);
		},
	);

	it('explain themselves', () => {
		expect(readSoakOptions(['--help'])).toBe('help');
	});
});
