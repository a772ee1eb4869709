import type { IDataObject, INodeType } from 'n8n-workflow';

import { actNode, FailNode, ItemsNode } from './test-doubles';
import { toolSupplier } from './tool-supplier';
import { GtmMcpServerTrigger } from '../../../nodes/GtmMcpServerTrigger/GtmMcpServerTrigger.node';
import type { CallEnd, CallInProgress } from '../../../src/mcp/server/calls/call-in-progress';
import type { CheckedCall } from '../../../src/mcp/server/calls/checked-call';
import { OpenResponse } from '../../../src/mcp/server/calls/open-response';
import { toStartItem } from '../../../src/n8n/server/flow-start';
import { mcpProcess } from '../../../src/n8n/server/mcp-process';
import { RecordedResponse } from '../../unit/src/mcp/server/doubles/recorded-response';
import { runWorkflow, type WorkflowJson } from '../harness/run-workflow';
import { PassThrough } from '../harness/test-nodes';

const tool = (name: string, extra: object = {}) => ({ name, description: 'A tool', ...extra });
const BRANCHES = [
	tool('echo'),
	tool('fail'),
	tool('list', { settings: { resultShape: 'list' } }),
	tool('items'),
	{ kind: 'audit', name: 'audit' },
	tool('act'),
];

/** Branches with a node behind each output. */
const workflowWith = (items: object[] = []): WorkflowJson => ({
	nodes: [
		{
			name: 'Trigger',
			type: 'test.gtmMcpServerTrigger',
			parameters: { authentication: 'none', path: 'gtm', branches: { branch: BRANCHES } },
		},
		{ name: 'Echo', type: 'test.passThrough' },
		{ name: 'Fail', type: 'test.fail' },
		{ name: 'List', type: 'test.passThrough' },
		{ name: 'Items', type: 'test.items', parameters: { items: JSON.stringify(items) } },
		{ name: 'Audit', type: 'test.passThrough' },
		{ name: 'Act', type: 'test.act' },
		{ name: 'After', type: 'test.passThrough' },
	],
	connections: {
		Trigger: {
			main: ['Echo', 'Fail', 'List', 'Items', 'Audit', 'Act'].map((node) => [
				{ node, type: 'main' as const, index: 0 },
			]),
		},
		Act: { main: [[{ node: 'After', type: 'main', index: 0 }]] },
	},
});

const callOf = (
	name: string,
	args: IDataObject = {},
	changes: Partial<CheckedCall> = {},
): CheckedCall => ({
	kind: 'tool',
	name,
	target: { kind: 'output', output: BRANCHES.findIndex((branch) => branch.name === name) },
	requestId: 7,
	era: 'modern',
	arguments: args,
	principal: { kind: 'apiKey', label: 'Dana' },
	client: { name: 'Inspector', version: '2' },
	...changes,
});

/** Begins a call as the endpoint does. */
function begin(call: CheckedCall) {
	const response = new RecordedResponse();
	const ends: CallEnd[] = [];
	const terms = {
		call,
		server: 'test',
		askable: new Set<never>(),
		givenAnswers: {},
		timeoutMs: 5000,
		tasks: 'unknown' as const,
		complete: (result: Record<string, unknown>) => result,
		identify: (result: Record<string, unknown>) => result,
	};
	const sink = new OpenResponse(response, undefined, () => () => undefined);
	const live = mcpProcess().calls.begin(terms, sink, (end) => ends.push(end));
	return { live, response, ends };
}

/** Runs the execution that a call starts. */
async function run(
	callId: string,
	call: CheckedCall,
	json: WorkflowJson,
	act: (executionId: string) => void = () => undefined,
) {
	const nodeTypes: INodeType[] = [
		new GtmMcpServerTrigger(),
		new PassThrough(),
		new FailNode(),
		new ItemsNode(),
		actNode(act),
	];
	return await runWorkflow(json, {
		nodeTypes,
		mode: 'webhook',
		startItems: [{ json: toStartItem({ kind: 'call', callId, call }) }],
	});
}

async function callTool(call: CheckedCall, json = workflowWith()) {
	const { live, response } = begin(call);
	const finished = await run(live.id, call, json);
	return { run: finished, response };
}

const nodesOf = (finished: Awaited<ReturnType<typeof run>>) =>
	Object.keys(finished.run.data.resultData.runData);

describe('an execution that a call started', () => {
	afterEach(() => {
		expect(mcpProcess().calls.size).toBe(0);
	});

	it('runs only what is behind the output of the tool, and answers with its last items', async () => {
		const { run: finished, response } = await callTool(callOf('echo', { email: 'a@b.co' }));
		expect(finished.status).toBe('success');
		expect(nodesOf(finished)).toEqual(['Trigger', 'Echo']);
		expect(response.answer.id).toBe(7);
		expect(response.result).toMatchObject({ structuredContent: { email: 'a@b.co' } });
		expect(response.result).not.toHaveProperty('isError');
	});

	it('gives the flow the arguments at the top, and the caller under _mcp', async () => {
		const principal = { kind: 'jwt', label: 'sub', scopes: ['a'], claims: { team: 'x' } } as const;
		const headers = { 'x-team': 'gtm' };
		const call = callOf('echo', { email: 'a@b.co', _mcp: 'forged' }, { principal, headers });
		const { run: finished } = await callTool(call);
		expect(finished.output('Trigger')).toEqual([
			{
				json: {
					email: 'a@b.co',
					_mcp: {
						kind: 'tool',
						name: 'echo',
						requestId: 7,
						era: 'modern',
						principal,
						client: { name: 'Inspector', version: '2' },
						headers,
					},
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	it('that fails is red, and answers with the message and the advice', async () => {
		const { run: finished, response } = await callTool(callOf('fail'));
		expect(finished.status).toBe('error');
		expect(response.result).toEqual({
			isError: true,
			content: [{ type: 'text', text: 'The lead is unknown\nAsk for the email.' }],
		});
	});

	it('answers with a list where the tool says so', async () => {
		const { response } = await callTool(callOf('list', { n: 1 }));
		expect(response.result).toMatchObject({ structuredContent: { items: [{ n: 1 }] } });
	});

	it('answers with what the trigger itself put out if nothing is connected', async () => {
		const json = { ...workflowWith(), connections: {} };
		const { response } = await callTool(callOf('echo', { n: 1 }), json);
		expect(response.result).toMatchObject({ structuredContent: { n: 1 } });
	});

	it('answers with binary data as image, audio and resource blocks', async () => {
		const binary = Object.fromEntries(
			['image/png', 'audio/wav', 'text/csv'].map((mimeType) => [
				mimeType.slice(0, 2),
				{ mimeType, data: 'AAAA' },
			]),
		);
		const { response } = await callTool(callOf('items'), workflowWith([{ json: {}, binary }]));
		expect(response.result.content).toMatchObject([
			{ type: 'text' },
			{ type: 'image', data: 'AAAA' },
			{ type: 'audio', data: 'AAAA' },
			{ type: 'resource', resource: { blob: 'AAAA', mimeType: 'text/csv' } },
		]);
	});

	it.each([
		['resource', 'a://b', [{ text: 'x' }], { contents: [{ uri: 'a://b', text: 'x' }] }],
		[
			'prompt',
			'p',
			[{ role: 'user', text: 'x' }],
			{ messages: [{ role: 'user', content: { type: 'text', text: 'x' } }] },
		],
		[
			'completion',
			'completion',
			[{ value: 'x' }],
			{ completion: { values: ['x'], total: 1, hasMore: false } },
		],
	] as const)('answers a %s in its own shape', async (kind, name, items, result) => {
		const call = callOf('items', {}, { kind, name });
		const { response } = await callTool(call, workflowWith(items.map((json) => ({ json }))));
		expect(response.result).toEqual(result);
	});

	it('of a tool that is gone fails, and answers so', async () => {
		const call = callOf('gone', {}, { target: { kind: 'output', output: 9 } });
		const { run: finished, response } = await callTool(call);
		expect(finished.status).toBe('error');
		expect(response.result.isError).toBe(true);
		expect(response.text).toContain('was removed after the call started');
	});

	it('finds its call by its execution while it runs, and knows it by the execution', async () => {
		const call = callOf('act');
		const { live } = begin(call);
		const { bus } = mcpProcess();
		const found: Array<Promise<unknown>> = [];
		await run(live.id, call, workflowWith(), (id) => found.push(bus.ofExecution(id)));
		expect(await found[0]).toBeDefined();
		expect(live.executionId).toBe('test-execution');
		expect(await bus.ofExecution('test-execution')).toBeUndefined();
	});

	it('is not remembered when its call is over, though the execution is not', async () => {
		const call = callOf('act');
		const { live } = begin(call);
		const { bus } = mcpProcess();
		const found: Array<Promise<unknown>> = [];
		await run(live.id, call, workflowWith(), (id) => {
			live.respond({ content: [] });
			found.push(bus.ofExecution(id));
		});
		expect(await found[0]).toBeUndefined();
	});

	it('whose call is cancelled stops before the next node, and is recorded as cancelled', async () => {
		const call = callOf('act');
		const { live, response, ends } = begin(call);
		const finished = await run(live.id, call, workflowWith(), () => live.cancel());
		expect(nodesOf(finished)).toEqual(['Trigger', 'Act']);
		expect(finished.status).toBe('canceled');
		expect(response.text).toBe('');
		expect(ends).toEqual(['cancelled']);
	});

	it('whose call ended before it began runs nothing behind the trigger', async () => {
		const call = callOf('echo');
		const { live } = begin(call);
		live.cancel();
		const finished = await run(live.id, call, workflowWith());
		expect(nodesOf(finished)).toEqual(['Trigger']);
		expect(finished.status).toBe('canceled');
	});
});

describe('an execution that calls a tool of a connected node', () => {
	const call = callOf('search', { q: 'x' }, { target: { kind: 'connected', nodeName: 'Right' } });

	async function runWith(tools: Record<string, string>, prepare?: (live: CallInProgress) => void) {
		const log: string[] = [];
		const { live, response } = begin(call);
		prepare?.(live);
		const [trigger] = workflowWith().nodes;
		await runWorkflow(
			{
				nodes: [
					...(trigger ? [trigger] : []),
					...Object.entries(tools).map(([name, tool]) => ({
						name,
						type: 'test.supplier',
						parameters: { tool },
					})),
				],
				connections: Object.fromEntries(
					Object.keys(tools).map((name) => [
						name,
						{ ai_tool: [[{ node: 'Trigger', type: 'ai_tool' as const, index: 0 }]] },
					]),
				),
			},
			{
				nodeTypes: [new GtmMcpServerTrigger(), toolSupplier(log)],
				mode: 'webhook',
				startItems: [{ json: toStartItem({ kind: 'call', callId: live.id, call }) }],
			},
		);
		return { log, response };
	}

	it('asks only the node that declared it, also where others have one of that name', async () => {
		const { log, response } = await runWith({ Left: 'search', Right: 'search', Other: 'other' });
		expect(log).toEqual(['Right asked', 'Right called']);
		expect(response.result).toMatchObject({ structuredContent: { by: 'Right' } });
	});

	it('never calls the tool of another node when that one fails', async () => {
		const { log, response } = await runWith({ Left: 'search', Right: 'fails' });
		expect(log).toEqual(['Right asked']);
		expect(response.result.isError).toBe(true);
		expect(response.text).toContain('does not provide the tool');
	});

	it('calls nothing for a call that was cancelled before', async () => {
		const { log } = await runWith({ Right: 'search' }, (live) => live.cancel());
		expect(log).toEqual([]);
	});
});

describe('an execution that a record started', () => {
	it('runs what is behind the audit output, with the record', async () => {
		const record = { time: 't', principal: 'p', kind: 'tool', name: 'x', outcome: 'ok' } as never;
		const finished = await runWorkflow(workflowWith(), {
			nodeTypes: [
				new GtmMcpServerTrigger(),
				new PassThrough(),
				new FailNode(),
				new ItemsNode(),
				actNode(() => undefined),
			],
			startItems: [{ json: toStartItem({ kind: 'audit', output: 4, record }) }],
		});
		expect(nodesOf(finished)).toEqual(['Trigger', 'Audit']);
		expect(finished.output('Audit')).toMatchObject([{ json: record }]);
	});
});

describe('an execution that no call started', () => {
	it('fails with a word on how to start one', async () => {
		const nodeTypes = [new GtmMcpServerTrigger(), new PassThrough(), new FailNode()];
		const json = { ...workflowWith(), nodes: workflowWith().nodes.slice(0, 1), connections: {} };
		const finished = await runWorkflow(json, { nodeTypes, startItems: [{ json: {} }] });
		expect(finished.error?.message).toBe('This execution has no MCP call');
	});
});
