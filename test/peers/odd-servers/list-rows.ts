import { DONE, type OddReply, type OddServer, TOOL, to, toolEntry } from './odd-server';

const awaited = new RegExp(DONE);
const schema = (inputSchema: unknown) => ({ ...toolEntry, inputSchema });
const { inputSchema: _inputSchema, ...schemaless } = toolEntry;

/** A second tool beside the one that is called. */
const beside: Array<[what: string, entry: unknown]> = [
	['null', null],
	['a text', 'look'],
	['without a name', { inputSchema: { type: 'object' } }],
	['whose name is a number', { name: 42, inputSchema: { type: 'object' } }],
	['without a schema', { name: 'other' }],
	['whose schema is null', { name: 'other', inputSchema: null }],
	['of the same name', toolEntry],
];

/** The tool that is called. */
const itself: Array<[what: string, entry: unknown]> = [
	['no schema', schemaless],
	['null for a schema', schema(null)],
	['true for a schema', schema(true)],
	['a schema without a type', schema({ properties: {} })],
	['null for what is required', schema({ type: 'object', required: null })],
	['null for properties', schema({ type: 'object', properties: null })],
	['two types', schema({ type: ['object', 'null'], properties: {} })],
	['a schema that is a list', schema([])],
	['a reference to nothing', schema({ type: 'object', properties: { a: { $ref: '#/nowhere' } } })],
	[
		'a limit of draft 4',
		schema({
			type: 'object',
			properties: { a: { type: 'number', minimum: 0, exclusiveMinimum: true } },
		}),
	],
	['a type that there is not', schema({ type: 'object', properties: { a: { type: 'int' } } })],
	[
		'a pattern of another language',
		schema({ type: 'object', properties: { a: { type: 'string', pattern: '^(?i)abc$' } } }),
	],
	['null for a title', { ...toolEntry, title: null }],
	['null for a description', { ...toolEntry, description: null }],
	['null for annotations', { ...toolEntry, annotations: null }],
	['null for icons', { ...toolEntry, icons: null }],
	['null for metadata', { ...toolEntry, _meta: null }],
	['null for an output schema', { ...toolEntry, outputSchema: null }],
	['an output schema of a list', { ...toolEntry, outputSchema: { type: 'array' } }],
	['alternatives as output', { ...toolEntry, outputSchema: { anyOf: [{ type: 'object' }] } }],
	['an empty output schema', { ...toolEntry, outputSchema: {} }],
	['a hint that is a text', { ...toolEntry, annotations: { readOnlyHint: 'true' } }],
	['an unknown way of tasks', { ...toolEntry, execution: { taskSupport: 'sometimes' } }],
];

const cursors: Array<[what: string, nextCursor: unknown]> = [
	['null', null],
	['an empty text', ''],
	['false', false],
];

const replies: Array<[what: string, reply: OddReply]> = [
	['HTTP 500', { status: 500 }],
	['HTTP 404', { status: 404, body: 'no such list' }],
	['an error', { error: { code: -32_603, message: 'Internal error' } }],
	['that it knows no such method', { error: { code: -32_601, message: 'Method not found' } }],
	['half a JSON', { headers: { 'content-type': 'application/json' }, body: '{"jsonrpc":' }],
	['a result that is null', { result: null }],
	['null for its tools', { result: { tools: null } }],
	['an object of tools', { result: { tools: { [TOOL]: toolEntry } } }],
	['tools without a wrapping', { result: [toolEntry] }],
	['a list without the tool', { result: { tools: [] } }],
	['a closed connection', 'drop'],
];

const circle: OddServer = {
	what: 'lists the same page again and again',
	reply: to('tools/list', { result: { tools: [toolEntry], nextCursor: 'again' } }),
	awaited,
};

const endless: OddServer = {
	what: 'lists another page for ever',
	reply: ({ method, count }) =>
		method === 'tools/list'
			? { result: { tools: [{ ...toolEntry, name: `t${count}` }], nextCursor: `c${count}` } }
			: undefined,
	awaited,
};

const numbered: OddServer = {
	what: 'numbers its pages',
	reply: ({ method, params }) =>
		method === 'tools/list'
			? params.cursor === undefined
				? { result: { tools: [], nextCursor: 2 } }
				: { result: { tools: [toolEntry] } }
			: undefined,
	awaited,
};

const secondFails: OddServer = {
	what: 'lists its first page and fails at the second',
	reply: ({ method, params }) =>
		method === 'tools/list'
			? params.cursor === undefined
				? { result: { tools: [toolEntry], nextCursor: 'two' } }
				: { status: 500 }
			: undefined,
	awaited,
};

export const listRows: OddServer[] = [
	...beside.map(([what, entry]) => ({
		what: `lists a second tool that is ${what}`,
		reply: to('tools/list', { result: { tools: [toolEntry, entry] } }),
		awaited,
	})),
	...itself.map(([what, entry]) => ({
		what: `lists its tool with ${what}`,
		reply: to('tools/list', { result: { tools: [entry] } }),
		awaited,
	})),
	...cursors.map(([what, nextCursor]) => ({
		what: `lists its tools with ${what} as the next page`,
		reply: to('tools/list', { result: { tools: [toolEntry], nextCursor } }),
		awaited,
	})),
	...replies.map(([what, reply]) => ({
		what: `answers tools/list with ${what}`,
		reply: to('tools/list', reply),
		awaited,
	})),
	circle,
	endless,
	numbered,
	secondFails,
];
