import {
	bareResult,
	readJsonRpc,
	readJsonRpcText,
} from '../../../../../../src/mcp/client/transport/json-rpc-reading';

describe('an answer', () => {
	it.each([
		{ what: 'with an error that is null', sent: { id: 1, result: { a: 1 }, error: null } },
		{ what: 'without a version', sent: { id: 1, result: { a: 1 } } },
		{ what: 'with empty metadata', sent: { id: 1, result: { a: 1, _meta: null } } },
		{ what: 'with no id', sent: { id: null, result: { a: 1 } } },
	])('$what is the answer', ({ sent }) => {
		expect(readJsonRpc(sent, 1)).toEqual({ jsonrpc: '2.0', id: 1, result: { a: 1 } });
	});

	it.each([
		{
			what: 'with a result that is null',
			sent: { id: 1, result: null, error: { code: -32000, message: 'Account suspended' } },
			error: { code: -32_000, message: 'Account suspended' },
		},
		{
			what: 'with a text as code',
			sent: { id: 1, error: { code: 'SUSPENDED', message: 'Account suspended' } },
			error: { code: -32_603, message: 'Account suspended' },
		},
		{
			what: 'with a number in a text as code',
			sent: { id: 1, error: { code: '-32601', message: 'no' } },
			error: { code: -32_601, message: 'no' },
		},
		{
			what: 'that is a text',
			sent: { id: 1, error: 'Account suspended' },
			error: { code: -32_603, message: 'Account suspended' },
		},
		{
			what: 'without a message',
			sent: { id: 1, error: { code: 'SUSPENDED' } },
			error: { code: -32_603, message: 'SUSPENDED' },
		},
		{
			what: 'for no request in particular',
			sent: { jsonrpc: '2.0', id: null, error: { code: -32000, message: 'no', data: [1] } },
			error: { code: -32_000, message: 'no', data: [1] },
		},
	])('that is an error $what says what the server says', ({ sent, error }) => {
		expect(readJsonRpc(sent, 1)).toEqual({ jsonrpc: '2.0', id: 1, error });
	});

	it.each([
		{ sent: null, value: {} },
		{ sent: 'done', value: 'done' },
		{ sent: [1, 2], value: [1, 2] },
		{ sent: { a: 1 }, value: { a: 1 } },
	])('of $sent is kept', ({ sent, value }) => {
		const message = readJsonRpc({ id: 1, result: sent });
		expect(message && 'result' in message && bareResult(message.result)).toEqual(value);
	});
});

it('a request with empty parameters is one without', () => {
	expect(readJsonRpc({ jsonrpc: '2.0', id: 7, method: 'ping', params: null })).toEqual({
		jsonrpc: '2.0',
		id: 7,
		method: 'ping',
	});
});

it.each([1, 'text', null, {}, { ok: true }, [], { id: 1 }])('%j is no message', (value) => {
	expect(readJsonRpc(value, 1)).toBeUndefined();
});

it('a batch has its messages, and foreign ones are not taken for the answer', () => {
	const text = JSON.stringify([
		{ method: 'notifications/message' },
		{ result: {} },
		{ id: 2, result: {} },
	]);
	expect(readJsonRpcText(text, 1)).toEqual([
		{ jsonrpc: '2.0', method: 'notifications/message' },
		{ jsonrpc: '2.0', id: 2, result: {} },
	]);
	expect(readJsonRpcText('{"jsonrpc":', 1)).toEqual([]);
});
