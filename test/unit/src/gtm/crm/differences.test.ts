import { differences } from '../../../../../src/gtm/crm/differences';

const none = new Set<string>();

describe('values that are the same in the vendor’s spelling', () => {
	it.each([
		['a number as text', '12.50', 12.5],
		['a truth value as text', 'true', true],
		['a list in another order', ['b', 'a'], ['a', 'b']],
		['a list of one', 'a', ['a']],
		['a list that the vendor keeps as a text', 'b;a', ['a', 'b']],
		['the same the other way round', ['a', 'b'], 'a; b'],
		['nothing and an empty list', undefined, []],
		['a day as a point in time', '2026-12-01T00:00:00Z', '2026-12-01'],
		['a point in time with other digits', '2026-12-01T09:00:00Z', '2026-12-01T09:00:00.000Z'],
		['members in another order', { b: 1, a: 2 }, { a: 2, b: 1 }],
		['a part of an object', { a: 1, b: 2 }, { a: 1 }],
	])('%s', (_what, stored, wanted) => {
		expect(differences({ field: stored }, { field: wanted }, none)).toEqual({});
	});
});

describe('values that differ', () => {
	it.each([
		['a number', '12.50', 12],
		['nothing and zero', '', 0],
		['one element and several', ['a', 'b'], 'a'],
		['another day', '2026-12-02T00:00:00Z', '2026-12-01'],
		['capital letters', 'acme', 'Acme'],
		['a value and nothing', 'a', null],
	])('%s', (_what, stored, wanted) => {
		expect(differences({ field: stored }, { field: wanted }, none)).toEqual({ field: wanted });
	});

	it('are left alone where something stands, if they shall be', () => {
		const stored = { a: 'x', b: '', c: [], d: { e: 1 } };
		const wanted = { a: 'y', b: 'y', c: ['y'], d: { e: 2, f: 3 } };
		expect(differences(stored, wanted, new Set(['a', 'b', 'c', 'd.e']))).toEqual({
			b: 'y',
			c: ['y'],
			d: { f: 3 },
		});
	});

	it('do not look at what every object has', () => {
		expect(differences({}, { constructor: 'x' }, new Set(['constructor']))).toEqual({
			constructor: 'x',
		});
	});
});
