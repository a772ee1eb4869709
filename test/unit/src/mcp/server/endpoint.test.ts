import { receive, type HttpRequest, type McpServer } from '../../../../../src/mcp/server/endpoint';
import { createToolCatalog } from '../../../../../src/mcp/server/tool-catalog';

const KEY = 'key-0123456789-0123456789';
const VERSION = '2026-07-28';

const server: McpServer = {
	info: { name: 'Acme GTM', version: '1.0.0' },
	instructions: 'Qualify first.',
	tools: createToolCatalog([
		{
			name: 'qualify',
			description: 'Scores a lead',
			input: {
				kind: 'schema',
				schema: {
					type: 'object',
					properties: { email: { type: 'string' }, limit: { type: 'integer', default: 5 } },
					required: ['email'],
				},
			},
		},
	]),
	authentication: { kind: 'apiKeys', keys: [{ label: 'Dana', key: KEY }] },
	allowedOrigins: ['gtm.example.com'],
};

const neverReport = (error: unknown) => {
	throw error;
};

const post = (body: unknown, headers: HttpRequest['headers'] = {}): HttpRequest => ({
	method: 'POST',
	headers: { 'content-type': 'application/json', authorization: `Bearer ${KEY}`, ...headers },
	body,
});

const legacy = (method: string, params?: Record<string, unknown>) =>
	post({ jsonrpc: '2.0', id: 1, method, ...(params ? { params } : {}) });

const modern = (method: string, params: { name?: string; arguments?: object } = {}, headers = {}) =>
	post(
		{
			jsonrpc: '2.0',
			id: 1,
			method,
			params: {
				...params,
				_meta: {
					'io.modelcontextprotocol/protocolVersion': VERSION,
					'io.modelcontextprotocol/clientCapabilities': {},
					'io.modelcontextprotocol/clientInfo': { name: 'Inspector', version: '2' },
				},
			},
		},
		{
			'mcp-protocol-version': VERSION,
			'mcp-method': method,
			...(params.name === undefined ? {} : { 'mcp-name': params.name }),
			...headers,
		},
	);

function reply(request: HttpRequest) {
	const received = receive(request, server, neverReport);
	if (received.kind !== 'reply') throw new Error('a call was started');
	return received.reply;
}

const result = (request: HttpRequest) => {
	const { body } = reply(request);
	if (body === undefined || !('result' in body)) throw new Error(JSON.stringify(body));
	return body.result;
};

const error = (request: HttpRequest) => {
	const { status, body } = reply(request);
	if (body === undefined || !('error' in body)) throw new Error(JSON.stringify(body));
	return { status, ...body.error };
};

describe('the endpoint, to a client of the legacy era', () => {
	it('answers the handshake in the version that was asked for', () => {
		expect(result(legacy('initialize', { protocolVersion: '2025-06-18' }))).toEqual({
			protocolVersion: '2025-06-18',
			capabilities: { tools: {} },
			serverInfo: { name: 'Acme GTM', version: '1.0.0' },
			instructions: 'Qualify first.',
		});
	});

	it('answers ping', () => {
		expect(result(legacy('ping'))).toEqual({});
	});

	it('lists the tools, without what only the modern era knows', () => {
		const listed = result(legacy('tools/list'));
		expect(Object.keys(listed)).toEqual(['tools']);
		expect(listed.tools).toEqual([expect.objectContaining({ name: 'qualify' })]);
	});

	it('accepts notifications and responses without an answer', () => {
		const notification = post({ jsonrpc: '2.0', method: 'notifications/initialized' });
		const response = post({ jsonrpc: '2.0', id: 9, result: {} });
		expect(reply(notification)).toEqual({ status: 202, headers: {} });
		expect(reply(response)).toEqual({ status: 202, headers: {} });
	});

	it('answers an unknown method in band', () => {
		expect(error(legacy('resources/list'))).toMatchObject({ status: 200, code: -32601 });
	});

	it('refuses a version that nobody speaks', () => {
		const request = legacy('ping');
		request.headers['mcp-protocol-version'] = '1999-01-01';
		expect(error(request)).toMatchObject({ status: 400, code: -32000 });
	});
});

describe('the endpoint, to a client of the modern era', () => {
	it('answers discovery with its version, capabilities and itself', () => {
		expect(result(modern('server/discover'))).toEqual({
			resultType: 'complete',
			supportedVersions: [VERSION],
			capabilities: { tools: {} },
			instructions: 'Qualify first.',
			ttlMs: 60_000,
			cacheScope: 'private',
			_meta: { 'io.modelcontextprotocol/serverInfo': { name: 'Acme GTM', version: '1.0.0' } },
		});
	});

	it('says how long the list of tools may be kept, and by whom', () => {
		expect(result(modern('tools/list'))).toMatchObject({
			resultType: 'complete',
			ttlMs: 60_000,
			cacheScope: 'private',
		});
	});

	it.each(['ping', 'initialize', 'resources/list'])('answers %s with 404 and -32601', (method) => {
		expect(error(modern(method))).toMatchObject({ status: 404, code: -32601 });
	});

	it('refuses a header that contradicts the body', () => {
		const request = modern('tools/list', {}, { 'mcp-method': 'tools/call' });
		expect(error(request)).toMatchObject({ status: 400, code: -32020 });
	});

	it('refuses a request whose _meta lacks the capabilities', () => {
		const request = modern('tools/list');
		(request.body as { params: { _meta: object } }).params._meta = {
			'io.modelcontextprotocol/protocolVersion': VERSION,
		};
		expect(error(request)).toMatchObject({ status: 400, code: -32602 });
	});

	it('names the versions it speaks to one that asks for another', () => {
		const request = modern('tools/list');
		const { params } = request.body as { params: { _meta: Record<string, unknown> } };
		params._meta['io.modelcontextprotocol/protocolVersion'] = '2027-01-01';
		expect(error(request)).toMatchObject({
			status: 400,
			code: -32022,
			data: { supported: [VERSION], requested: '2027-01-01' },
		});
	});
});

describe('a call of a tool', () => {
	it('comes out checked, with defaults, its caller and its client', () => {
		const request = modern('tools/call', { name: 'qualify', arguments: { email: 'a@b.co' } });
		expect(receive(request, server, neverReport)).toEqual({
			kind: 'call',
			call: {
				requestId: 1,
				era: 'modern',
				tool: 'qualify',
				arguments: { email: 'a@b.co', limit: 5 },
				principal: { kind: 'apiKey', label: 'Dana' },
				client: { name: 'Inspector', version: '2' },
			},
		});
	});

	it('leaves the body of the request as it was', () => {
		const request = legacy('tools/call', { name: 'qualify', arguments: { email: 'a@b.co' } });
		receive(request, server, neverReport);
		expect(request.body).toMatchObject({ params: { arguments: { email: 'a@b.co' } } });
		expect(request.body).not.toMatchObject({ params: { arguments: { limit: 5 } } });
	});

	it('with arguments that do not fit gives a result that the model can mend, and starts nothing', () => {
		const wrong = legacy('tools/call', { name: 'qualify', arguments: { limit: 'many' } });
		expect(result(wrong)).toEqual({
			isError: true,
			content: [
				{
					type: 'text',
					text: [
						'The arguments of qualify are not valid. Nothing was run; mend them and call again:',
						"- arguments: must have required property 'email'",
						'- limit: must be integer',
					].join('\n'),
				},
			],
		});
	});

	it('without arguments is one with none', () => {
		expect(result(legacy('tools/call', { name: 'qualify' }))).toMatchObject({ isError: true });
	});

	it.each([
		['a list', []],
		['null', null],
		['text', 'email'],
	])('with %s for arguments is malformed', (_, args) => {
		const request = legacy('tools/call', { name: 'qualify', arguments: args });
		expect(error(request)).toMatchObject({ status: 200, code: -32602 });
	});

	it.each(['unknown', '__proto__', 'constructor', 5, null, undefined])(
		'of %p is an error of the protocol',
		(name) => {
			expect(error(legacy('tools/call', { name }))).toMatchObject({ status: 200, code: -32602 });
		},
	);
});

describe('the endpoint refuses', () => {
	it('a request without a key, and says how to send one', () => {
		const request = legacy('ping');
		delete request.headers.authorization;
		expect(reply(request)).toMatchObject({
			status: 401,
			headers: { 'WWW-Authenticate': 'Bearer realm="mcp"' },
			body: { id: 1, error: { code: -32000 } },
		});
	});

	it('a wrong key, without repeating it', () => {
		const request = legacy('ping');
		request.headers.authorization = 'Bearer wrong-key-of-somebody-else';
		const refused = reply(request);
		expect(refused.status).toBe(401);
		expect(refused.headers['WWW-Authenticate']).toContain('error="invalid_token"');
		expect(JSON.stringify(refused)).not.toContain('wrong-key');
	});

	it.each(['GET', 'DELETE', 'PUT'])('%s, naming the method that works', (method) => {
		expect(reply({ ...legacy('ping'), method })).toMatchObject({
			status: 405,
			headers: { Allow: 'POST' },
		});
	});

	it.each(['text/plain', 'application/jsonx', undefined])('a body of type %p', (type) => {
		const request = legacy('ping');
		request.headers['content-type'] = type;
		expect(reply(request).status).toBe(415);
	});

	it.each(['https://evil.example', 'null', 'http://gtm.example.com.evil.example'])(
		'pages of %s',
		(origin) => {
			expect(reply(post({}, { origin })).status).toBe(403);
		},
	);

	it('nothing of pages of its own host, of this machine and of those allowed', () => {
		for (const origin of ['https://gtm.example.com', 'http://localhost:6274', 'http://[::1]:1']) {
			const request = legacy('ping');
			request.headers.origin = origin;
			expect(reply(request).status).toBe(200);
		}
	});
});

describe('a mistake of our own', () => {
	it('is reported, and hidden from the client', () => {
		const broken: McpServer = {
			...server,
			get tools(): McpServer['tools'] {
				throw new Error('secret detail');
			},
		};
		const reported: unknown[] = [];
		const received = receive(legacy('tools/list'), broken, (e) => reported.push(e));
		expect(received).toMatchObject({ kind: 'reply', reply: { status: 500 } });
		expect(JSON.stringify(received)).not.toContain('secret detail');
		expect(reported).toEqual([new Error('secret detail')]);
	});
});
