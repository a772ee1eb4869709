import { declareCatalog, declareTool } from '../doubles/declarations';
import { legacy, modern } from '../doubles/messages';
import { settle, TestServer } from '../doubles/test-server';
import {
	BuiltinToolError,
	BuiltinTools,
	type BuiltinCall,
	type BuiltinTool,
} from '../../../../../../src/mcp/server/builtin/builtin-tools';
import { createCatalog } from '../../../../../../src/mcp/server/catalog/catalog';
import { DeclarationError } from '../../../../../../src/mcp/server/catalog/declaration-error';
import type { JsonObject } from '../../../../../../src/mcp/protocol/json-rpc';
import type { Principal } from '../../../../../../src/mcp/server/principal';

const dana: Principal = { kind: 'apiKey', label: 'Dana' };
const SECRET = 'postgres://user:pass@db';

/** What it was called with is kept, and each call ends as the test says. */
function lookUp(changes: Partial<BuiltinTool> = {}) {
	const calls: BuiltinCall[] = [];
	const tool: BuiltinTool = {
		name: 'look_up',
		title: 'Look Up',
		description: 'Tells what is known',
		inputSchema: {
			type: 'object',
			properties: { domain: { type: 'string' }, depth: { type: 'integer', default: 1 } },
			required: ['domain'],
		},
		annotations: { readOnlyHint: true },
		run: async ({ arguments: { domain } }) => ({ domain, score: 7, secret: 'x' }),
		...changes,
	};
	const { run } = tool;
	return {
		calls,
		tool: {
			...tool,
			run: async (call: BuiltinCall) => {
				calls.push(call);
				return await run(call);
			},
		},
	};
}

function serverWith(tool: BuiltinTool): TestServer {
	const builtin = new BuiltinTools();
	builtin.register(tool);
	return new TestServer({ tools: [declareTool(), ...builtin.declare(['look_up'])] });
}

const call = (values: JsonObject = { domain: 'acme.com' }, meta: JsonObject = {}) =>
	modern('tools/call', { name: 'look_up', arguments: values }, { meta });

describe('a built-in tool', () => {
	it('is listed as its part of the package describes it, beside the tools of flows', async () => {
		const { tools } = (await serverWith(lookUp().tool).send(modern('tools/list'))).result;
		expect(tools).toMatchObject([
			{ name: 'qualify' },
			{
				name: 'look_up',
				title: 'Look Up',
				description: 'Tells what is known',
				annotations: { readOnlyHint: true },
				inputSchema: { required: ['domain'] },
			},
		]);
	});

	it('answers with data, in the process and without a flow', async () => {
		const { tool, calls } = lookUp();
		const server = serverWith(tool);
		const response = await server.send(call(), dana);
		await settle();
		expect(response.result).toMatchObject({
			structuredContent: { domain: 'acme.com', score: 7 },
			content: [{ type: 'text', text: expect.stringContaining('acme.com') }],
		});
		expect(server.started).toEqual([]);
		expect(calls).toMatchObject([
			{
				arguments: { domain: 'acme.com', depth: 1 },
				principal: dana,
				client: { name: 'Inspector' },
			},
		]);
	});

	it('leaves one record, and gives its place back', async () => {
		const server = serverWith(lookUp().tool);
		await server.send(call(), dana);
		await server.send(call({}), dana);
		await settle();
		expect(server.policy.records).toMatchObject([
			{ outcome: 'ok', attempt: { name: 'look_up', principal: dana } },
			{ outcome: 'toolError', attempt: { name: 'look_up' } },
		]);
		expect(server.policy.underWay).toBe(0);
	});

	it.each([
		['the arguments do not fit', {}, {}, dana, 200],
		['the scope is missing', { requiredScope: 'crm' }, undefined, { kind: 'jwt', label: 'K' }, 403],
		['the key may not', {}, undefined, { ...dana, allowed: { tools: ['qualify'] } }, 200],
	] as Array<[string, Partial<BuiltinTool>, JsonObject | undefined, Principal, number]>)(
		'is not run if %s',
		async (_, changes, values, principal, status) => {
			const { tool, calls } = lookUp(changes);
			const server = serverWith(tool);
			expect((await server.send(call(values), principal)).status).toBe(status);
			expect(calls).toEqual([]);
			expect(server.policy.records).toHaveLength(1);
		},
	);

	it('is not run if the policy refuses it', async () => {
		const { tool, calls } = lookUp();
		const server = serverWith(tool);
		server.policy.refusal = { message: 'Later.' };
		expect((await server.send(call())).result).toMatchObject({ isError: true });
		expect(calls).toEqual([]);
	});

	it('gives only the fields that its caller may see', async () => {
		const response = await serverWith(lookUp().tool).send(call(), {
			...dana,
			resultFields: ['score'],
		});
		await settle();
		expect(response.result.structuredContent).toEqual({ score: 7 });
		expect(response.text).not.toContain('secret');
	});

	it('is held to its output schema', async () => {
		const outputSchema = { type: 'object', properties: { score: { type: 'string' } } };
		const response = await serverWith(lookUp({ outputSchema }).tool).send(call());
		await settle();
		expect(response.result).toMatchObject({
			isError: true,
			content: [{ text: expect.stringContaining('/score') }],
		});
	});

	it('tells the model why it failed, if it means to', async () => {
		const run = async () => {
			throw new BuiltinToolError('There is no such domain: search for the name first.');
		};
		const server = serverWith(lookUp({ run }).tool);
		const response = await server.send(call());
		await settle();
		expect(response.result).toMatchObject({
			isError: true,
			content: [{ text: 'There is no such domain: search for the name first.' }],
		});
		expect(server.reported).toEqual([]);
	});

	it.each([
		['rejects', async () => await Promise.reject(new Error(SECRET))],
		[
			'throws',
			() => {
				throw new Error(SECRET);
			},
		],
	])('keeps its secrets when it %s, and reports them to the owner', async (_, run) => {
		const server = serverWith(lookUp({ run }).tool);
		const response = await server.send(call());
		await settle();
		expect(response.result).toMatchObject({ isError: true });
		expect(response.text).not.toContain(SECRET);
		expect(server.reported).toMatchObject([{ message: SECRET }]);
		expect(server.policy.outcomes).toEqual(['toolError']);
	});

	it('reports progress to clients that ask for it', async () => {
		const { tool } = lookUp({
			run: async ({ reportProgress }) => {
				reportProgress({ progress: 1, total: 2 });
				return {};
			},
		});
		const response = await serverWith(tool).send(call(undefined, { progressToken: 'p' }));
		await settle();
		expect(response.messages).toMatchObject([
			{ method: 'notifications/progress', params: { progress: 1, total: 2 } },
			{ result: { structuredContent: {} } },
		]);
	});

	it.each([
		['its client goes away', (_: TestServer, leave: () => void) => leave(), 'cancelled'],
		['its time is up', (server: TestServer) => server.clock.advance(500), 'timedOut'],
	])('is told to stop when %s', async (_, stop, outcome) => {
		const run = async ({ signal }: BuiltinCall) =>
			await new Promise<never>((_resolve, reject) => {
				signal.addEventListener('abort', () => reject(new Error('stopped')));
			});
		const { tool, calls } = lookUp({ run, timeoutMs: 500 });
		const server = serverWith(tool);
		const response = await server.send(call());
		stop(server, () => response.leave());
		await settle();
		expect(calls[0]?.signal.aborted).toBe(true);
		expect(server.policy.outcomes).toEqual([outcome]);
		expect(server.reported).toEqual([]);
	});

	it('serves legacy clients the same', async () => {
		const server = serverWith(lookUp().tool);
		const response = await server.send(
			legacy('tools/call', { name: 'look_up', arguments: { domain: 'a.b' } }),
		);
		await settle();
		expect(response.result).toMatchObject({ structuredContent: { domain: 'a.b' } });
	});
});

describe('the built-in tools of a process', () => {
	it('are those that were registered and not taken back, by name', () => {
		const builtin = new BuiltinTools();
		builtin.register(lookUp({ name: 'b' }).tool);
		const takeBack = builtin.register(lookUp({ name: 'a' }).tool);
		expect(builtin.list().map(({ name }) => name)).toEqual(['a', 'b']);
		takeBack();
		expect(builtin.list().map(({ name }) => name)).toEqual(['b']);
		expect(builtin.missing(['a', 'b'])).toEqual(['a']);
		expect(builtin.declare(['a', 'b']).map(({ name }) => name)).toEqual(['b']);
	});

	it('are served by their newest version, which an older one cannot take back', () => {
		const builtin = new BuiltinTools();
		const takeBackOld = builtin.register(lookUp({ description: 'old' }).tool);
		builtin.register(lookUp({ description: 'new' }).tool);
		takeBackOld();
		expect(builtin.list().map(({ description }) => description)).toEqual(['new']);
	});

	it('cannot have the name of another tool of the server', () => {
		const builtin = new BuiltinTools();
		builtin.register(lookUp({ name: 'qualify' }).tool);
		const tools = [declareTool(), ...builtin.declare(['qualify'])];
		expect(() => createCatalog(declareCatalog({ tools }))).toThrow(DeclarationError);
	});
});
