import { compare } from '../../../../../src/n8n/client/change-watch';

const thing = (key: string, content = {}) => ({ key, content });

it('tells what is new, what changed and what is gone', () => {
	const { seen } = compare({}, [thing('a', { v: 1 }), thing('b')]);
	const { changes } = compare(seen, [thing('a', { v: 2 }), thing('c')]);
	expect(changes.map(({ json }) => [json.change, json.key])).toEqual([
		['changed', 'a'],
		['added', 'c'],
		['removed', 'b'],
	]);
});

it('takes another order of members for the same, another order of a list for a change', () => {
	const { seen } = compare({}, [thing('a', { x: { p: 1, q: 2 }, list: [1, 2] })]);
	expect(compare(seen, [thing('a', { list: [1, 2], x: { q: 2, p: 1 } })]).changes).toEqual([]);
	expect(compare(seen, [thing('a', { list: [2, 1], x: { q: 2, p: 1 } })]).changes).toHaveLength(1);
});

it('knows things by any name', () => {
	const { seen } = compare({}, [thing('constructor')]);
	expect(compare(seen, [thing('constructor')]).changes).toEqual([]);
	expect(compare({}, [thing('toString')]).changes[0]?.json.change).toBe('added');
});
