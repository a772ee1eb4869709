import { type Reply, completed, startScriptedPeer } from '../../../../../peers/scripted-peer';
import { TestBench } from '../access/test-access';

const bench = new TestBench();
afterEach(async () => await bench.close());

/** A client of a server of 2026-07-28 that answers one method in its own way. */
async function accessOf(method: string, reply: Reply) {
	const peer = await bench.start(
		startScriptedPeer((request) => (request.method === method ? reply : undefined)),
	);
	return bench.access([peer.url]);
}

describe('what is odd in the current protocol costs itself, and not what is beside it:', () => {
	it.each([
		['resources/list', { resources: [null, { uri: 'a://b', size: null }] }, 'listResources'],
		[
			'resources/templates/list',
			{ resourceTemplates: [{}, { uriTemplate: 'a://b', name: null }] },
			'listResourceTemplates',
		],
		['prompts/list', { prompts: [{ name: 5 }, { name: 'a://b', arguments: null }] }, 'listPrompts'],
	] as const)('an entry of %s', async (method, result, list) => {
		const access = await accessOf(method, { result });
		const { value, report } = await access[list]();
		expect(JSON.stringify(value)).toContain('a://b');
		expect(value).toHaveLength(1);
		expect(report.warnings).toEqual([expect.stringMatching(/^1 of the .* cannot be read/)]);
	});

	it('a part of a resource', async () => {
		const contents = [null, { uri: 'a://b', text: 'good', mimeType: null }];
		const access = await accessOf('resources/read', completed({ contents }));
		expect((await access.readResource('a://b')).value.contents).toEqual([
			{ uri: 'a://b', text: 'good' },
		]);
	});

	it('a message of a prompt', async () => {
		const messages = [{ role: 'system', content: [{ type: 'text', text: 'good' }] }, null];
		const access = await accessOf('prompts/get', { result: { messages, description: null } });
		expect((await access.getPrompt('greet', {})).value.messages).toEqual([
			{ role: 'user', content: { type: 'text', text: 'good' } },
		]);
	});

	it('a suggestion', async () => {
		const completion = { values: ['good', 7], hasMore: null };
		const access = await accessOf('completion/complete', completed({ completion }));
		const reference = { type: 'ref/prompt', name: 'greet' } as const;
		const { value } = await access.complete(reference, { name: 'who', value: '' });
		expect(value).toEqual({ values: ['good'] });
	});
});
