import { DONE, type OddReply, type OddServer, TOOL, to, toolEntry } from './odd-server';

const awaited = new RegExp(DONE);
const html = { 'content-type': 'text/html' };
const sse = { 'content-type': 'text/event-stream' };

/** What becomes of the GET with which a client asks for what the server says by itself. */
const gets: Array<[what: string, reply: OddReply]> = [
	['a web page', { headers: html, body: '<html></html>' }],
	['a stream that ends at once', { headers: sse }],
	['a stream that stays open', { headers: sse, body: ': hi\n\n', open: true }],
	['HTTP 400', { status: 400 }],
	['HTTP 401', { status: 401 }],
	['HTTP 404', { status: 404 }],
	['HTTP 500', { status: 500 }],
	['silence', 'hang'],
	['a closed connection', 'drop'],
];

const money = {
	...toolEntry,
	inputSchema: {
		type: 'object',
		properties: { price: { type: 'number', multipleOf: 0.01 } },
	},
};

export const streamRows: OddServer[] = [
	...gets.map(([what, get]) => ({
		what: `answers the GET for its own stream with ${what}`,
		reply: () => undefined,
		get,
		awaited,
	})),
	{
		what: 'takes prices in cents (multipleOf 0.01)',
		reply: to('tools/list', { result: { tools: [money] } }),
		arguments: { price: 19.99 },
		awaited,
	},
	{
		what: 'requires an argument that has a default',
		reply: ({ method, params }) => {
			if (method === 'tools/list') {
				const properties = { limit: { type: 'integer', default: 10 } };
				const inputSchema = { type: 'object', properties, required: ['limit'] };
				return { result: { tools: [{ ...toolEntry, inputSchema }] } };
			}
			if (method !== 'tools/call') return undefined;
			const { limit } = (params.arguments ?? {}) as { limit?: unknown };
			return limit === 10
				? undefined
				: { error: { code: -32_602, message: `${TOOL} needs a limit` } };
		},
		awaited,
	},
];
