import { check } from 'k6';
import http from 'k6/http';

const REVISION = '2026-07-28';

const request = JSON.stringify({
	jsonrpc: '2.0',
	id: 1,
	method: 'tools/call',
	params: {
		name: 'greet_1',
		arguments: { name: 'Dana' },
		_meta: {
			'io.modelcontextprotocol/protocolVersion': REVISION,
			'io.modelcontextprotocol/clientInfo': { name: 'k6', version: '1.0.0' },
			'io.modelcontextprotocol/clientCapabilities': {},
		},
	},
});

const headers = {
	'content-type': 'application/json',
	accept: 'application/json, text/event-stream',
	'mcp-protocol-version': REVISION,
	'mcp-method': 'tools/call',
	'mcp-name': 'greet_1',
};

export default function () {
	const response = http.post(`${__ENV.API_BASE_URL}/mcp/bench`, request, { headers });
	check(response, {
		'is status 200': ({ status }) => status === 200,
		'is the greeting': ({ body }) => String(body).includes('Hello, Dana!'),
	});
}
