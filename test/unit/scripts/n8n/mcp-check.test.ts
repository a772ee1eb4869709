import { readRpcBody } from '../../../../scripts/n8n/mcp-check.ts';

describe('the body of an MCP answer', () => {
	test('is JSON or the last message of an event stream', () => {
		expect(readRpcBody('application/json; charset=utf-8', '{"id":1}')).toEqual({ id: 1 });
		const events = 'id: 0\ndata:\n\nevent: message\ndata: {"id":1}\n\n';
		expect(readRpcBody('text/event-stream', events)).toEqual({ id: 1 });
		expect(readRpcBody('text/event-stream', '')).toBeNull();
	});
});
