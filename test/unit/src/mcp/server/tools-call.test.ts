import { toolData } from '../../../../../src/mcp/server/calls/tool-result';
import { declareTool } from './doubles/declarations';
import { legacy, modern, type LegacyOptions } from './doubles/messages';
import { TestServer } from './doubles/test-server';
import type { Principal } from '../../../../../src/mcp/server/principal';

const call = (args?: unknown, extra: LegacyOptions = {}) =>
	legacy(
		'tools/call',
		{ name: 'qualify', ...(args === undefined ? {} : { arguments: args }) },
		extra,
	);

const withSchema = (schema: object, changes = {}) =>
	new TestServer({ tools: [declareTool({ input: { kind: 'schema', schema }, ...changes })] });

const email = {
	type: 'object',
	properties: { email: { type: 'string' }, limit: { type: 'integer', default: 5 } },
	required: ['email'],
};

describe('a call of a tool', () => {
	it('comes to the flow checked, with defaults, its caller and its client', async () => {
		const server = new TestServer({}, { passHeaders: ['x-team', 'x-absent'] });
		const dana: Principal = { kind: 'apiKey', label: 'Dana' };
		const request = modern(
			'tools/call',
			{ name: 'qualify', arguments: { email: 'a@b.co' } },
			{ id: 'r1', headers: { 'x-team': 'gtm', 'x-other': 'no' } },
		);
		const response = await server.send(request, dana);
		expect(response.writableEnded).toBe(false);
		expect(server.call.terms.call).toEqual({
			kind: 'tool',
			name: 'qualify',
			target: { kind: 'output', output: 0 },
			arguments: { email: 'a@b.co', limit: 5 },
			requestId: 'r1',
			era: 'modern',
			principal: dana,
			client: { name: 'Inspector', version: '2' },
			headers: { 'x-team': 'gtm' },
		});
		expect(request.body).toMatchObject({ params: { arguments: { email: 'a@b.co' } } });
		expect(request.body).not.toMatchObject({ params: { arguments: { limit: 5 } } });
	});

	it('is answered with the result, under the id of the request, in JSON', async () => {
		const server = new TestServer();
		const response = await server.send(call({}, { id: 'r1' }));
		expect(server.call.respond({ content: [], structuredContent: { score: 80 } })).toBe(true);
		expect(response).toMatchObject({ status: 200, writableEnded: true });
		expect(response.headers).toEqual({
			'Content-Type': 'application/json',
			'Content-Length': String(Buffer.byteLength(response.text)),
		});
		expect(response.answer).toEqual({
			jsonrpc: '2.0',
			id: 'r1',
			result: { content: [], structuredContent: { score: 80 } },
		});
		expect(server.runtime.calls.size).toBe(0);
		expect(server.clock.waiting).toBe(0);
	});

	it('of the modern era says in its result that it is complete, and whose it is', async () => {
		const server = new TestServer();
		const response = await server.send(modern('tools/call', { name: 'qualify' }));
		server.call.respond({ content: [], _meta: { trace: 1 } });
		expect(response.result).toEqual({
			resultType: 'complete',
			content: [],
			_meta: {
				trace: 1,
				'io.modelcontextprotocol/serverInfo': { name: 'Acme GTM', version: '1.0.0' },
			},
		});
	});

	it('is answered once: a second result or error is dropped', async () => {
		const server = new TestServer();
		const response = await server.send(call());
		server.call.respond({ content: [{ type: 'text', text: 'first' }] });
		expect(server.call.respond({ content: [] })).toBe(false);
		expect(server.call.fail(new Error('late') as never)).toBe(false);
		expect(response.text).toContain('first');
		expect(server.policy.outcomes).toEqual(['ok']);
	});

	it.each([
		['legacy', legacy],
		['modern', modern],
	])(
		'with arguments that do not fit gives a result that the model can mend, and starts nothing (%s)',
		async (_, message) => {
			const server = withSchema(email);
			const response = await server.send(
				message('tools/call', { name: 'qualify', arguments: { limit: 'many' } }),
			);
			expect(response.result).toMatchObject({
				isError: true,
				content: [
					{
						type: 'text',
						text: [
							'Invalid arguments of qualify; nothing ran. Correct these and call again:',
							"- arguments: must have required property 'email'",
							'- limit: must be integer',
						].join('\n'),
					},
				],
			});
			expect(server.started).toEqual([]);
			expect(server.policy.outcomes).toEqual(['toolError']);
		},
	);

	it('tells ten problems, and how many more there are', async () => {
		const server = withSchema({ type: 'object', additionalProperties: { type: 'string' } });
		const args = Object.fromEntries(Array.from({ length: 15 }, (_, n) => [`a${n}`, n]));
		const text = JSON.stringify((await server.send(call(args))).result);
		expect(text).toContain('- and 5 more');
		expect(text.split('must be string')).toHaveLength(11);
	});

	it.each([[undefined], [null]])('with %p for arguments is one with none', async (none) => {
		expect((await withSchema(email).send(call(none))).result).toMatchObject({ isError: true });
		const server = new TestServer();
		await server.send(call(none));
		expect(server.call.terms.call.arguments).toEqual({ limit: 5 });
	});

	it('is let in by the limits before its arguments are looked at', async () => {
		const server = withSchema(email);
		server.policy.refusal = { message: 'Too often' };
		const { result } = await server.send(call({ limit: 'many' }));
		expect(result.content).toEqual([{ type: 'text', text: 'Too often' }]);
	});

	it.each([
		['a list', []],
		['text', 'email'],
	])('with %s for arguments is malformed', async (_, args) => {
		const server = new TestServer();
		expect((await server.send(call(args))).error).toMatchObject({ status: 200, code: -32602 });
		expect(server.started).toEqual([]);
	});

	it('counts data once for the largest result, though text repeats it', async () => {
		const server = new TestServer();
		const response = await server.send(call());
		const data = { list: 'x'.repeat(3000) };
		server.call.respond({ ...toolData(data) });
		expect(response.result).toMatchObject({ structuredContent: data });
	});

	it('may carry an argument named __proto__ without changing any object', async () => {
		const server = new TestServer();
		const args = JSON.parse('{"__proto__":{"polluted":true},"constructor":{"x":1}}') as object;
		await server.send(call(args));
		expect(server.started).toHaveLength(1);
		expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
	});

	it.each(['unknown', '__proto__', 'constructor', 'toString', 5, null, undefined, {}])(
		'of %p is an error of the protocol',
		async (name) => {
			const { error } = await new TestServer().send(legacy('tools/call', { name }));
			expect(error).toMatchObject({ status: 200, code: -32602 });
		},
	);

	it('that the principal may not use looks as if there were no such tool', async () => {
		const server = new TestServer();
		const kim: Principal = { kind: 'apiKey', label: 'Kim', allowed: { tools: ['other'] } };
		const refused = (await server.send(call(), kim)).error;
		const unknown = (await server.send(legacy('tools/call', { name: 'gone' }), kim)).error;
		expect(refused).toEqual({ ...unknown, message: unknown.message.replace('gone', 'qualify') });
	});
});

describe('a tool with a scope', () => {
	const server = () => new TestServer({ tools: [declareTool({ requiredScope: 'crm:read' })] });
	const token = (scopes: string[]): Principal => ({ kind: 'jwt', label: 'sub', scopes });

	it('is refused to a token without it, with the challenge that names it, and recorded', async () => {
		const refusing = server();
		const response = await refusing.send(call(), token(['crm:write']));
		expect(response.error).toMatchObject({ status: 403, code: -32000 });
		expect(response.headers['WWW-Authenticate']).toContain('error="insufficient_scope"');
		expect(response.headers['WWW-Authenticate']).toContain('scope="crm:read"');
		expect(refusing.started).toEqual([]);
		expect(refusing.policy.outcomes).toEqual(['refused']);
	});

	it('runs for a token that has it, and for keys, which have no scopes', async () => {
		const running = server();
		await running.send(call(), token(['crm:read']));
		await running.send(call(), { kind: 'apiKey', label: 'Dana' });
		expect(running.started).toHaveLength(2);
	});
});

describe('the fields of a tool’s result', () => {
	const result = {
		content: [
			{ type: 'text', text: '{"score":1,"secret":2}' },
			{ type: 'text', text: 'The secret is 2' },
			{ type: 'image', data: 'AAAA', mimeType: 'image/png' },
			{ type: 'resource', resource: { uri: 'a://b', text: '{"secret":2}' } },
			{ type: 'resource', resource: { uri: 'a://c', blob: 'AAAA', mimeType: 'image/png' } },
			'garbage',
		],
		structuredContent: { score: 1, name: 'x', secret: 2 },
	};
	const filtered = async (
		resultFields: string[],
		principalFields?: string[],
		given: object = result,
	) => {
		const server = new TestServer({ tools: [declareTool({ resultFields })] });
		const principal: Principal = { kind: 'apiKey', label: 'Dana', resultFields: principalFields };
		const response = await server.send(call(), principal);
		server.call.respond(structuredClone(given) as Record<string, unknown>);
		return response.result;
	};

	it('leave all if nothing is said', async () => {
		expect(await filtered([])).toEqual(result);
	});

	it('leave only as the tool says, and what has no fields is withheld', async () => {
		const { structuredContent, content } = await filtered(['score']);
		expect(structuredContent).toEqual({ score: 1 });
		expect(content).toEqual([
			{ type: 'text', text: '{"score":1}' },
			{ type: 'text', text: expect.stringContaining('was not sent') },
			{ type: 'text', text: expect.stringContaining('was not sent') },
			{ type: 'resource', resource: { uri: 'a://b', text: '{}' } },
			{
				type: 'resource',
				resource: {
					uri: 'a://c',
					mimeType: 'text/plain',
					text: expect.stringContaining('was not sent'),
				},
			},
			{ type: 'text', text: expect.stringContaining('was not sent') },
		]);
	});

	it('leave only if both the tool and the principal allow them', async () => {
		const { structuredContent } = await filtered(['score', 'name'], ['name', 'secret']);
		expect(structuredContent).toEqual({ name: 'x' });
	});

	it('are filtered in lists too, and a single value is left out', async () => {
		const list = { content: [], structuredContent: { items: [{ score: 1, secret: 2 }] } };
		expect(await filtered(['score'], undefined, list)).toMatchObject({
			structuredContent: { items: [{ score: 1 }] },
		});
		const value = { content: [], structuredContent: 'secret' };
		expect(await filtered(['score'], undefined, value)).toEqual({ content: [] });
	});

	it('are filtered from failures, but not the words of the failure', async () => {
		const failure = { ...result, content: [{ type: 'text', text: 'No such lead' }], isError: true };
		expect(await filtered(['score'], undefined, failure)).toEqual({
			isError: true,
			content: [{ type: 'text', text: 'No such lead' }],
			structuredContent: { score: 1 },
		});
	});
});

describe('the parameter headers of a call', () => {
	const schema = {
		type: 'object',
		properties: {
			region: { type: 'string', 'x-mcp-header': 'Region' },
			limit: { type: 'integer', 'x-mcp-header': 'Limit' },
		},
	};
	const send = async (args: object, headers: Record<string, string>) => {
		const server = withSchema(schema);
		const response = await server.send(
			modern('tools/call', { name: 'qualify', arguments: args }, { headers }),
		);
		return { server, response };
	};

	it('pass when they repeat the arguments', async () => {
		const args = { region: 'größe', limit: 10 };
		const region = `=?base64?${Buffer.from('größe').toString('base64')}?=`;
		const { server } = await send(args, { 'mcp-param-region': region, 'mcp-param-limit': '10.0' });
		expect(server.started).toHaveLength(1);
	});

	it.each([
		['is missing', { region: 'eu' }, {}],
		['differs', { region: 'eu' }, { 'mcp-param-region': 'us' }],
		['comes without its argument', {}, { 'mcp-param-region': 'eu' }],
		['comes with null', { region: null }, { 'mcp-param-region': 'eu' }],
	])('are refused if one %s, and nothing is started', async (_, args, headers) => {
		const { server, response } = await send(args, headers);
		expect(response.error).toMatchObject({ status: 400, code: -32020 });
		expect(server.started).toEqual([]);
		expect(server.policy.outcomes).toEqual(['protocolError']);
	});

	it('are nothing of the legacy era', async () => {
		const server = withSchema(schema);
		await server.send(call({ region: 'eu' }));
		expect(server.started).toHaveLength(1);
	});
});
