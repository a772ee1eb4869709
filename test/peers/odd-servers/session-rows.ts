import { DONE, type OddReply, type OddServer, handshake, ordinaryMessage } from './odd-server';

const awaited = new RegExp(DONE);

/** How servers say that they do not know a session. */
const losses: Array<[what: string, reply: OddReply]> = [
	['HTTP 404', { status: 404 }],
	[
		'HTTP 404 and a JSON-RPC error',
		{
			status: 404,
			body: '{"jsonrpc":"2.0","id":null,"error":{"code":-32001,"message":"Session not found"}}',
		},
	],
	[
		'HTTP 400 and "No valid session ID provided"',
		{ status: 400, body: 'Bad Request: No valid session ID provided' },
	],
	[
		'HTTP 400 and "Server not initialized"',
		{ status: 400, body: 'Bad Request: Server not initialized' },
	],
	['HTTP 410', { status: 410 }],
	['HTTP 401 and "Session expired"', { status: 401, body: '{"error":"Session expired"}' }],
	['HTTP 403 and "Invalid session"', { status: 403, body: 'Invalid session' }],
	[
		'HTTP 422 and "expect initialize request"',
		{ status: 422, body: 'Unexpected message, expect initialize request' },
	],
	['HTTP 500 and "Session not found"', { status: 500, body: 'Session not found' }],
	['an error -32001', { error: { code: -32_001, message: 'Session not found' } }],
	['an error -32600', { error: { code: -32_600, message: 'Session terminated' } }],
	['an error -32000', { error: { code: -32_000, message: 'Bad Request: Unknown session' } }],
];

/** Knows a session for two requests of tools, and then only a new one. */
function forgetful(loss: OddReply): OddServer['reply'] {
	let sessions = 0;
	let asked = 0;
	return ({ method, session }) => {
		if (method === 'initialize') {
			sessions += 1;
			asked = 0;
			const headers = { 'content-type': 'application/json', 'mcp-session-id': `s-${sessions}` };
			const body = (id: unknown) =>
				JSON.stringify({ ...ordinaryMessage(method, id), result: handshake });
			return { headers, body };
		}
		if (session === undefined) return { status: 400, body: 'Bad Request: Missing session ID' };
		if (method !== 'tools/call') return undefined;
		asked += 1;
		return session !== `s-${sessions}` || (sessions === 1 && asked > 2) ? loss : undefined;
	};
}

export const sessionRows: OddServer[] = losses.map(([what, loss]) => ({
	what: `loses the session and says so with ${what}`,
	get reply() {
		return forgetful(loss);
	},
	items: 5,
	awaited,
}));
