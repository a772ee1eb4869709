import { answerableId, readMessage } from '../../../../../src/mcp/protocol/json-rpc';
import { ProtocolError } from '../../../../../src/mcp/protocol/protocol-error';

describe('a JSON-RPC message', () => {
	it('is a request when it has a method and an id', () => {
		expect(readMessage({ jsonrpc: '2.0', id: 'a', method: 'ping' })).toEqual({
			kind: 'request',
			id: 'a',
			method: 'ping',
			params: {},
		});
	});

	it('is a notification when it has a method and no id', () => {
		expect(readMessage({ jsonrpc: '2.0', method: 'notifications/initialized' })).toMatchObject({
			kind: 'notification',
		});
	});

	it('is a response when it has a result or an error and no method', () => {
		expect(readMessage({ jsonrpc: '2.0', id: 1, result: {} })).toEqual({
			kind: 'response',
			id: 1,
			result: {},
		});
		expect(readMessage({ jsonrpc: '2.0', id: 1, error: {} })).toEqual({ kind: 'response', id: 1 });
	});

	it('may have the number 0 or an empty string as id', () => {
		expect(readMessage({ jsonrpc: '2.0', id: 0, method: 'ping' })).toMatchObject({ id: 0 });
		expect(readMessage({ jsonrpc: '2.0', id: '', method: 'ping' })).toMatchObject({ id: '' });
	});

	it.each([
		['text', 'ping'],
		['nothing', undefined],
		['null', null],
		['an empty object', {}],
		['a batch', [{ jsonrpc: '2.0', id: 1, method: 'ping' }]],
		['an empty batch', []],
		['another version', { jsonrpc: '1.0', id: 1, method: 'ping' }],
		['a null id', { jsonrpc: '2.0', id: null, method: 'ping' }],
		['an object as id', { jsonrpc: '2.0', id: {}, method: 'ping' }],
		['an infinite id', { jsonrpc: '2.0', id: Number.POSITIVE_INFINITY, method: 'ping' }],
		['a number as method', { jsonrpc: '2.0', id: 1, method: 5 }],
		['an empty method', { jsonrpc: '2.0', id: 1, method: '' }],
		['a list as params', { jsonrpc: '2.0', id: 1, method: 'ping', params: [] }],
		['a response without an id', { jsonrpc: '2.0', result: {} }],
		['neither method nor result', { jsonrpc: '2.0', id: 1 }],
	])('is refused as invalid with HTTP 400 if it is %s', (_, body) => {
		const read = () => readMessage(body);
		expect(read).toThrow(ProtocolError);
		expect(read).toThrow(expect.objectContaining({ code: -32600, httpStatus: 400 }));
	});

	it('is taken with null in place of params, which some clients write for nothing', () => {
		const message = { jsonrpc: '2.0', id: 1, method: 'ping', params: null };
		expect(readMessage(message)).toMatchObject({ method: 'ping', params: {} });
	});

	it('is answered under its id as far as that can be read', () => {
		expect(answerableId({ id: 7, method: 5 })).toBe(7);
		expect(answerableId({ id: null })).toBeNull();
		expect(answerableId([])).toBeNull();
		expect(answerableId(undefined)).toBeNull();
	});
});
