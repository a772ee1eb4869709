import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { TOOLKIT, TRIGGER } from './toolkit-server';
import { sandboxCredentials } from '../../../sandbox/credentials.ts';
import type { CheckedCall } from '../../../src/mcp/server/calls/checked-call';
import { OpenResponse } from '../../../src/mcp/server/calls/open-response';
import { toStartItem } from '../../../src/n8n/server/flow-start';
import { mcpProcess } from '../../../src/n8n/server/mcp-process';
import { openSandbox } from '../../contract/gtm/sandbox-port';
import { RecordedResponse } from '../../unit/src/mcp/server/doubles/recorded-response';
import { exampleIds } from '../GtmCrm/crm-node';
import { HumanReview } from '../GtmMcpAgentTools/human-review';
import { ScriptedAgent, type ScriptedCall } from '../GtmMcpAgentTools/scripted-agent';
import { credentialTypes } from '../gtm/credential-types';
import type { OpenSandbox } from '../gtm/run-gtm-node';
import { runWorkflow } from '../harness/run-workflow';

jest.setTimeout(30_000);

let sandbox: OpenSandbox;

beforeEach(async () => {
	sandbox = await openSandbox();
});

afterEach(async () => {
	await sandbox.close();
});

const toolTo = (node: string) => ({ ai_tool: [[{ node, type: 'ai_tool' as const, index: 0 }]] });

function toolkitNode(parameters: INodeParameters) {
	const names = Object.keys(sandboxCredentials(sandbox.url));
	return {
		name: 'CRM',
		type: 'test.gtmToolkit',
		parameters: { server: 'crm.hubspot', options: {}, ...parameters },
		credentials: Object.fromEntries(names.map((name) => [name, { id: name, name }])),
	};
}

const options = () => ({
	credentials: sandboxCredentials(sandbox.url) as never,
	credentialTypes,
});

/** n8n's review takes these keys out of what it asks the model for; they have to be there. */
const REVIEW = { message: "={{ $fromAI('tool') }} {{ $fromAI('toolParameters') }}" };

/** An AI Agent with the toolkit, in n8n's own engine. */
async function runAgent(calls: ScriptedCall[], parameters: INodeParameters = {}, review = false) {
	const agent = new ScriptedAgent(calls);
	const input = [{ chatInput: 'secret question' }];
	const finished = await runWorkflow(
		{
			nodes: [
				{ name: 'Start', type: 'test.startItems', parameters: { items: JSON.stringify(input) } },
				{ name: 'Agent', type: '@n8n/n8n-nodes-langchain.agent' },
				toolkitNode(parameters),
				...(review ? [{ name: 'Review', type: 'test.reviewHitlTool', parameters: REVIEW }] : []),
			],
			connections: {
				Start: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
				CRM: toolTo(review ? 'Review' : 'Agent'),
				...(review && { Review: toolTo('Agent') }),
			},
		},
		{ nodeTypes: [TOOLKIT, agent.asType(), new HumanReview()], ...options() },
	);
	const results = finished.output('Agent')[0]?.json.results as IDataObject[][] | undefined;
	return { finished, tools: agent.seen, results: results ?? [] };
}

describe('a toolkit of an AI Agent', () => {
	it('gives the tools of the server, and asks the vendor for nothing', async () => {
		sandbox.sandbox.log.clear();
		const { tools } = await runAgent([]);
		expect(tools.map(({ name }) => name)).toEqual(
			expect.arrayContaining(['search_records', 'get_record', 'save_record']),
		);
		const [first] = tools;
		expect(first?.schema).toMatchObject({ type: 'object', required: ['kind'] });
		expect(sandbox.sandbox.log.list()).toEqual([]);
	});

	it('runs the tool that the model asks for, and nothing of the agent goes along', async () => {
		const { contactId } = await exampleIds(sandbox, 'hubspot');
		const args = { kind: 'contact', id: contactId };
		const { results } = await runAgent([{ tool: 'get_record', args }]);
		expect(results).toMatchObject([[{ response: { status: 'found', record: { id: contactId } } }]]);
		expect(JSON.stringify(sandbox.sandbox.log.list())).not.toContain('secret question');
	});

	it('writes nothing without a person in between, unless its owner lets it', async () => {
		const args = { kind: 'contact', values: { email: 'zoe@zoe.example' } };
		const call = { tool: 'save_record', args };
		const refused = await runAgent([call]);
		expect(JSON.stringify(refused.results)).toContain('a person must approve it');
		const free = await runAgent([call], { writes: 'on' });
		expect(free.results).toMatchObject([[{ response: { status: 'created' } }]]);
	});

	it('writes what a person approved', async () => {
		const args = { kind: 'contact', values: { email: 'yves@yves.example' } };
		const call = { tool: 'save_record', args, reviewedBy: 'Review' };
		const { results } = await runAgent([call], {}, true);
		expect(results).toMatchObject([[{ response: { status: 'created' } }]]);
	});
});

/** An execution of the trigger that calls a tool of the toolkit. */
async function runCall(args: IDataObject, parameters: INodeParameters = {}) {
	const response = new RecordedResponse();
	const call: CheckedCall = {
		kind: 'tool',
		name: 'get_record',
		target: { kind: 'connected', nodeName: 'CRM' },
		requestId: 7,
		era: 'modern',
		arguments: args,
		principal: { kind: 'apiKey', label: 'Dana' },
	};
	const terms = {
		call,
		server: 'test',
		askable: new Set<never>(),
		givenAnswers: {},
		timeoutMs: 60_000,
		tasks: 'unknown' as const,
		complete: (result: object) => ({ ...result }),
		identify: (result: object) => ({ ...result }),
	};
	const sink = new OpenResponse(response, undefined, () => () => undefined);
	const { id } = mcpProcess().calls.begin(terms, sink, () => undefined);
	const finished = await runWorkflow(
		{
			nodes: [
				{
					name: 'Trigger',
					type: 'test.gtmMcpServerTrigger',
					parameters: { authentication: 'none', path: 'gtm' },
				},
				toolkitNode(parameters),
			],
			connections: { CRM: toolTo('Trigger') },
		},
		{
			nodeTypes: [TRIGGER, TOOLKIT],
			startItems: [{ json: toStartItem({ kind: 'call', callId: id, call }) }],
			...options(),
		},
	);
	return { finished, response };
}

describe('a call as an execution', () => {
	it('answers with data', async () => {
		const { contactId } = await exampleIds(sandbox, 'hubspot');
		const { response } = await runCall({ kind: 'contact', id: contactId });
		expect(response.result).toMatchObject({
			structuredContent: { status: 'found', record: { id: contactId } },
		});
	});

	it('that fails is red in the list, and the model reads why', async () => {
		const { finished, response } = await runCall({ kind: 'contact' });
		expect(finished.status).toBe('error');
		expect(response.result).toMatchObject({
			isError: true,
			content: [{ text: expect.stringContaining('Use an email or an ID') }],
		});
	});
});
