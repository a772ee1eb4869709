import { DONE, type OddReply, type OddServer, to } from './odd-server';

const awaited = new RegExp(DONE);
const notFound = { code: -32_601, message: 'Method not found' };
const sse = { 'content-type': 'text/event-stream' };
const event = (id: unknown) =>
	`data: ${JSON.stringify({ jsonrpc: '2.0', id, error: notFound })}\n\n`;

/** What an older server may do when it is asked what it does not know. */
const ANSWERS: Array<[what: string, reply: OddReply, seen?: string]> = [
	['as a stream that ends', { headers: sse, body: event }, 'typescript-sdk 1.12, stateless'],
	['as a stream that stays open', { headers: sse, body: event, open: true }],
	['as a stream without an event', { headers: sse }],
	['as a stream with nothing but a comment', { headers: sse, body: ': hello\n\n' }],
	['with HTTP 400 and no body', { status: 400 }],
	['with HTTP 400 and a text', { status: 400, body: 'Bad Request: Missing session ID' }],
	['with HTTP 401', { status: 401 }],
	['with HTTP 403', { status: 403, body: 'Forbidden' }, 'csharp-sdk#1766'],
	['with HTTP 404', { status: 404 }],
	['with HTTP 405', { status: 405 }],
	['with HTTP 406', { status: 406 }],
	['with HTTP 415', { status: 415 }],
	['with HTTP 422', { status: 422, body: 'Unexpected message, expect initialize request' }],
	['with HTTP 429', { status: 429 }],
	['with HTTP 500', { status: 500, body: 'Internal Server Error' }, 'go-sdk#1014'],
	['with HTTP 502', { status: 502 }],
	['with HTTP 503', { status: 503 }],
	['with HTTP 202', { status: 202 }, 'rust-sdk#1133'],
	['with HTTP 204', { status: 204 }],
	['with HTTP 200 and nothing', { headers: { 'content-type': 'application/json' } }],
	['with text', { headers: { 'content-type': 'text/plain' }, body: 'what?' }],
	['with a web page', { headers: { 'content-type': 'text/html' }, body: '<html>Hi</html>' }],
	['with half a JSON', { headers: { 'content-type': 'application/json' }, body: '{"jsonrpc":' }],
	['with an empty result', { result: {} }],
	['with a result that is null', { result: null }],
	['with a result of another kind', { result: { supportedVersions: 'all of them' } }],
	['with an error that is a text', { error: 'unknown method' }],
	[
		'with an error for no request',
		{ message: () => ({ jsonrpc: '2.0', id: null, error: notFound }) },
	],
	['by closing the connection', 'drop'],
	['never', 'hang'],
];

export const probeRows: OddServer[] = ANSWERS.map(([what, reply, seen]) => ({
	what: `answers server/discover ${what}`,
	...(seen !== undefined && { seen }),
	reply: to('server/discover', reply),
	awaited,
}));
