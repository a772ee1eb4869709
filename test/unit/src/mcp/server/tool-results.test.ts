import { declareTool } from './doubles/declarations';
import { legacy, modern } from './doubles/messages';
import { TestServer } from './doubles/test-server';

const call = () => legacy('tools/call', { name: 'qualify' });

describe('the result of a tool', () => {
	const outputSchema = {
		type: 'object',
		properties: { score: { type: 'number' } },
		required: ['score'],
	};

	it.each([
		['fits', { content: [], structuredContent: { score: 1 } }, undefined],
		[
			'does not fit',
			{ content: [], structuredContent: { score: 'high' } },
			'/score: must be number',
		],
		['is missing', { content: [] }, 'returned no structured result'],
		['is a list', { content: [], structuredContent: [1] }, 'returned no structured result'],
	])('is checked against the output schema: one that %s', async (_, result, problem) => {
		const server = new TestServer({ tools: [declareTool({ outputSchema })] });
		const response = await server.send(call());
		server.call.respond(result);
		if (problem === undefined) expect(response.result).toEqual(result);
		else {
			expect(response.result.isError).toBe(true);
			expect(response.text).toContain(problem);
		}
		expect(server.policy.outcomes).toEqual([problem === undefined ? 'ok' : 'toolError']);
	});

	it('that takes too long to check is sent unchecked, which the owner of the server learns', async () => {
		const nested = {
			type: 'object',
			properties: { node: { $ref: '#/$defs/node' } },
			$defs: {
				node: {
					anyOf: ['a', 'b', 'c'].map((op) => ({
						properties: { node: { $ref: '#/$defs/node' }, op: { const: op } },
						required: ['op', 'node'],
					})),
				},
			},
		};
		let node: object = {};
		for (let level = 0; level < 20; level += 1) node = { op: 'c', node };
		const server = new TestServer({ tools: [declareTool({ outputSchema: nested })] });
		const response = await server.send(call());
		server.call.respond({ content: [], structuredContent: { node } });
		expect(response.result).toEqual({ content: [], structuredContent: { node } });
		expect(server.policy.outcomes).toEqual(['ok']);
		expect(server.reported).toEqual([
			expect.objectContaining({ message: expect.stringContaining('sent without validation') }),
		]);
	});

	it('that is a failure need not fit the output schema', async () => {
		const server = new TestServer({ tools: [declareTool({ outputSchema })] });
		const response = await server.send(call());
		const failure = { isError: true, content: [{ type: 'text', text: 'no' }] };
		server.call.respond(failure);
		expect(response.result).toEqual(failure);
	});

	it('that is too large is refused, with advice on how to ask for less', async () => {
		const server = new TestServer();
		const response = await server.send(call());
		server.call.respond({ content: [{ type: 'text', text: 'x'.repeat(5000) }] });
		expect(response.result.isError).toBe(true);
		expect(response.text).toMatch(/has 5 kB, more than the 4 kB allowed.*one page at a time/);
		expect(response.text.length).toBeLessThan(500);
	});

	it('that is no JSON is an error, and never leaves the client without an answer', async () => {
		const server = new TestServer();
		const response = await server.send(call());
		server.call.respond({ content: [], structuredContent: { big: 1n } });
		expect(response.error).toMatchObject({ code: -32603 });
		expect(server.policy.outcomes).toEqual(['protocolError']);
	});

	it.each([[[1, 2]], ['text'], [5]])(
		'%p as structured content is for the modern era only',
		async (structuredContent) => {
			const server = new TestServer();
			const old = await server.send(call());
			server.call.respond({ content: [], structuredContent });
			expect(old.result).toEqual({ content: [] });
			const now = await server.send(modern('tools/call', { name: 'qualify' }));
			server.call.respond({ content: [], structuredContent });
			expect(now.result).toMatchObject({ structuredContent });
		},
	);
});
