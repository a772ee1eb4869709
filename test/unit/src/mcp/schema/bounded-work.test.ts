import fc from 'fast-check';

import { compileArgumentValidator } from '../../../../../src/mcp/schema/argument-validator';
import { linearPattern } from '../../../../../src/mcp/schema/linear-pattern';
import { withinBudget } from '../../../../../src/mcp/schema/work-budget';
import type { JsonObject } from '../../../../../src/mcp/protocol/json-rpc';

/**
 * Far above what the budget lets happen on a slow machine, far below what these took without one:
 * seconds to minutes. Of processor time, for the wall clock also counts what else the machine does.
 */
const BOUND_MS = 400;

function processorTime(work: () => void): number {
	const before = process.cpuUsage();
	work();
	const { user, system } = process.cpuUsage(before);
	return (user + system) / 1000;
}

const MANY = 30_000;
const listOf = (items: JsonObject): JsonObject => ({ properties: { list: { items } } });
const list = (item: (position: number) => unknown, length = MANY) => ({
	list: Array.from({ length }, (_, position) => item(position)),
});

const group = (op: string) => ({
	type: 'object',
	properties: { filters: { type: 'array', items: { $ref: '#/$defs/filter' } }, op: { const: op } },
	required: ['op', 'filters'],
});
const leaf = { properties: { field: { type: 'string' } }, required: ['field'] };
const filters: JsonObject = {
	$defs: { filter: { anyOf: [group('and'), group('or'), { type: 'object', ...leaf }] } },
	properties: { filter: { $ref: '#/$defs/filter' } },
};
const nested = (depth: number, inner: unknown) => {
	let filter = inner;
	for (let level = 0; level < depth; level += 1) filter = { op: 'and', filters: [filter] };
	return { filter };
};

const referenceBomb: JsonObject = {
	$ref: '#/$defs/d0',
	$defs: Object.fromEntries(
		Array.from({ length: 40 }, (_, at) => {
			const next = { $ref: `#/$defs/d${at + 1}` };
			return [`d${at}`, at === 39 ? { type: 'object' } : { allOf: [next, next] }];
		}),
	),
};

/** A schema in a place where the validator itself looks for none. */
const hidden = {
	anyOf: ['y', 'z'].map((name) => ({ properties: { n: { $ref: '#/x/a' } }, required: [name] })),
};
const chain = (depth: number) => {
	let link: JsonObject = {};
	for (let level = 0; level < depth; level += 1) link = { n: link };
	return { q: link };
};

describe('the check of arguments takes a bounded time', () => {
	it.each<[string, JsonObject, () => JsonObject]>([
		['alternatives within alternatives that fit', filters, () => nested(23, { field: 'x' })],
		[
			'alternatives within alternatives, a wrong one inside',
			filters,
			() => nested(21, { field: 1 }),
		],
		['references that double at each step', referenceBomb, () => ({})],
		['a reference to itself', { $ref: '#' }, () => ({})],
		[
			"schemas among keywords of one's own",
			{ x: { a: hidden }, properties: { q: { $ref: '#/x/a' } } },
			() => chain(60),
		],
		['a list of wrong items', listOf({ type: 'integer' }), () => list(() => 'x')],
		[
			'a list that lacks thousands of members each',
			listOf({ required: list((at) => `m${at}`, 4000).list }),
			() => list(() => ({})),
		],
		[
			'thousands of objects that must be unique',
			{ properties: { list: { uniqueItems: true } } },
			() => list((at) => ({ at, name: 'x' }), 8000),
		],
		[
			'a long text against a pattern that backtracks',
			{ properties: { text: { pattern: '^([a-zA-Z0-9]+\\.?)+$' } } },
			() => ({ text: `${'a'.repeat(60_000)}!` }),
		],
		[
			'texts against a pattern of many states',
			listOf({ pattern: '[ab]*a[ab]{200}$' }),
			() => list(() => `${'abab'.repeat(200)}c`, 4000),
		],
		[
			'values against thousands of allowed objects',
			listOf({ enum: list((at) => ({ at }), 3000).list }),
			() => list(() => ({ at: -1 }), 15_000),
		],
		[
			'defaults filled in again and again',
			listOf({ properties: { text: { default: 'x'.repeat(60_000) } } }),
			() => list(() => ({})),
		],
		[
			'member names against many patterns',
			{
				properties: {
					map: {
						patternProperties: Object.fromEntries(list((at) => [`^k${at}`, {}], 200).list as never),
					},
				},
			},
			() => ({ map: Object.fromEntries(list((at) => [`k${at}`, 1]).list as never) }),
		],
		[
			'texts that look like long URLs',
			listOf({ format: 'url' }),
			() => list(() => `http://${'a:'.repeat(4000)}`, 400),
		],
		[
			'texts that look like long mail addresses',
			listOf({ format: 'email' }),
			() => list(() => `a@${'a-'.repeat(4000)}`, 400),
		],
		[
			'texts that look like long addresses',
			listOf({ format: 'uri' }),
			() => list(() => `http://${'a:'.repeat(4000)}`, 400),
		],
	])('for %s', (_, schema, make) => {
		const validate = compileArgumentValidator(schema);
		const value = make();
		expect(processorTime(() => void validate(value))).toBeLessThan(BOUND_MS);
	});

	it('and then says that it does not know, which is no word on the value', () => {
		const [problem, ...more] = compileArgumentValidator(filters)(nested(23, { field: 'x' }));
		expect(more).toEqual([]);
		expect(problem).toMatchObject({ path: '', undecided: true });
		expect(problem?.message).toContain('nest it less');
	});

	it('and is enough for the largest message of ordinary data', () => {
		const names = Array.from({ length: 15 }, (_, at) => `field_${at}`);
		const lead = Object.fromEntries(
			names.map((name) => [name, { type: 'string', maxLength: 200 }]),
		);
		const email = { type: 'string', format: 'email' };
		const validate = compileArgumentValidator(
			listOf({ properties: { ...lead, email }, required: names, additionalProperties: false }),
		);
		const one = {
			...Object.fromEntries(names.map((name) => [name, 'some words'])),
			email: 'a@b.co',
		};
		expect(validate(list(() => one, 1000))).toEqual([]);
	});

	it('also where only the first of many problems is named', () => {
		expect(compileArgumentValidator(listOf({ type: 'integer' }))(list(() => 'x'))).toEqual([
			{ path: '/list/0', message: 'must be integer' },
		]);
	});
});

describe('items that must be unique', () => {
	const problems = (...items: unknown[]) =>
		compileArgumentValidator({ properties: { list: { uniqueItems: true } } })({ list: items });

	it.each([
		[
			[
				{ a: 1, b: [2] },
				{ b: [2], a: 1 },
			],
		],
		[['a', 1, 'a']],
		[[null, null]],
		[
			[
				[1, 2],
				[1, 2],
			],
		],
	])('%j are not', (items) => {
		expect(problems(...items)).toEqual([
			{ path: '/list', message: expect.stringContaining('must NOT have duplicate items') },
		]);
	});

	it.each([
		[[1, '1', true, 'true', null, 'null']],
		[[{ a: 1 }, { a: 2 }, { b: 1 }]],
		[
			[
				[1, 2],
				[2, 1],
			],
		],
	])('%j are', (items) => expect(problems(...items)).toEqual([]));
});

describe('a pattern', () => {
	const matches = (pattern: string, text: string) => linearPattern(pattern).test(text);

	it.each([
		'^[A-Z]{2,3}$',
		'a|b+c',
		'^\\w+@\\w+\\.\\w{2,}$',
		'\\s',
		'^[^\\s]+$',
		'\\S',
		'\\d{3}-\\d+',
		'\\bx',
		'^.$',
		'(?<y>\\d{4})',
		'\\p{L}',
		'\\u{1F600}',
		'^$',
		'[\\]a]',
		'\\/',
	])('%s matches what it matches in JavaScript', (pattern) => {
		const text = fc.string({ unit: fc.constantFrom(...'abcxAZ09 @.-_/]\n\u00a0é😀') });
		const native = new RegExp(pattern, 'u');
		withinBudget(
			() => fc.assert(fc.property(text, (one) => matches(pattern, one) === native.test(one))),
			Infinity,
		);
	});

	it.each(['(?=a)b', '(?<!a)b', '(a)\\1', '^.{1,2000}$'])(
		'%s is refused, with what would do',
		(pattern) => {
			const compile = () => compileArgumentValidator({ properties: { a: { pattern } } });
			expect(compile).toThrow(/can take too long to match. Write it without lookaround/);
		},
	);

	it.each(['(?=a)b', '^(?i)abc$'])(
		'%s of another server matches everything, for that server checks it',
		(pattern) => {
			const schema = { properties: { a: { pattern } } };
			expect(compileArgumentValidator(schema, 'ignore')({ a: 'x' })).toEqual([]);
		},
	);

	it('keeps apart from the others of its schema', () => {
		const schema = { properties: { a: { pattern: '^a$' }, b: { pattern: '^b$' } } };
		expect(compileArgumentValidator(schema)({ a: 'a', b: 'a' })).toHaveLength(1);
	});
});

describe('numbers', () => {
	it('that are multiples as people write them are multiples', () => {
		const validate = compileArgumentValidator({ properties: { price: { multipleOf: 0.01 } } });
		for (const price of [19.99, 0.07, 1_000_000.1]) expect(validate({ price })).toEqual([]);
		expect(validate({ price: 19.995 })).toHaveLength(1);
	});
});
