import type { Random } from './random.ts';

/** Names that mean something to JavaScript, HTTP, SQL, file systems or expression engines. */
export const HOSTILE_NAMES = [
	'__proto__',
	'constructor',
	'prototype',
	'toString',
	'hasOwnProperty',
	'__defineGetter__',
	'then',
	'',
	' ',
	'.',
	'../../../etc/passwd',
	'test_simple_text\u0000',
	'TEST_SIMPLE_TEXT',
	' test_simple_text ',
	'test_simple_text\r\nX-Injected: 1',
	"'; DROP TABLE workflow_entity; --",
	'{{ $env }}',
	'={{ process.env }}',
	'${7*7}',
	'<script>alert(1)</script>',
	'\u202etxet',
	'\ud800',
	'😀'.repeat(64),
	'x'.repeat(5_000),
];

/** As JSON text: written in code, `__proto__` would set the prototype. Each use parses anew. */
const POLLUTERS = [
	'{"__proto__":{"polluted":true}}',
	'{"constructor":{"prototype":{"polluted":true}}}',
	'{"__proto__":null}',
	'{"toJSON":"x","then":"y","length":-1}',
];

const NUMBERS = [0, -0, -1, 1.5, 1e308, -1e308, 5e-324, 2 ** 31, 2 ** 53, -(2 ** 63), 1e21];

/** @param depth at least 1 */
export function nested(depth: number): unknown {
	let value: unknown = 0;
	for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value };
	return value;
}

/** A value of any type that JSON has, unlikely to be what is wanted. */
export function hostileValue(random: Random): unknown {
	return random.weighted<() => unknown>([
		[4, () => null],
		[3, () => random.chance(0.5)],
		[5, () => random.pick(NUMBERS)],
		[6, () => random.pick(HOSTILE_NAMES)],
		[4, () => []],
		[4, () => ({})],
		[4, () => JSON.parse(random.pick(POLLUTERS)) as unknown],
		[2, () => [[], {}, null, 'a', 1]],
		[1, () => nested(2 + random.integer(200))],
		[1, () => random.bytes(64).toString('latin1')],
	])();
}
