import { modernRequest, OPERATIONS, sessionRequest } from '../../../../scripts/load/requests';

const call = OPERATIONS.find(({ method }) => method === 'tools/call')!;
const url = 'http://127.0.0.1:1/bench';

describe('a request of the benchmark', () => {
	it('is a whole message of 2026-07-28, with the headers that repeat it', () => {
		const { headers, body } = modernRequest(url, call);
		const message = JSON.parse(body(7)) as { id: number; method: string; params: object };
		expect(message).toMatchObject({
			jsonrpc: '2.0',
			id: 7,
			method: 'tools/call',
			params: {
				...call.params,
				_meta: { 'io.modelcontextprotocol/protocolVersion': '2026-07-28' },
			},
		});
		expect(headers).toMatchObject({
			'mcp-protocol-version': '2026-07-28',
			'mcp-method': 'tools/call',
			'mcp-name': call.params.name,
		});
	});

	it('of a session is the same call without what sessions do not know', () => {
		const { headers, body } = sessionRequest(url, 'token', call);
		expect(JSON.parse(body(8))).toEqual({
			jsonrpc: '2.0',
			id: 8,
			method: 'tools/call',
			params: call.params,
		});
		expect(headers).toMatchObject({ 'mcp-session-id': 'token' });
		expect(headers).not.toHaveProperty('mcp-method');
	});
});
