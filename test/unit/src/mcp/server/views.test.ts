import { declareCatalog, declareTool } from './doubles/declarations';
import { legacy, modern } from './doubles/messages';
import { declareProvider } from './doubles/providers';
import { settle, TestServer } from './doubles/test-server';
import type { JsonObject } from '../../../../../src/mcp/protocol/json-rpc';
import type { Principal } from '../../../../../src/mcp/server/principal';
import { withProviders } from '../../../../../src/mcp/server/provider/declarations';
import type { HttpRequest } from '../../../../../src/mcp/server/endpoint';

const URI = 'ui://gtm/score.html';
const HTML = `<!doctype html><p>${'x'.repeat(5_000)}</p>`;

const score = {
	name: 'score',
	description: 'Scores a lead',
	inputSchema: { type: 'object' },
	view: { uri: URI },
	run: async () => ({ data: { score: 7 }, forView: { ticket: 'secret of the view' } }),
};
const view = { uri: URI, name: 'Score', description: 'A score', read: async () => HTML };
const provider = () => declareProvider({ tools: [score], views: [view] });

const server = () => new TestServer(withProviders(declareCatalog(), [provider()]));

async function send(to: TestServer, request: HttpRequest, principal?: Principal) {
	const response = await to.send(request, principal);
	await settle();
	return response;
}

const ERAS: Array<[string, (method: string, params?: JsonObject) => HttpRequest]> = [
	['legacy', legacy],
	['modern', modern],
];

describe.each(ERAS)('a view in the %s era', (_, ask) => {
	it('is named by its tool under both keys, to clients that never say that they show views', async () => {
		const { result } = await send(server(), ask('tools/list'));
		expect((result.tools as JsonObject[]).find(({ name }) => name === 'score')?._meta).toEqual({
			ui: { resourceUri: URI, visibility: ['model', 'app'] },
			'ui/resourceUri': URI,
		});
	});

	it('is read under exactly that address, whole, with the one type that hosts show', async () => {
		const { result } = await send(server(), ask('resources/read', { uri: URI }));
		expect(result.contents).toEqual([
			{
				uri: URI,
				mimeType: 'text/html;profile=mcp-app',
				text: HTML,
				_meta: { ui: { prefersBorder: true } },
			},
		]);
	});

	it('asks for no domain, where a wrong one makes hosts show nothing, and for nothing from elsewhere', async () => {
		const { text } = await send(server(), ask('resources/read', { uri: URI }));
		expect(text).not.toMatch(/"domain"|"csp"/);
	});
});

it('a server with views declares the extension in both eras, and one without does not', async () => {
	const handshake = legacy('initialize', { protocolVersion: '2025-11-25', capabilities: {} });
	for (const request of [handshake, modern('server/discover')]) {
		const { result } = await send(server(), request);
		expect(result.capabilities).toMatchObject({
			extensions: { 'io.modelcontextprotocol/ui': {} },
			resources: {},
		});
		const without = await send(new TestServer(), request);
		expect(without.text).not.toContain('modelcontextprotocol/ui');
	}
});

it('a key that may call the tool reads its view, whatever resources and fields it may see', async () => {
	const dana: Principal = {
		kind: 'apiKey',
		label: 'Dana',
		allowed: { tools: ['score'], resources: [] },
		resultFields: ['name'],
	};
	const { result } = await send(server(), modern('resources/read', { uri: URI }), dana);
	expect(result.contents).toMatchObject([{ text: HTML }]);
	const { result: listed } = await send(server(), modern('resources/list'), dana);
	expect(listed.resources).toMatchObject([{ uri: URI }]);
	const refused = await send(server(), modern('resources/read', { uri: 'crm://pricing' }), dana);
	expect(refused.error.message).toBe('Resource not found');
});

it('what is for the view only stands in `_meta` of the result, not in what models read', async () => {
	const { result } = await send(server(), modern('tools/call', { name: 'score', arguments: {} }));
	expect(result).toMatchObject({
		structuredContent: { score: 7 },
		_meta: { ticket: 'secret of the view' },
	});
	expect(JSON.stringify([result.content, result.structuredContent])).not.toContain('secret');
});

it('two providers may show their results with the same view', async () => {
	const other = declareProvider({ tools: [{ ...score, name: 'rescore' }], views: [view] });
	const both = new TestServer(withProviders(declareCatalog(), [provider(), other]));
	const { result } = await send(both, modern('resources/list'));
	expect((result.resources as JsonObject[]).filter(({ uri }) => uri === URI)).toHaveLength(1);
});

it('a tool for views only says so, and has no view of its own', async () => {
	const approve = declareTool({ view: { visibility: ['app'] } });
	const { result } = await new TestServer({ tools: [approve] }).send(modern('tools/list'));
	expect((result.tools as JsonObject[])[0]?._meta).toEqual({ ui: { visibility: ['app'] } });
});
