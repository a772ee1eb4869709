import type { IDataObject, INodeType } from 'n8n-workflow';

import { FailNode, RecordedResponse } from './test-doubles';
import { GtmMcpServerTrigger } from '../../../nodes/GtmMcpServerTrigger/GtmMcpServerTrigger.node';
import type { ToolCall } from '../../../src/mcp/server/tool-call';
import { toStartItem } from '../../../src/n8n/server/flow-start';
import { processExchanges } from '../../../src/n8n/server/process-exchanges';
import { runWorkflow, type WorkflowJson } from '../harness/run-workflow';
import { PassThrough } from '../harness/test-nodes';

const nodeTypes: INodeType[] = [new GtmMcpServerTrigger(), new PassThrough(), new FailNode()];

const tool = (name: string, extra: object = {}) => ({ name, description: 'A tool', ...extra });

const trigger = {
	name: 'Trigger',
	type: 'test.gtmMcpServerTrigger',
	parameters: {
		authentication: 'none',
		path: 'gtm',
		branches: { branch: [tool('echo'), tool('fail'), tool('list', { resultShape: 'list' })] },
	} as never,
};

/** Three tools, each with a node behind its output. */
const workflow: WorkflowJson = {
	nodes: [
		trigger,
		{ name: 'Echo', type: 'test.passThrough' },
		{ name: 'Fail', type: 'test.fail' },
		{ name: 'List', type: 'test.passThrough' },
	],
	connections: {
		Trigger: {
			main: [
				[{ node: 'Echo', type: 'main', index: 0 }],
				[{ node: 'Fail', type: 'main', index: 0 }],
				[{ node: 'List', type: 'main', index: 0 }],
			],
		},
	},
};

const callOf = (name: string, args: IDataObject = {}): ToolCall => ({
	requestId: 7,
	era: 'modern',
	tool: name,
	arguments: args,
	principal: { kind: 'apiKey', label: 'Dana' },
	client: { name: 'Inspector', version: '2' },
});

/** Opens an exchange as the webhook does, and runs the execution that it would start. */
async function callTool(call: ToolCall, json = workflow) {
	const response = new RecordedResponse();
	const info = { name: 'Test', version: '1' };
	const exchangeId = processExchanges().begin(call, info, response, 5000);
	const run = await runWorkflow(json, {
		nodeTypes,
		mode: 'webhook',
		startItems: [{ json: toStartItem({ exchangeId, call }) }],
	});
	return { run, answer: response.result };
}

describe('an execution that a call started', () => {
	afterEach(() => expect(processExchanges().size).toBe(0));

	it('runs only what is behind the output of the tool, and answers with its last items', async () => {
		const { run, answer } = await callTool(callOf('echo', { email: 'a@b.co' }));
		expect(run.status).toBe('success');
		expect(Object.keys(run.run.data.resultData.runData)).toEqual(['Trigger', 'Echo']);
		expect(answer).toMatchObject({ structuredContent: { email: 'a@b.co' } });
		expect(answer).not.toHaveProperty('isError');
	});

	it('gives the flow the arguments at the top, and the caller under _mcp', async () => {
		const { run } = await callTool(callOf('echo', { email: 'a@b.co' }));
		expect(run.output('Trigger')).toEqual([
			{
				json: {
					email: 'a@b.co',
					_mcp: {
						tool: 'echo',
						requestId: 7,
						era: 'modern',
						principal: { kind: 'apiKey', label: 'Dana' },
						client: { name: 'Inspector', version: '2' },
					},
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	it('that fails is red, and answers with the message and the advice', async () => {
		const { run, answer } = await callTool(callOf('fail'));
		expect(run.status).toBe('error');
		expect(answer).toEqual(
			expect.objectContaining({
				isError: true,
				content: [{ type: 'text', text: 'The lead is unknown\nAsk for the email.' }],
			}),
		);
	});

	it('answers with a list where the tool says so', async () => {
		const { answer } = await callTool(callOf('list', { n: 1 }));
		expect(answer).toMatchObject({ structuredContent: { items: [{ n: 1 }] } });
	});

	it('answers with what the trigger itself put out if nothing is connected', async () => {
		const { answer } = await callTool(callOf('echo', { n: 1 }), { ...workflow, connections: {} });
		expect(answer).toMatchObject({ structuredContent: { n: 1 } });
	});

	it('of a tool that is gone fails, and answers so', async () => {
		const { run, answer } = await callTool(callOf('gone'));
		expect(run.status).toBe('error');
		expect(answer).toMatchObject({ isError: true });
		expect(JSON.stringify(answer)).toContain('was removed after it had been called');
	});
});

describe('an execution that no call started', () => {
	it('fails with a word on how to start one', async () => {
		const run = await runWorkflow(workflow, { nodeTypes, startItems: [{ json: {} }] });
		expect(run.error?.message).toBe('There is no call to run');
	});
});
