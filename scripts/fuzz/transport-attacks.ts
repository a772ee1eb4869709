import { requestHead, whole } from './attack.ts';
import type { Attack, AttackTarget, Delivery } from './attack.ts';
import { anyMessage } from './body-attacks.ts';
import { LIGHT_MESSAGES } from './messages.ts';
import type { Random } from './random.ts';

type Headers = Record<string, string>;

const HOSTILE_HEADERS: Headers[] = [
	{ 'Content-Type': 'text/plain' },
	{ 'Content-Type': 'application/json; charset=utf-7' },
	{ 'Content-Type': 'application/x-www-form-urlencoded' },
	{ 'Content-Type': 'multipart/form-data; boundary=x' },
	{ 'Content-Type': 'application/xml' },
	{ 'Content-Type': '' },
	{ 'Content-Type': 'x'.repeat(4_000) },
	{ 'Content-Encoding': 'gzip' },
	{ 'Content-Encoding': 'unheard-of' },
	{ Accept: 'text/html' },
	{ Accept: '' },
	{ Accept: 'application/json;q=0, text/event-stream;q=0' },
	{ 'MCP-Protocol-Version': '1999-01-01' },
	{ 'MCP-Protocol-Version': '__proto__' },
	{ 'MCP-Protocol-Version': '' },
	{ 'Mcp-Session-Id': 'no-such-session' },
	{ 'Mcp-Session-Id': `${'A'.repeat(3_000)}.${'B'.repeat(3_000)}` },
	{ 'Mcp-Session-Id': 'eyJhIjoxfQ.AAAA' },
	{ 'Mcp-Method': 'tools/call' },
	{ 'Mcp-Method': '=?base64?!!!?=' },
	{ 'Mcp-Name': '=?base64?4pyT?=' },
	{ 'Mcp-Name': '__proto__' },
	{ 'Mcp-Param-Region': '=?base64?%%%?=' },
	{ Origin: 'http://evil.example.com' },
	{ Origin: 'null' },
	{ Origin: 'http://[::1' },
	{ Host: 'evil.example.com' },
	{ Host: '127.0.0.1:1@evil.example.com' },
	{ Host: '' },
	{ Authorization: 'Bearer wrong-key-0123456789' },
	{ Authorization: 'Bearer ' },
	{ Authorization: 'Bearer' },
	{ Authorization: 'Basic dXNlcjpwYXNz' },
	{ Authorization: `Bearer ${'A'.repeat(8_000)}` },
	{ Authorization: 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.' },
	{ 'X-Forwarded-For': '::1, 127.0.0.1, __proto__' },
	{ 'X-Forwarded-Host': 'evil.example.com' },
	{ 'Last-Event-ID': '../../1' },
	{ Expect: '100-continue' },
	{ Expect: 'the-unexpected' },
	{ 'X-Large': 'y'.repeat(20_000) },
	{ 'X-Control': 'a\u0001b' },
];

export function hostileHeaders(target: AttackTarget, random: Random): Attack {
	const { headers, body } = anyMessage(random);
	const changed = { ...headers, ...random.pick(HOSTILE_HEADERS) };
	const attack = whole(target, 'hostile headers', changed, Buffer.from(JSON.stringify(body)));
	return { ...attack, id: body.id };
}

/** Node's parser refuses some of these by ending the connection. */
const BROKEN_FRAMING: Array<(body: string) => { headers: Headers; body: string }> = [
	(body) => ({ headers: { 'Content-Length': '-1' }, body }),
	(body) => ({ headers: { 'Content-Length': 'many' }, body }),
	(body) => ({ headers: { 'Content-Length': '5' }, body }),
	(body) => ({ headers: { 'Transfer-Encoding': 'chunked' }, body }),
	(body) => ({
		headers: { 'Transfer-Encoding': 'chunked' },
		body: `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`,
	}),
	(body) => ({
		headers: { 'Transfer-Encoding': 'chunked', 'Content-Length': '3' },
		body: `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`,
	}),
	() => ({ headers: { 'Transfer-Encoding': 'chunked' }, body: 'zz\r\nx\r\n0\r\n\r\n' }),
	(body) => ({ headers: { 'Transfer-Encoding': 'gzip, chunked' }, body }),
	(body) => ({ headers: { 'Header\u0000Name': 'x' }, body }),
	(body) => ({ headers: { 'No Space': 'x' }, body }),
];

export function brokenFraming(target: AttackTarget, random: Random): Attack {
	const { headers, body } = random.pick(LIGHT_MESSAGES);
	const framed = random.pick(BROKEN_FRAMING)(JSON.stringify(body));
	return {
		kind: 'broken framing',
		head: requestHead(target, { ...headers, ...framed.headers }),
		body: Buffer.from(framed.body),
		delivery: 'half-closed',
		due: 'answer or end',
	};
}

const METHODS = ['GET', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'CONNECT', 'BREW'];

export function hostileMethod(target: AttackTarget, random: Random): Attack {
	const { headers, body } = random.pick(LIGHT_MESSAGES);
	const method = random.pick(METHODS);
	const content = random.chance(0.5) ? Buffer.from(JSON.stringify(body)) : Buffer.alloc(0);
	const length: Headers = content.length > 0 ? { 'Content-Length': String(content.length) } : {};
	const line = `${method} ${target.path} HTTP/1.1`;
	return {
		kind: 'hostile method',
		head: requestHead(target, { ...headers, ...length }, line),
		body: content,
		delivery: 'whole',
		due: 'answer or end',
	};
}

const PATHS = [
	'/',
	'//',
	'/..',
	'/../../etc/passwd',
	'/%00',
	'/%zz',
	'/%2e%2e/%2e%2e',
	'/__proto__',
	'/constructor',
	'http://evil.example.com/',
	'*',
	'?',
	'/?a[__proto__][b]=c',
	'/.well-known/oauth-protected-resource',
	'/.well-known/oauth-protected-resource/__proto__',
	'/.well-known/../x',
	`/${'a'.repeat(7_000)}`,
	'//evil.example.com/..',
];

export function hostilePath(target: AttackTarget, random: Random): Attack {
	const { headers, body } = random.pick(LIGHT_MESSAGES);
	const content = Buffer.from(JSON.stringify(body));
	const path = random.chance(0.3) ? `${target.path}${random.pick(PATHS)}` : random.pick(PATHS);
	const line = `${random.pick(['POST', 'GET', 'OPTIONS'])} ${path} HTTP/1.1`;
	const length = { 'Content-Length': String(content.length) };
	return {
		kind: 'hostile path',
		head: requestHead(target, { ...headers, ...length }, line),
		body: content,
		delivery: 'whole',
		due: 'answer or end',
	};
}

/** Node's server drops a request whose client closes its half, although it could still answer. */
const ENDS_BY_HALF: Delivery[] = ['half-closed', 'truncated'];

export function hostileDelivery(target: AttackTarget, random: Random): Attack {
	const { headers, body } = anyMessage(random);
	const delivery = random.pick<Delivery>(['slow', 'half-closed', 'truncated']);
	const content = Buffer.from(JSON.stringify(body));
	const attack = whole(target, `${delivery} delivery`, headers, content);
	return {
		...attack,
		delivery,
		due: ENDS_BY_HALF.includes(delivery) ? 'answer or end' : 'answer',
		...(delivery === 'truncated' ? {} : { id: body.id }),
	};
}

/** Holds a connection open and never completes its request. */
export function stalledDelivery(target: AttackTarget, random: Random): Attack {
	const { headers, body } = random.pick(LIGHT_MESSAGES);
	const content = Buffer.from(JSON.stringify(body));
	const attack = whole(target, 'stalled delivery', headers, content);
	return { ...attack, delivery: 'stalled', due: 'answer or end' };
}
