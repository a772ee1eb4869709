import { type CrmPeer, crmTools, startCrmPeer } from '../../peers/crm-peer';
import { GtmMcpAgentTools } from '../../../nodes/GtmMcpAgentTools/GtmMcpAgentTools.node';
import { runWorkflow } from '../harness/run-workflow';
import { runAgent } from './run-agent';

let peer: CrmPeer;

beforeEach(async () => {
	peer = await startCrmPeer();
});

afterEach(async () => await peer.close());

const toolbox = (changes: object = {}) => ({ serverUrl: peer.url, ...changes });
const schemaOf = (tools: Array<{ name: string; schema: unknown }>, name: string) =>
	tools.find((tool) => tool.name === name)?.schema;

describe('the tools that an agent gets', () => {
	it('are those of the server', async () => {
		const { tools } = await runAgent({ parameters: toolbox() });
		expect(tools.map(({ name }) => name)).toEqual(crmTools.map(({ name }) => name));
		expect(tools[0]).toMatchObject({
			description: 'Searches accounts',
			metadata: { sourceNodeName: 'CRM Tools' },
		});
	});

	it('keep their JSON Schema when n8n would convert it', async () => {
		const { tools } = await runAgent({ parameters: toolbox() });
		expect(schemaOf(tools, 'search_accounts')).toEqual(crmTools[0]?.inputSchema);
		expect(schemaOf(tools, 'find_person')).toMatchObject({
			type: 'object',
			properties: {
				email: { type: 'string' },
				profile: { properties: { network: { enum: ['a', 'b'] } }, required: ['handle'] },
			},
			description: 'Use one of these sets of arguments: { email }; or { profile }.',
		});
	});

	it('are chosen by name, pattern and effect', async () => {
		const names = async (parameters: object) =>
			(await runAgent({ parameters: toolbox(parameters) })).tools.map(({ name }) => name);
		expect(await names({ include: 'selected', tools: ['get_logo'] })).toEqual(['get_logo']);
		expect(await names({ include: 'except', tools: ['*_*'] })).toEqual([]);
		expect(await names({ options: { effects: 'writes' } })).toEqual(['create_contact']);
		expect(await names({ options: { effects: 'reads', prefix: 'crm' } })).not.toContain(
			'crm_create_contact',
		);
	});

	it('include resources and prompts when asked for', async () => {
		const { tools } = await runAgent({
			parameters: toolbox({ options: { resources: true, prompts: true, prefix: 'crm' } }),
		});
		expect(tools.map(({ name }) => name)).toEqual(
			expect.arrayContaining(['crm_list_resources', 'crm_read_resource', 'crm_get_prompt']),
		);
	});
});

describe('what gets to the server', () => {
	it('is what the model sent, whatever the agent itself was given', async () => {
		await runAgent({
			parameters: toolbox(),
			calls: [
				{ tool: 'log_anything', args: {} },
				{ tool: 'log_anything', args: { colour: 'red', nested: { a: [1] } } },
				{ tool: 'find_person', args: { profile: { handle: 'kim' } } },
			],
		});
		expect(peer.calls).toEqual([
			{ name: 'log_anything', arguments: {} },
			{ name: 'log_anything', arguments: { colour: 'red', nested: { a: [1] } } },
			{ name: 'find_person', arguments: { profile: { handle: 'kim' } } },
		]);
	});

	it('are the arguments of its own that are called like something of the agent', async () => {
		const args = { email: 'kim@acme.com', fields: { plan: 'pro' } };
		await runAgent({
			parameters: toolbox({ options: { writes: 'allowed' } }),
			calls: [
				{ tool: 'create_contact', args },
				{
					tool: 'create_contact',
					args: { ...args, tool_argument: 'hammer', sessionId: 's1', chatInput: 'hello' },
				},
			],
		});
		expect(peer.calls.map((call) => call.arguments)).toEqual([
			args,
			{ ...args, tool: 'hammer', sessionId: 's1', chatInput: 'hello' },
		]);
	});

	it('leaves out what a strict model has to send as null', async () => {
		await runAgent({
			parameters: toolbox({ options: { compatibility: 'openAiStrict' } }),
			calls: [{ tool: 'search_accounts', args: { query: 'acme', limit: null } }],
		});
		expect(peer.calls).toEqual([{ name: 'search_accounts', arguments: { query: 'acme' } }]);
	});
});

describe('what gets to the model', () => {
	it('is a result cut to its budget, with what stands beside the list', async () => {
		const { results } = await runAgent({
			parameters: toolbox({ options: { resultTokens: 300 } }),
			calls: [{ tool: 'search_accounts', args: { query: 'acme' } }],
		});
		expect(results).toEqual([
			[
				{
					response: { total: 1_000, next: 'page-2', results: expect.any(Array) },
					notes: [
						expect.stringMatching(/"results" has the first \d+ of 1,000 elements\..*"limit"/),
					],
				},
			],
		]);
		expect(JSON.stringify(results).length).toBeLessThan(2_000);
	});

	it('is the name of a file, which is kept with the output of the tool', async () => {
		const { results, finished } = await runAgent({
			parameters: toolbox(),
			calls: [{ tool: 'get_logo', args: {} }],
		});
		expect(JSON.stringify(results)).toContain('image/png');
		expect(JSON.stringify(results)).not.toContain('iVBOR');
		const [run] = finished.run.data.resultData.runData['CRM Tools'] ?? [];
		expect(run?.data?.ai_tool?.[0]?.[0]?.binary?.data).toMatchObject({ mimeType: 'image/png' });
	});

	it('is why a tool failed, while the agent goes on', async () => {
		const { results, finished } = await runAgent({
			parameters: toolbox(),
			calls: [
				{ tool: 'spend_credits', args: {} },
				{ tool: 'search_accounts', args: { query: 'a', limit: 1 } },
			],
		});
		expect(finished.status).toBe('success');
		expect(results).toEqual([
			[{ error: 'The tool reported a failure: No credits left' }],
			[{ response: expect.objectContaining({ total: 1_000 }) }],
		]);
		const runs = finished.run.data.resultData.runData['CRM Tools'] ?? [];
		expect(runs.map(({ executionStatus }) => executionStatus)).toEqual(['error', 'success']);
	});

	it('are resources, in pieces that it can ask for', async () => {
		const { results } = await runAgent({
			parameters: toolbox({ options: { resources: true, resultTokens: 200 } }),
			calls: [
				{ tool: 'list_resources', args: { filter: 'hand' } },
				{ tool: 'read_resource', args: { uri: 'crm://handbook', offset: 24 } },
			],
		});
		expect(results).toEqual([
			[
				{
					response: {
						resources: [expect.objectContaining({ uri: 'crm://handbook' })],
						templates: [],
					},
				},
			],
			[
				{
					response: expect.stringMatching(/^Line 1 of the handbook\./),
					notes: expect.arrayContaining([expect.stringMatching(/"offset": \d+/)]),
				},
			],
		]);
	});

	it('are prompts', async () => {
		const { results } = await runAgent({
			parameters: toolbox({ options: { prompts: true } }),
			calls: [{ tool: 'get_prompt', args: { name: 'qualify', arguments: { email: 'a@b.c' } } }],
		});
		expect(results).toEqual([
			[{ response: { messages: [{ role: 'user', content: 'Qualify a@b.c' }] } }],
		]);
	});

	it('is that a tool that writes needs approval, and nothing is done', async () => {
		const { results } = await runAgent({
			parameters: toolbox(),
			calls: [{ tool: 'create_contact', args: { email: 'kim@acme.com' } }],
		});
		expect(results).toEqual([
			[{ response: expect.stringMatching(/^Not done: "create_contact".*kim@acme\.com/) }],
		]);
		expect(peer.calls).toEqual([]);
	});

	it('is that a tool is gone', async () => {
		const { results } = await runAgent({
			parameters: toolbox({ include: 'selected', tools: ['get_logo'] }),
			calls: [{ tool: 'search_accounts', args: {} }],
		});
		expect(results).toEqual([
			[{ error: expect.stringMatching(/^The tool "search_accounts" no longer exists\./) }],
		]);
	});
});

describe('a human review between the toolbox and the agent', () => {
	// n8n's own zod ignores keys that it shall omit and that are not there; the one here, a major version
	// ahead, does not, so that they have to be there.
	const omitted = "={{ $fromAI('tool') }} {{ $fromAI('toolParameters') }}";
	const message = `${omitted} {{ $fromAI('why', 'Why this is needed') }}`;

	it('asks the model for the arguments of the tool and those of the review', async () => {
		const { tools } = await runAgent({ parameters: toolbox(), review: { message } });
		const { schema, metadata } = tools.find(({ name }) => name === 'search_accounts') ?? {};
		expect(metadata).toMatchObject({ sourceNodeName: 'Review', gatedToolNodeName: 'CRM Tools' });
		expect(schema).toEqual({
			type: 'object',
			properties: {
				toolParameters: {
					type: 'object',
					description: 'Input parameters for the tool.',
					properties: { query: { type: 'string' }, limit: { type: 'integer' } },
					required: ['query'],
				},
				hitlParameters: {
					type: 'object',
					description: 'Parameters for the person who reviews the call',
					properties: { why: { type: 'string', description: 'Why this is needed' } },
					required: ['why'],
				},
			},
			required: ['toolParameters', 'hitlParameters'],
		});
	});

	it('lets a tool write', async () => {
		const args = { email: 'kim@acme.com', tool_argument: 'hammer' };
		const { results } = await runAgent({
			parameters: toolbox(),
			review: { message },
			calls: [{ tool: 'create_contact', args, reviewedBy: 'Review' }],
		});
		expect(results).toEqual([[{ response: { done: 'create_contact' } }]]);
		expect(peer.calls).toEqual([
			{ name: 'create_contact', arguments: { email: 'kim@acme.com', tool: 'hammer' } },
		]);
	});

	it('is not enough if it was not the one that let the call through', async () => {
		await runAgent({
			parameters: toolbox(),
			review: { message },
			calls: [{ tool: 'create_contact', args: { email: 'a@b.c' } }],
		});
		expect(peer.calls).toEqual([]);
	});
});

describe('the model of the agent', () => {
	it.each([
		['@n8n/n8n-nodes-langchain.lmChatGoogleGemini', { type: 'string', nullable: true }],
		['@n8n/n8n-nodes-langchain.lmChatOpenAi', { type: ['string', 'null'] }],
	])('%s decides how schemas are written', async (model, expected) => {
		const { tools } = await runAgent({ parameters: toolbox(), model });
		expect(schemaOf(tools, 'create_contact')).toMatchObject({ properties: { owner: expected } });
	});
});

describe('a server that is down', () => {
	const down = (changes: object = {}) => ({ serverUrl: 'http://127.0.0.1:9/mcp', ...changes });

	it('costs its tools, and the model is told', async () => {
		const { finished, tools } = await runAgent({ parameters: down() });
		expect(finished.status).toBe('success');
		expect(tools.map(({ name }) => name)).toEqual(['CRM_Tools_unavailable']);
		expect(tools[0]?.description).toMatch(/tell the user instead of guessing/);
	});

	it('costs its tools only, and nobody is told', async () => {
		const { finished, tools } = await runAgent({
			parameters: down({ options: { whenDown: 'leaveOut' } }),
		});
		expect(finished.status).toBe('success');
		expect(tools).toEqual([]);
	});

	it('stops the agent if that is wanted', async () => {
		const { finished } = await runAgent({ parameters: down({ options: { whenDown: 'stop' } }) });
		expect(finished.status).toBe('error');
		expect(finished.error?.message).toBe('Error in sub-node CRM Tools');
	});

	it('tells the model so if it calls the tool of the outage', async () => {
		const { results } = await runAgent({
			parameters: down(),
			calls: [{ tool: 'CRM_Tools_unavailable', args: {} }],
		});
		expect(results).toEqual([[{ response: expect.stringMatching(/is unavailable/) }]]);
	});

	it('is not taken for a parameter that is wrong', async () => {
		const { finished } = await runAgent({ parameters: { serverUrl: '' } });
		expect(finished.status).toBe('error');
	});
});

describe('an agent that runs tools itself', () => {
	it('gets text, and an entry in the log of the node', async () => {
		const { tools, finished } = await runAgent({ parameters: toolbox() });
		const [search] = tools;
		const text = await search?.invoke({ query: 'a', limit: 1 });
		expect(JSON.parse(String(text))).toMatchObject({ total: 1_000 });
		expect(peer.calls).toEqual([{ name: 'search_accounts', arguments: { query: 'a', limit: 1 } }]);
		const [run] = finished.run.data.resultData.runData['CRM Tools'] ?? [];
		expect(run?.inputOverride?.ai_tool?.[0]?.[0]?.json).toEqual({
			tool: 'search_accounts',
			query: 'a',
			limit: 1,
		});
	});

	it('gets what went wrong as text too', async () => {
		const { tools } = await runAgent({ parameters: toolbox() });
		const invoke = async (name: string) =>
			await tools.find((tool) => tool.name === name)?.invoke({});
		expect(await invoke('spend_credits')).toBe('The tool reported a failure: No credits left');
		expect(await invoke('create_contact')).toMatch(/^Not done/);
		await peer.close();
		expect(await invoke('get_logo')).toMatch(/Nothing was done/);
	});
});

describe('the node by itself', () => {
	it('says that it belongs to an agent', async () => {
		const finished = await runWorkflow(
			{ nodes: [{ name: 'Tools', type: 'test.gtmMcpAgentTools' }], connections: {} },
			{ nodeTypes: [new GtmMcpAgentTools()] },
		);
		expect(finished.error?.message).toBe('No agent called a tool');
	});
});
