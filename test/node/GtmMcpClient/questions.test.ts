import {
	type IRun,
	type ISupplyDataFunctions,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
	type SupplyData,
} from 'n8n-workflow';

import { clientRuntime } from '../../../src/mcp/client/runtime';
import { GtmMcpClient } from '../../../nodes/GtmMcpClient/GtmMcpClient.node';
import { startAskingLegacyPeer } from '../../peers/asking-legacy-peer';
import { type FeaturePeer, startFeaturePeer } from '../../peers/feature-peer';
import { type PageRequest, askSleepingNode } from '../harness/wake';
import { type ClientNode, clientWorkflow, runClientNode, tool } from './run-client';

let peer: FeaturePeer;

beforeEach(async () => {
	peer = await startFeaturePeer();
});

afterEach(async () => {
	await clientRuntime().close();
	await peer.close();
});

const asking = (node: ClientNode): ClientNode => ({
	...node,
	parameters: { serverUrl: peer.url, ...tool('ask_region'), ...node.parameters },
});

const run = async (node: ClientNode) => await runClientNode(asking(node));

describe('a question of the server', () => {
	it('is answered from the values of the item, in the type that is asked for', async () => {
		const finished = await run({
			items: [{ where: 'emea' }, { where: 'amer' }],
			parameters: {
				options: {
					elicitation: 'values',
					elicitationValues: '={{ { region: $json.where, seats: "7" } }}',
				},
			},
		});
		expect(finished.output('Client').map(({ json }) => json)).toEqual([
			{ action: 'accept', region: 'emea', seats: 7 },
			{ action: 'accept', region: 'amer', seats: 7 },
		]);
	});

	it('is declined where the values do not answer it', async () => {
		const finished = await run({
			parameters: { options: { elicitation: 'values', elicitationValues: '{"seats":2}' } },
		});
		expect(finished.output('Client')[0]?.json).toEqual({ action: 'decline' });
	});

	it.each(['decline', 'cancel'])('gets a %s when that is the choice', async (elicitation) => {
		const finished = await run({ parameters: { options: { elicitation } } });
		expect(finished.output('Client')[0]?.json).toEqual({ action: elicitation });
	});

	it('is an error when nobody may be asked', async () => {
		const finished = await run({ parameters: {} });
		expect(finished.status).toBe('error');
		expect(finished.error?.description).toBeTruthy();
	});

	it('needs answers that are a JSON object', async () => {
		const finished = await run({
			parameters: { options: { elicitation: 'values', elicitationValues: '[1]' } },
		});
		expect(finished.error?.message).toBe("'Answers' is not a JSON object");
	});

	it('for folders is answered from the roots of the node', async () => {
		const finished = await run({
			parameters: {
				...tool('ask_roots'),
				options: { roots: { root: [{ uri: 'file:///data', name: 'Data' }] } },
			},
		});
		expect(finished.output('Client')[0]?.json).toEqual({
			roots: [{ uri: 'file:///data', name: 'Data' }],
		});
	});
});

describe('a question to a model', () => {
	const seen: unknown[] = [];

	/** A chat model as n8n's are, for the one method that is used. */
	class ScriptedModel implements INodeType {
		description: INodeTypeDescription = {
			displayName: 'Scripted Model',
			name: 'scriptedModel',
			group: ['transform'],
			version: 1,
			description: 'Says the same each time',
			defaults: { name: 'Scripted Model' },
			inputs: [],
			outputs: [NodeConnectionTypes.AiLanguageModel],
			properties: [],
		};

		async supplyData(this: ISupplyDataFunctions): Promise<SupplyData> {
			const invoke = async (messages: unknown) => {
				seen.push(messages);
				return await Promise.resolve({
					content: [{ type: 'text', text: 'Eight' }],
					response_metadata: { model_name: 'scripted-1', finish_reason: 'stop' },
				});
			};
			return await Promise.resolve({ response: { invoke } });
		}
	}

	it('is answered by the chat model that is connected', async () => {
		const model = { name: 'Model', type: 'test.scriptedModel' };
		const to = [[{ node: 'Client', type: NodeConnectionTypes.AiLanguageModel, index: 0 }]];
		const finished = await runClientNode(
			asking({
				parameters: { ...tool('ask_model'), options: { useModel: true } },
				others: { nodes: [model], connections: { Model: { ai_languageModel: to } } },
			}),
			[new ScriptedModel()],
		);
		expect(finished.error).toBeUndefined();
		expect(finished.output('Client')[0]?.json).toEqual({ said: 'Eight', by: 'scripted-1' });
		expect(seen).toEqual([
			[
				{ role: 'system', content: 'Be brief' },
				{ role: 'user', content: 'Score Acme' },
			],
		]);
	});

	it('says that no model is connected', async () => {
		const finished = await run({
			parameters: { ...tool('ask_model'), options: { useModel: true } },
		});
		expect(finished.error?.message).toBe('No chat model is connected');
	});
});

describe('a question to a person', () => {
	const nodeTypes = [new GtmMcpClient()];
	let twoItems: ClientNode;

	beforeEach(() => {
		twoItems = asking({
			items: [{ q: 'first' }, { q: 'second' }],
			parameters: {
				...tool('={{ $json.q === "first" ? "search" : "ask_region" }}'),
				options: { elicitation: 'ask', writes: 'allowed' },
			},
		});
	});
	const ask = async (node: ClientNode, sleeping: IRun, request: PageRequest) =>
		await askSleepingNode(clientWorkflow(node), nodeTypes, 'Client', sleeping, request);
	const outputOf = (finished: IRun | undefined) =>
		finished?.data.resultData.runData.Client?.at(-1)?.data?.main?.[0]?.map(({ json }) => json);

	it('puts the execution to sleep, and shows where it is answered', async () => {
		const { run: sleeping, output } = await runClientNode(twoItems);
		expect(sleeping.status).toBe('waiting');
		expect(output('Client')[0]?.json).toEqual({
			question: 'Which region?',
			subject: 'ask_region',
			item: 1,
			formUrl: expect.stringMatching(
				/^http:..localhost.webhook-waiting.test-execution\?signature=\w+$/,
			),
			more: 0,
		});
	});

	it('is a form with the fields of the question, which says nothing of its own', async () => {
		const { run: sleeping } = await runClientNode(twoItems);
		const page = await ask(twoItems, sleeping, { method: 'GET' });
		expect(page.run).toBeUndefined();
		expect(page.html).toContain('Which region?');
		expect(page.html).toContain('<option value="emea">emea</option>');
		expect(page.html).toContain('name="field.seats" value="5"');
		expect(page.headers['Content-Security-Policy']).toContain("default-src 'none'");
	});

	it('wakes the execution, which makes only the call of that item again', async () => {
		const { run: sleeping } = await runClientNode(twoItems);
		const { html, run: woken } = await ask(twoItems, sleeping, {
			method: 'POST',
			body: { decision: 'accept', 'field.region': 'amer', 'field.seats': '12' },
		});
		expect(html).toContain('Thank you');
		expect(woken?.status).toBe('success');
		expect(outputOf(woken)).toEqual([
			{
				name: 'Acme',
				owner: { name: 'Ada', email: 'ada@acme.com' },
				text: 'repeats the data',
			},
			{ action: 'accept', region: 'amer', seats: 12 },
		]);
		expect(peer.calls.filter((call) => call.tool === 'search')).toHaveLength(1);
	});

	it('may be declined', async () => {
		const { run: sleeping } = await runClientNode(twoItems);
		const { run: woken } = await ask(twoItems, sleeping, {
			method: 'POST',
			body: { decision: 'decline' },
		});
		expect(outputOf(woken)?.[1]).toEqual({ action: 'decline' });
	});

	it('is asked again when the answer does not fit', async () => {
		const { run: sleeping } = await runClientNode(twoItems);
		const page = await ask(twoItems, sleeping, {
			method: 'POST',
			body: { decision: 'accept', 'field.region': 'amer', 'field.seats': '0' },
		});
		expect(page.run).toBeUndefined();
		expect(page.html).toContain('seats must be &gt;= 1');
	});

	it('waits for each item in turn', async () => {
		const node = asking({ items: [{}, {}], parameters: { options: { elicitation: 'ask' } } });
		const { run: sleeping } = await runClientNode(node);
		const answer = (region: string): PageRequest => ({
			method: 'POST',
			body: { decision: 'accept', 'field.region': region },
		});
		const { run: second } = await ask(node, sleeping, answer('emea'));
		expect(second?.status).toBe('waiting');
		const { run: woken } = await ask(node, second as IRun, answer('amer'));
		expect(outputOf(woken)).toMatchObject([{ region: 'emea' }, { region: 'amer' }]);
	});

	it('ends the call of an older server, which is asked again with the answer', async () => {
		const legacy = await startAskingLegacyPeer();
		const node = asking({
			parameters: {
				...tool('renew'),
				serverUrl: legacy.url,
				options: { elicitation: 'ask', writes: 'allowed' },
			},
		});
		const { run: sleeping } = await runClientNode(node);
		expect(sleeping.status).toBe('waiting');
		expect(legacy).toMatchObject({ begun: 1, finished: 0 });
		const { run: woken } = await ask(node, sleeping, {
			method: 'POST',
			body: { decision: 'accept', 'field.months': '12' },
		});
		expect(outputOf(woken)).toEqual([{ action: 'accept', months: 12 }]);
		expect(legacy).toMatchObject({ begun: 2, finished: 1 });
		await clientRuntime().close();
		await legacy.close();
	});

	it('asks a person twice what one call of an older server asks twice', async () => {
		const legacy = await startAskingLegacyPeer(2);
		const node = asking({
			parameters: {
				...tool('renew'),
				serverUrl: legacy.url,
				options: { elicitation: 'ask', writes: 'allowed' },
			},
		});
		const { run: sleeping } = await runClientNode(node);
		expect(sleeping.status).toBe('waiting');
		const answer = (months: string): PageRequest => ({
			method: 'POST',
			body: { decision: 'accept', 'field.months': months },
		});
		const { run: again } = await ask(node, sleeping, answer('12'));
		expect(again?.status).toBe('waiting');
		const { run: woken } = await ask(node, again as IRun, answer('24'));
		expect(outputOf(woken)).toEqual([
			{ action: 'accept', months: 12 },
			{ action: 'accept', months: 24 },
		]);
		await clientRuntime().close();
		await legacy.close();
	});

	it('shows a harmless page once everything is answered', async () => {
		const { run: sleeping } = await runClientNode(twoItems);
		const memory = sleeping.data.executionData?.contextData['node:Client'] ?? {};
		delete memory.gtmMcpQuestions;
		const page = await ask(twoItems, sleeping, { method: 'POST', body: { decision: 'accept' } });
		expect(page.run).toBeUndefined();
		expect(page.html).toContain('already been answered');
	});
});
