import { whole } from './attack.ts';
import type { Attack, AttackTarget } from './attack.ts';
import { resourceRead, toolCall } from './messages.ts';
import type { Message } from './messages.ts';

/** As many values as the server reads, less those of the request around them. */
const MANY = 15_500;

const list = (item: (at: number) => unknown, length = MANY) => ({
	list: Array.from({ length }, (_, at) => item(at)),
});

function filters(depth: number, leaf: unknown): object {
	let filter = leaf;
	for (let level = 0; level < depth; level += 1) filter = { op: 'and', filters: [filter] };
	return { filter };
}

const call = (name: string, values: object) => toolCall(name, values);

/** Requests that are let in, and each made to keep the server busy for as long as it can. */
const MESSAGES: ReadonlyArray<readonly [string, () => Message]> = [
	['wrong leaf below alternatives', () => call('filter', filters(21, { field: 1 }))],
	['wrong leaf far below alternatives', () => call('filter', filters(27, { field: 1 }))],
	[
		'wide and deep alternatives',
		() => call('filter', { filter: { op: 'and', filters: list(() => filters(6, {}), 700).list } }),
	],
	[
		'thousands of unique objects, one twice',
		() =>
			call(
				'unique',
				list((at) => ({ at: at % 4_999 }), 5_000),
			),
	],
	[
		'wrong items',
		() =>
			call(
				'integers',
				list(() => 'x'),
			),
	],
	[
		'items that lack everything',
		() =>
			call(
				'leads',
				list(() => ({}), MANY / 2), // An empty object counts twice.
			),
	],
	[
		'members that are unknown',
		() => call('leads', { list: [Object.fromEntries(list((at) => [`k${at}`, at]).list as never)] }),
	],
	[
		'a text against a pattern that backtracks',
		() => call('pattern', { text: `${'a'.repeat(30)}!` }),
	],
	[
		'megabytes against such a pattern',
		() => call('pattern', { text: `${'a'.repeat(1_900_000)}!` }),
	],
	[
		'texts against a pattern of many states',
		() =>
			call(
				'states',
				list(() => `${'ab'.repeat(60)}c`, 15_000),
			),
	],
	['megabytes of one text', () => call('length', { text: 'x'.repeat(2_000_000) })],
	[
		'texts like mail addresses',
		() =>
			call(
				'addresses',
				list(() => `a@${'a-'.repeat(2000)}`, 450),
			),
	],
	[
		'texts like pages',
		() =>
			call(
				'pages',
				list((at) => `http://${'a:'.repeat(2000)}${at === 449 ? ' ' : ''}`, 450),
			),
	],
	[
		'values against thousands of choices',
		() =>
			call(
				'choices',
				list(() => ({ name: 'x' }), 7_000),
			),
	],
	[
		'distinct member names',
		() => call('nothing', Object.fromEntries(list((at) => [`member ${at}`, at]).list as never)),
	],
	[
		'a hundred thousand values',
		() =>
			call(
				'integers',
				list(() => 1, 100_000),
			),
	],
	['a URI of hyphens', () => resourceRead(`crm://report/${'-'.repeat(7_900)}/`)],
	['a URI of slashes', () => resourceRead('/'.repeat(7_900))],
];

/** @returns one attack of each kind */
export function stallAttacks(target: AttackTarget): Attack[] {
	return MESSAGES.map(([kind, make]) => {
		const { headers, body } = make();
		return { ...whole(target, kind, headers, Buffer.from(JSON.stringify(body))), id: body.id };
	});
}
