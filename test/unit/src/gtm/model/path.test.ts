import { entriesOf, readPath, withoutPaths, writePath } from '../../../../../src/gtm/model/path';

describe('a path', () => {
	it('leads through objects and lists, and nowhere else', () => {
		const root = { a: [{ b: 1 }], text: 'abc' };
		expect(readPath(root, 'a.0.b')).toBe(1);
		expect(readPath(root, 'a.1.b')).toBeUndefined();
		expect(readPath(root, 'a.length')).toBe(1);
		expect(readPath(root, 'text.0')).toBeUndefined();
		expect(readPath(root, 'constructor.name')).toBeUndefined();
		expect(readPath(null, 'a')).toBeUndefined();
	});

	it('makes the way on which a value is written', () => {
		const root = { kept: 1, a: 'scalar' };
		writePath(root, 'a.b', 2);
		writePath(root, 'list.1.x', 3);
		expect(root).toEqual({ kept: 1, a: { b: 2 }, list: [undefined, { x: 3 }] });
	});

	it('never reaches a prototype', () => {
		const root: Record<string, unknown> = {};
		writePath(root, '__proto__.polluted', true);
		writePath(root, 'constructor.prototype.polluted', true);
		expect(({} as Record<string, unknown>).polluted).toBeUndefined();
	});
});

it('what lies at paths is cut out of a copy, with what is empty then', () => {
	const root = { a: { b: 1, c: 2 }, d: { e: 1 }, list: [{ x: 1 }, { x: 2, y: 3 }] };
	const paths = ['a.b', 'd.e', 'list.0.x', 'list.1.x', 'no.where'];
	expect(withoutPaths(root, paths)).toEqual({ a: { c: 2 }, list: [{ y: 3 }] });
	expect(root.a).toEqual({ b: 1, c: 2 });
});

it('members are listed as deep as paths are known', () => {
	const record = { amount: { amount: 1, currency: 'EUR' }, custom: { a: 1 }, name: 'x' };
	expect(entriesOf(record, new Set(['amount.amount', 'name']))).toEqual([
		['amount.amount', 1],
		['amount.currency', 'EUR'],
		['custom', { a: 1 }],
		['name', 'x'],
	]);
});
