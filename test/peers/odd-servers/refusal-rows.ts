import { DONE, type OddReply, type OddServer, isCall, to } from './odd-server';

const WORDS = 'Your plan does not include the API';
const said = new RegExp(WORDS);
const json = (body: unknown, status: number): OddReply => ({
	status,
	headers: { 'content-type': 'application/json' },
	body: JSON.stringify(body),
});
const page = `<!DOCTYPE html><html><head><title>${WORDS}</title></head><body>no</body></html>`;

/** What a server says when it does not do what it is asked for, each in its own way. */
const refusals: Array<[what: string, reply: OddReply]> = [
	['401 with a message', json({ message: WORDS }, 401)],
	['401 with an OAuth error', json({ error: 'invalid_token', error_description: WORDS }, 401)],
	['402 with a message', json({ error: { message: WORDS } }, 402)],
	['403 with a message', json({ message: WORDS }, 403)],
	['403 with a text', { status: 403, body: WORDS }],
	['403 with a page', { status: 403, headers: { 'content-type': 'text/html' }, body: page }],
	['409 with a problem', json({ title: 'Conflict', detail: WORDS }, 409)],
	['422 with details', json({ detail: [{ loc: ['body'], msg: WORDS }] }, 422)],
	[
		'400 with a JSON-RPC error',
		json({ jsonrpc: '2.0', id: null, error: { code: -32_000, message: WORDS } }, 400),
	],
	['500 with a message', json({ error: WORDS }, 500)],
	['500 with a page', { status: 500, headers: { 'content-type': 'text/html' }, body: page }],
	['503 with a text', { status: 503, body: WORDS }],
];

const errors: Array<[what: string, reply: OddReply]> = [
	['an error whose code is a text', { error: { code: 'SUSPENDED', message: WORDS } }],
	['an error that is a text', { error: WORDS }],
	['an error without a message', { error: { code: WORDS } }],
	['an error whose message is an object', { error: { code: -32_000, message: { text: WORDS } } }],
	[
		'an error beside a result',
		{
			message: (id) => ({
				jsonrpc: '2.0',
				id,
				result: null,
				error: { code: -32_000, message: WORDS },
			}),
		},
	],
	[
		'an error for no request',
		{ message: () => ({ jsonrpc: '2.0', id: null, error: { code: -32_000, message: WORDS } }) },
	],
	['an error of no protocol', { message: () => ({ error: WORDS }) }],
	['a message of no protocol', { message: () => ({ message: WORDS }) }],
	['a text', { headers: { 'content-type': 'text/plain' }, body: WORDS }],
	['a page', { headers: { 'content-type': 'text/html' }, body: page }],
	['a text that is called JSON', { headers: { 'content-type': 'application/json' }, body: WORDS }],
];

const done = new RegExp(DONE);
const firstCalls =
	(times: number, reply: OddReply): OddServer['reply'] =>
	({ method, count }) =>
		isCall(method) && count <= times ? reply : undefined;

export const refusalRows: OddServer[] = [
	...refusals.map(([what, reply]) => ({
		what: `answers a call with HTTP ${what}`,
		reply: to('tools/call', reply),
		awaited: said,
		isError: true as const,
	})),
	...refusals.slice(0, 6).map(([what, reply]) => ({
		what: `answers everything with HTTP ${what}`,
		reply: () => reply,
		awaited: said,
		isError: true as const,
	})),
	...errors.map(([what, reply]) => ({
		what: `answers a call with ${what}`,
		reply: to('tools/call', reply),
		awaited: said,
		isError: true as const,
	})),
	{
		what: 'is busy once (HTTP 429)',
		reply: firstCalls(1, { status: 429, headers: { 'retry-after': '0' } }),
		awaited: done,
	},
	{ what: 'is down once (HTTP 503)', reply: firstCalls(1, { status: 503 }), awaited: done },
	{ what: 'closes the connection of a call once', reply: firstCalls(1, 'drop'), awaited: done },
	{
		what: 'ends the stream of a call once without an answer',
		reply: firstCalls(1, { headers: { 'content-type': 'text/event-stream' } }),
		awaited: done,
	},
	{
		what: 'has a tool that fails for six calls in a row',
		reply: firstCalls(6, { status: 500, body: 'no' }),
		items: 20,
		awaited: done,
		atLeast: 14,
	},
];
