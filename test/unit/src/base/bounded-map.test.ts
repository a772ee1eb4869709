import fc from 'fast-check';

import { BoundedMap } from '../../../../src/base/bounded-map';

it('forgets what was used longest ago, whether it was read or written', () => {
	const map = new BoundedMap<string, number>(2);
	map.set('a', 1);
	map.set('b', 2);
	map.get('a');
	map.set('c', 3);
	expect([...map.entries()]).toEqual([
		['a', 1],
		['c', 3],
	]);
});

it('can look without using', () => {
	const map = new BoundedMap<string, number>(2);
	map.set('a', 1);
	map.set('b', 2);
	expect([map.peek('a'), map.has('a')]).toEqual([1, true]);
	map.set('c', 3);
	expect(map.has('a')).toBe(false);
});

it('makes a value only where there is none, also if the one there is undefined', () => {
	const map = new BoundedMap<string, undefined>(2);
	const make = jest.fn(() => undefined);
	map.getOrSet('a', make);
	map.getOrSet('a', make);
	expect(make).toHaveBeenCalledTimes(1);
});

it('tells who had to go, and nobody who was deleted or replaced', () => {
	const gone: string[] = [];
	const onEvict = (key: string) => void gone.push(key);
	const map = new BoundedMap<string, number>({ entries: 1, onEvict });
	map.set('a', 1);
	map.set('a', 2);
	map.delete('a');
	map.set('b', 3);
	map.set('c', 4);
	expect(gone).toEqual(['b']);
});

it('does not keep what is heavier than all it may hold, nor lose the others for it in vain', () => {
	const weight = { max: 10, of: (text: string) => text.length };
	const map = new BoundedMap<string, string>({ entries: 9, weight });
	map.set('small', 'x');
	map.set('huge', 'x'.repeat(11));
	expect([map.has('huge'), map.has('small'), map.weight]).toEqual([false, true, 1]);
});

it('never holds more than its bounds, and keeps its weight right', () => {
	const step = fc.tuple(
		fc.constantFrom('set', 'get', 'delete'),
		fc.nat(8),
		fc.string({ maxLength: 9 }),
	);
	fc.assert(
		fc.property(fc.array(step), (steps) => {
			const weight = { max: 20, of: (text: string) => text.length };
			const map = new BoundedMap<number, string>({ entries: 5, weight });
			for (const [act, key, text] of steps) {
				if (act === 'set') map.set(key, text);
				else if (act === 'get') map.get(key);
				else map.delete(key);
				const held = [...map.entries()].reduce((sum, [, each]) => sum + each.length, 0);
				expect(map.weight).toBe(held);
				expect(held).toBeLessThanOrEqual(20);
				expect(map.size).toBeLessThanOrEqual(5);
			}
		}),
	);
});
