import { whole } from './attack.ts';
import type { Attack, AttackTarget } from './attack.ts';
import { HOSTILE_NAMES, hostileValue, nested } from './hostile-values.ts';
import { FLOW_MESSAGES, LIGHT_MESSAGES } from './messages.ts';
import type { Message } from './messages.ts';
import { mutated } from './mutation.ts';
import type { Random } from './random.ts';

/** Few requests may start executions: n8n runs some twenty a second. */
const FLOW_SHARE = 0.06;

export function anyMessage(random: Random): Message {
	return random.pick(random.chance(FLOW_SHARE) ? FLOW_MESSAGES : LIGHT_MESSAGES);
}

function bodyOf(value: unknown): Buffer {
	// A value that JSON cannot hold, such as undefined, becomes an empty body.
	return Buffer.from(JSON.stringify(value) ?? '');
}

/** The id that an answer must repeat: only a request that is one has it. */
function idOf({ jsonrpc, id, method }: Record<string, unknown>): { id?: number | string } {
	const isRequest = jsonrpc === '2.0' && typeof method === 'string';
	const valid = typeof id === 'string' || (typeof id === 'number' && Number.isSafeInteger(id));
	return isRequest && valid ? { id } : {};
}

export function mutatedBody(target: AttackTarget, random: Random): Attack {
	const { headers, body } = anyMessage(random);
	const changed = mutated(body, random);
	const attack = whole(target, 'mutated body', headers, bodyOf(changed));
	return { ...attack, ...idOf(changed) };
}

export function hostileName(target: AttackTarget, random: Random): Attack {
	const { headers, body } = random.pick(LIGHT_MESSAGES);
	const key = random.pick(['name', 'uri', 'taskId', 'requestState', 'cursor']);
	const params: Record<string, unknown> = { ...body.params, [key]: random.pick(HOSTILE_NAMES) };
	if (random.chance(0.4)) params.arguments = hostileValue(random);
	const method = random.pick([
		'tools/call',
		'prompts/get',
		'resources/read',
		'tasks/get',
		random.pick(HOSTILE_NAMES),
	]);
	const changed = { ...body, method, params };
	const matching = { ...headers, 'Mcp-Method': encodeURI(method.toWellFormed()) };
	const attack = whole(target, 'hostile name', matching, bodyOf(changed));
	return { ...attack, ...idOf(changed) };
}

const HUGE_NUMBER = '9'.repeat(400);

const RAW_BODIES: Array<(random: Random) => string | Buffer> = [
	() => '',
	() => ' ',
	() => 'null',
	() => 'true',
	() => '1',
	() => '"text"',
	() => '[]',
	() => '{}',
	() => '{',
	() => '{"jsonrpc":"2.0"',
	() => '{"jsonrpc":"2.0","id":1,"method":"ping"}}',
	() => '\ufeff{"jsonrpc":"2.0","id":1,"method":"ping"}',
	() => '{"jsonrpc":"2.0","id":NaN,"method":"ping"}',
	() => `{"jsonrpc":"2.0","id":${HUGE_NUMBER},"method":"ping"}`,
	() => `{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"cursor":${HUGE_NUMBER}}}`,
	() => '{"jsonrpc":"2.0","id":null,"method":"ping"}',
	() => '{"jsonrpc":"2.0","id":1,"id":2,"method":"ping","method":"tools/list"}',
	() => '{"jsonrpc":"1.0","id":1,"method":"ping"}',
	() => '{"jsonrpc":"2.0","id":{},"method":"ping"}',
	() => '{"jsonrpc":"2.0","id":1,"method":7}',
	() => '{"jsonrpc":"2.0","id":1,"method":"ping","params":[]}',
	() => '{"jsonrpc":"2.0","id":1,"result":{}}',
	() => '{"jsonrpc":"2.0","id":1,"error":{"code":"x"}}',
	() => '{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":null}}',
	() => '{"jsonrpc":"2.0","method":"notifications/cancelled"}',
	() => '{"jsonrpc":"2.0","method":"tools/call","params":{"name":"greet"}}',
	() => `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
	() => `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`,
	() => '['.repeat(100_000),
	(random) => random.bytes(1 + random.integer(2_000)),
	(random) => Buffer.concat([Buffer.from('{"jsonrpc":"2.0","id":"'), random.bytes(8)]),
	() => Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xc3, 0x28, 0x22, 0x7d]),
	() => Buffer.from('{"jsonrpc":"2.0","id":1,"method":"ping"}', 'utf16le'),
	() => 'a=b&c=d',
	() => '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><x>&e;</x>',
];

export function rawBody(target: AttackTarget, random: Random): Attack {
	const { headers } = random.pick(LIGHT_MESSAGES);
	const body = Buffer.from(random.pick(RAW_BODIES)(random));
	return whole(target, 'raw body', headers, body);
}

export function batch(target: AttackTarget, random: Random): Attack {
	const length = random.pick([1, 2, 3, 20, 200]);
	const { headers } = random.pick(LIGHT_MESSAGES);
	const entries = Array.from({ length }, () =>
		random.weighted<() => unknown>([
			[4, () => random.pick(LIGHT_MESSAGES).body],
			[3, () => mutated(random.pick(LIGHT_MESSAGES).body, random)],
			[2, () => hostileValue(random)],
			[1, () => [random.pick(LIGHT_MESSAGES).body]],
		])(),
	);
	return whole(target, 'batch', headers, bodyOf(entries));
}

/** Larger than servers take, or deeper; rare because of its cost. */
export function oversizedBody(target: AttackTarget, random: Random): Attack {
	const { headers, body } = random.pick(LIGHT_MESSAGES);
	const filling = random.pick<() => unknown>([
		() => 'x'.repeat(6_000_000),
		() => Array.from({ length: 300_000 }, (_, index) => index),
		() => Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`k${index}`, index])),
		() => nested(1_000),
	])();
	const changed = { ...body, params: { ...body.params, filling } };
	// A server that refuses the size may end the connection before it has read everything.
	return { ...whole(target, 'oversized body', headers, bodyOf(changed)), due: 'answer or end' };
}
