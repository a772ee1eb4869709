import { turnsOf } from '../../../../scripts/test/turns.ts';

test('checks that keep one processor busy run at once, all others one after another', () => {
	expect(
		turnsOf([
			'lint',
			'types',
			'build',
			'unit',
			'e2e',
			'conformance',
			'conformance-client',
			'queue',
		]),
	).toEqual([
		['lint', 'types', 'build'],
		['unit'],
		['e2e'],
		['conformance', 'conformance-client'],
		['queue'],
	]);
});

test('a suite that is asked for alone runs alone', () => {
	expect(turnsOf(['conformance'])).toEqual([['conformance']]);
	expect(turnsOf(['lint', 'unit', 'build'])).toEqual([['lint'], ['unit'], ['build']]);
});
