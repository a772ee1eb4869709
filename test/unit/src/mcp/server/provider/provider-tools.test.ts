import { declareCatalog, declareTool } from '../doubles/declarations';
import { ALL_CAPABILITIES, legacy, modern } from '../doubles/messages';
import { declareProvider } from '../doubles/providers';
import { FORM } from '../doubles/questions';
import { settle, TestServer } from '../doubles/test-server';
import { createCatalog } from '../../../../../../src/mcp/server/catalog/catalog';
import { withProviders } from '../../../../../../src/mcp/server/provider/declarations';
import type { InProcessCall } from '../../../../../../src/mcp/server/provider/in-process-call';
import type { ProviderTool } from '../../../../../../src/mcp/server/provider/provider';
import { ProviderError } from '../../../../../../src/mcp/server/provider/provider-error';
import type { JsonObject } from '../../../../../../src/mcp/protocol/json-rpc';
import type { Principal } from '../../../../../../src/mcp/server/principal';

const dana: Principal = { kind: 'apiKey', label: 'Dana' };
const SECRET = 'postgres://user:pass@db';

/** What it was called with is kept, and each call ends as the test says. */
function lookUp(changes: Partial<ProviderTool> = {}) {
	const calls: InProcessCall[] = [];
	const tool: ProviderTool = {
		name: 'look_up',
		title: 'Look Up',
		description: 'Tells what is known',
		inputSchema: {
			type: 'object',
			properties: { domain: { type: 'string' }, depth: { type: 'integer', default: 1 } },
			required: ['domain'],
		},
		annotations: { readOnlyHint: true },
		run: async ({ arguments: { domain } }) => ({ data: { domain, score: 7, secret: 'x' } }),
		...changes,
	};
	const { run } = tool;
	return {
		calls,
		tool: {
			...tool,
			run: async (call: InProcessCall) => {
				calls.push(call);
				return await run(call);
			},
		},
	};
}

function serverWith(tool: ProviderTool): TestServer {
	return new TestServer(withProviders(declareCatalog(), [declareProvider({ tools: [tool] })]));
}

const call = (values: JsonObject = { domain: 'acme.com' }, meta: JsonObject = {}) =>
	modern('tools/call', { name: 'look_up', arguments: values }, { meta });

describe('a tool of a provider', () => {
	it('is listed as its provider describes it, beside the tools of flows', async () => {
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
				server: 'server',
				workflow: 'workflow-1',
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
	] as Array<[string, Partial<ProviderTool>, JsonObject | undefined, Principal, number]>)(
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
			throw new ProviderError('There is no such domain: search for the name first.');
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
				return { data: {} };
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
		const run = async ({ signal }: InProcessCall) =>
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

	it('says in words what it means to, and links to what says more', async () => {
		const link = { type: 'resource_link' as const, uri: 'gtm://account/acme.com', name: 'Acme' };
		const { tool } = lookUp({
			run: async () => ({ data: { score: 7 }, text: 'A good fit.', links: [link] }),
		});
		const response = await serverWith(tool).send(call());
		await settle();
		expect(response.result).toMatchObject({
			structuredContent: { score: 7 },
			content: [{ type: 'text', text: 'A good fit.' }, link],
		});
	});

	it('gives neither words nor links to who may see only some fields', async () => {
		const link = { type: 'resource_link' as const, uri: 'gtm://contact/a@b.c', name: 'Ada' };
		const { tool } = lookUp({
			run: async () => ({ data: { score: 7 }, text: 'Ada is a fit.', links: [link] }),
		});
		const response = await serverWith(tool).send(call(), { ...dana, resultFields: ['score'] });
		await settle();
		expect(response.result.structuredContent).toEqual({ score: 7 });
		expect(response.text).not.toContain('Ada');
	});

	it('gives only the fields that it lists itself, whoever calls', async () => {
		const response = await serverWith(lookUp({ resultFields: ['domain'] }).tool).send(call());
		await settle();
		expect(response.result.structuredContent).toEqual({ domain: 'acme.com' });
	});

	it('can ask the user in the middle of a call', async () => {
		const { tool } = lookUp({
			run: async ({ ask }) => ({ data: { ...(await ask({ confirm: FORM }, 1000)) } }),
		});
		const server = serverWith(tool);
		const params = { name: 'look_up', arguments: { domain: 'acme.com' } };
		const options = { capabilities: ALL_CAPABILITIES };
		const asked = await server.send(modern('tools/call', params, options), dana);
		await settle();
		expect(asked.result).toMatchObject({ resultType: 'input_required' });
		const { requestState } = asked.result;
		const inputResponses = { confirm: { action: 'decline' } };
		const retry = { ...params, requestState, inputResponses };
		const response = await server.send(modern('tools/call', retry, { ...options, id: 2 }), dana);
		await settle();
		expect(response.result.structuredContent).toMatchObject({ kind: 'declined' });
	});

	it('that needs to ask a client who cannot be asked is answered with that, once', async () => {
		const { tool } = lookUp({
			run: async ({ ask }) => ({ data: { ...(await ask({ confirm: FORM }, 1000)) } }),
		});
		const server = serverWith(tool);
		const response = await server.send(call());
		await settle();
		expect(response.error.message).toContain('elicitation');
		expect(server.reported).toEqual([]);
	});

	it('says that it ran out of time, and not that a flow did', async () => {
		const { tool } = lookUp({
			run: async () => await new Promise(() => undefined),
			timeoutMs: 500,
		});
		const server = serverWith(tool);
		const response = await server.send(call());
		server.clock.advance(500);
		expect(response.result).toMatchObject({
			isError: true,
			content: [{ text: 'look_up did not answer within 0.5 seconds, and was told to stop.' }],
		});
	});

	it('cannot have the name of another tool of the server', () => {
		const provider = declareProvider({ tools: [lookUp({ name: 'qualify' }).tool] });
		const twice = declareCatalog({ tools: [declareTool()] });
		expect(() => createCatalog(withProviders(twice, [provider]))).toThrow(
			'"qualify" is used by two tools',
		);
	});
});
