import { declareResource, declareTemplate } from './doubles/declarations';
import { legacy, modern } from './doubles/messages';
import { TestServer } from './doubles/test-server';
import type { Principal } from '../../../../../src/mcp/server/principal';

const pricing = { uri: 'crm://pricing', mimeType: 'text/plain', text: 'Ten a month' };
const read = (uri: unknown) => legacy('resources/read', { uri });

describe('reading a static resource', () => {
	it('gives its text, and in the modern era how long it may be kept', async () => {
		const server = new TestServer();
		expect((await server.send(read('crm://pricing'))).result).toEqual({ contents: [pricing] });
		const { result } = await server.send(modern('resources/read', { uri: 'crm://pricing' }));
		expect(result).toMatchObject({
			resultType: 'complete',
			contents: [pricing],
			ttlMs: 5000,
			cacheScope: 'public',
		});
		expect(server.started).toEqual([]);
		expect(server.policy.records.map(({ outcome, attempt }) => [outcome, attempt.name])).toEqual([
			['ok', 'crm://pricing'],
			['ok', 'crm://pricing'],
		]);
	});

	it('gives a blob as it is, without a type if none was declared', async () => {
		const source = { kind: 'static', content: { blob: 'AAAA' } } as const;
		const server = new TestServer({
			resources: [declareResource({ source, mimeType: undefined })],
		});
		expect((await server.send(read('crm://pricing'))).result).toEqual({
			contents: [{ uri: 'crm://pricing', blob: 'AAAA' }],
		});
	});

	it('gives only the fields that may leave', async () => {
		const source = { kind: 'static', content: { text: '{"plan":"a","cost":1}' } } as const;
		const server = new TestServer({
			resources: [declareResource({ source, resultFields: ['plan'] })],
		});
		expect((await server.send(read('crm://pricing'))).text).not.toContain('cost');
		const kim: Principal = { kind: 'apiKey', label: 'Kim', resultFields: ['plan'] };
		expect((await new TestServer().send(read('crm://pricing'), kim)).text).toContain(
			'was not sent',
		);
	});
});

describe('reading what a flow gives', () => {
	const lead = 'crm://lead/a%20b';

	it('brings the flow the URI and the decoded variables', async () => {
		const server = new TestServer();
		await server.send(read(lead));
		expect(server.call.terms.call).toMatchObject({
			kind: 'resource',
			name: lead,
			target: { kind: 'output', output: 2 },
			arguments: { uri: lead, id: 'a b' },
		});
	});

	it.each([
		['legacy', legacy, {}],
		['modern', modern, { ttlMs: 5000, cacheScope: 'public' }],
	])('says how long it may be kept in the modern era only (%s)', async (era, message, caching) => {
		const server = new TestServer();
		const response = await server.send(message('resources/read', { uri: lead }));
		server.call.respond({ contents: [{ uri: lead, text: 'x' }] });
		const { ttlMs, cacheScope, contents } = response.result;
		expect(contents).toEqual([{ uri: lead, text: 'x' }]);
		expect({ ttlMs, cacheScope }).toEqual(
			era === 'modern' ? caching : { ttlMs: undefined, cacheScope: undefined },
		);
	});

	it('that is too large is an error that says how to page', async () => {
		const server = new TestServer();
		const response = await server.send(read(lead));
		expect(server.call.respond({ contents: [{ uri: lead, text: 'x'.repeat(5000) }] })).toBe(true);
		expect(response.error).toMatchObject({ code: -32603 });
		expect(response.error.message).toContain('one page at a time');
		expect(server.policy.outcomes).toEqual(['protocolError']);
	});

	it('gives only the fields that may leave, and no file', async () => {
		const server = new TestServer({ templates: [declareTemplate({ resultFields: ['name'] })] });
		const response = await server.send(read(lead));
		server.call.respond({
			contents: [
				{ uri: lead, mimeType: 'application/json', text: '{"name":"a","secret":1}' },
				{ uri: lead, mimeType: 'image/png', blob: 'AAAA' },
			],
		});
		expect(response.result.contents).toEqual([
			{ uri: lead, mimeType: 'application/json', text: '{"name":"a"}' },
			{ uri: lead, mimeType: 'text/plain', text: expect.stringContaining('was not sent') },
		]);
	});

	it('counts for the limits of its template, and under its own URI in the record', async () => {
		const server = new TestServer();
		await server.send(read(lead));
		expect(server.policy.attempts).toEqual([
			expect.objectContaining({ name: lead, offer: 'crm://lead/{id}' }),
		]);
	});

	it('prefers a resource of that very URI to a template', async () => {
		const server = new TestServer({ resources: [declareResource({ uri: 'crm://lead/1' })] });
		expect((await server.send(read('crm://lead/1'))).text).toContain('Ten a month');
	});
});

describe('reading what there is not', () => {
	it.each(['crm://gone', 'crm://lead/', 'crm://lead/a/b', 'crm://lead/%E0%A4%A', '__proto__', ''])(
		'is an error with the code of the era and the URI: %p',
		async (uri) => {
			const server = new TestServer();
			const old = (await server.send(read(uri))).error;
			expect(old).toMatchObject({ status: 200, code: -32002, data: { uri } });
			const now = (await server.send(modern('resources/read', { uri }))).error;
			expect(now).toMatchObject({ status: 200, code: -32602, data: { uri } });
		},
	);

	it.each([undefined, null, 5, {}])('is malformed if the URI is %p', async (uri) => {
		const { error } = await new TestServer().send(read(uri));
		expect(error).toMatchObject({ status: 200, code: -32602 });
	});

	it('looks the same where the principal may not read', async () => {
		const kim: Principal = { kind: 'apiKey', label: 'Kim', allowed: { resources: [] } };
		const server = new TestServer();
		for (const uri of ['crm://pricing', 'crm://lead/1']) {
			expect((await server.send(read(uri), kim)).error).toMatchObject({ code: -32002 });
		}
		expect(server.started).toEqual([]);
	});
});

it('a resource with a scope is refused to a token without it, and recorded', async () => {
	const server = new TestServer({ resources: [declareResource({ requiredScope: 'a b' })] });
	const token: Principal = { kind: 'jwt', label: 'x', scopes: ['a'] };
	const response = await server.send(read('crm://pricing'), token);
	expect(response.status).toBe(403);
	expect(response.headers['WWW-Authenticate']).toContain('scope="a b"');
	expect(server.policy.outcomes).toEqual(['refused']);
});
