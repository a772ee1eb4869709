import {
	declarePrompt,
	declareResource,
	declareTemplate,
	declareTool,
} from './doubles/declarations';
import { legacy, modern } from './doubles/messages';
import { TestServer } from './doubles/test-server';
import type { Principal } from '../../../../../src/mcp/server/principal';

const dana: Principal = {
	kind: 'apiKey',
	label: 'Dana',
	allowed: { tools: ['crm_*'], resources: ['crm://lead/*'], prompts: [] },
};

const server = () =>
	new TestServer({
		tools: [declareTool({ name: 'web' }), declareTool({ name: 'crm_find', title: 'Find' })],
		resources: [declareResource(), declareResource({ uri: 'crm://lead/new', name: 'New' })],
		templates: [
			declareTemplate(),
			declareTemplate({ uriTemplate: 'web://{page}', completions: {} }),
		],
		prompts: [declarePrompt()],
	});

const LISTS: ReadonlyArray<[string, string, string[], string[]]> = [
	['tools/list', 'tools', ['web', 'crm_find'], ['crm_find']],
	['resources/list', 'resources', ['crm://pricing', 'crm://lead/new'], ['crm://lead/new']],
	[
		'resources/templates/list',
		'resourceTemplates',
		['crm://lead/{id}', 'web://{page}'],
		['crm://lead/{id}'],
	],
	['prompts/list', 'prompts', ['greet'], []],
];

const keysOf = (entries: unknown) =>
	(entries as Array<{ name: string; uri?: string; uriTemplate?: string }>).map(
		({ name, uri, uriTemplate }) => uri ?? uriTemplate ?? name,
	);

describe.each(LISTS)('%s', (method, member, all, allowed) => {
	it('gives everything to who may see everything, in the order of declaration', async () => {
		const { result } = await server().send(legacy(method));
		expect(Object.keys(result)).toEqual([member]);
		expect(keysOf(result[member])).toEqual(all);
	});

	it('gives a principal what it may use', async () => {
		const { result } = await server().send(legacy(method), dana);
		expect(keysOf(result[member])).toEqual(allowed);
	});

	it('says in the modern era how long it may be kept, and by whom', async () => {
		expect((await server().send(modern(method))).result).toMatchObject({
			resultType: 'complete',
			ttlMs: 60_000,
			cacheScope: 'private',
			[member]: expect.any(Array),
		});
	});

	it.each([
		['legacy', legacy(method, { cursor: 'x' })],
		['modern', modern(method, { cursor: '' })],
	])('has one page, and refuses any cursor (%s)', async (_, request) => {
		expect((await server().send(request)).error).toMatchObject({ status: 200, code: -32602 });
	});
});

describe('a list that is asked for again', () => {
	it('comes under the id of each request', async () => {
		const asked = server();
		for (const id of [7, 'seven "7"']) {
			const request = legacy('tools/list');
			const body = { ...(request.body as object), id };
			const { messages, result } = await asked.send({ ...request, body });
			expect(messages).toMatchObject([{ jsonrpc: '2.0', id }]);
			expect(keysOf(result.tools)).toEqual(['web', 'crm_find']);
		}
	});

	it('is made for who asks, whoever asked before, and in which era', async () => {
		const asked = server();
		const namesFor = async (principal?: Principal, message = legacy) =>
			keysOf((await asked.send(message('tools/list'), principal)).result.tools);
		expect(await namesFor()).toEqual(['web', 'crm_find']);
		expect(await namesFor(dana)).toEqual(['crm_find']);
		expect(await namesFor({ ...dana, allowed: { tools: ['web'] } })).toEqual(['web']);
		expect(await namesFor(dana, modern)).toEqual(['crm_find']);
		expect(await namesFor()).toEqual(['web', 'crm_find']);
		expect((await asked.send(modern('tools/list'))).result).toHaveProperty('ttlMs');
		expect((await asked.send(legacy('tools/list'))).result).not.toHaveProperty('ttlMs');
	});
});
