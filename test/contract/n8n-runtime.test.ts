import '../node/harness/n8n-core-environment';

import {
	ExecuteContext,
	type ExecutionLifecycleHooks,
	HookContext,
	TriggerContext,
	WebhookContext,
} from 'n8n-core';
import * as workflow from 'n8n-workflow';

import { GtmMcpServerTrigger } from '../../nodes/GtmMcpServerTrigger/GtmMcpServerTrigger.node';
import { withExpressions } from '../../src/n8n/expression-engine';
import { signedByKey } from '../../src/n8n/request-signing';
import {
	contextOfNode,
	onExecutionFinished,
	sleepingNode,
	stopBeforeNextNode,
} from '../../src/n8n/runtime-internals';
import { toAdditionalData } from '../node/harness/additional-data';
import { runWorkflow, toWorkflow } from '../node/harness/run-workflow';
import { PassThrough } from '../node/harness/test-nodes';

/** A workflow of two nodes, whose second one has a credential. */
function twoNodes() {
	const credentials = { httpHeaderAuth: { id: '1', name: 'Key' } };
	const described = new PassThrough();
	described.description = {
		...described.description,
		name: 'signed',
		credentials: [{ name: 'httpHeaderAuth', required: true }],
		properties: [{ displayName: 'Kind', name: 'kind', type: 'string', default: '' }],
	};
	const json = toWorkflow(
		{
			nodes: [
				{ name: 'Own', type: 'test.passThrough' },
				{ name: 'Other', type: 'test.signed', parameters: { kind: 'x' }, credentials },
			],
			connections: {},
		},
		[described],
	);
	return { json, own: json.getNode('Own') as workflow.INode };
}

/** A type that signs by a function, as those of vendors do. */
const SIGNED = {
	name: 'httpHeaderAuth',
	displayName: 'Key',
	properties: [],
	authenticate: async ({ value }, { headers, ...request }) =>
		await Promise.resolve({ ...request, headers: { ...headers, 'x-key': value as string } }),
} as workflow.ICredentialType;

/** What src/n8n/runtime-internals.ts, src/n8n/request-signing.ts and the trigger rely on, in the installed version of n8n. */
describe('n8n keeps what we rely on:', () => {
	it('execution contexts can be told of the end of the execution', () => {
		expect(typeof ExecuteContext.prototype.onExecutionFinish).toBe('function');
		expect(typeof ExecuteContext.prototype.getExecutionCancelSignal).toBe('function');
	});

	it.each(['trigger', 'hook', 'webhook'])(
		'the context of a %s is made like those of other nodes, with their credentials',
		async (kind) => {
			const { json, own } = twoNodes();
			const data = Object.assign(toAdditionalData({ httpHeaderAuth: { value: 'secret' } }), {
				httpRequest: { body: {}, headers: {} },
			}) as workflow.IWorkflowExecuteAdditionalData;
			const webhookData = {} as workflow.IWebhookData;
			const context =
				kind === 'trigger'
					? new TriggerContext(json, own, data, 'trigger', 'activate')
					: kind === 'hook'
						? new HookContext(json, own, data, 'trigger', 'activate', webhookData)
						: new WebhookContext(json, own, data, 'webhook', webhookData, [], null);
			const other = contextOfNode(context, 'Other', 'sends');
			expect(other.getNode().name).toBe('Other');
			expect(other.getNodeParameter('kind', '')).toBe('x');
			expect(await other.getCredentials('httpHeaderAuth')).toEqual({ value: 'secret' });
			expect(typeof other.helpers.httpRequestWithAuthentication).toBe('function');
			expect((other as { additionalData?: object }).additionalData).toMatchObject({
				httpRequest: undefined,
			});
		},
	);

	it('a context has what it signs requests with', async () => {
		const { json, own } = twoNodes();
		const data = toAdditionalData({ httpHeaderAuth: { value: 'secret' } }, [SIGNED]);
		const context = new TriggerContext(json, own, data, 'trigger', 'activate');
		const other = contextOfNode(context, 'Other', 'sends');
		const request = { url: 'https://vendor.example', headers: { 'x-own': '1' } };
		expect(await signedByKey(other, 'httpHeaderAuth', request)).toEqual({
			url: 'https://vendor.example',
			headers: { 'x-own': '1', 'x-key': 'secret' },
		});
		const { helpers } = other as workflow.ITriggerFunctions;
		expect((await helpers.getSecureEgressFilter().validateUrl(request.url)).ok).toBe(true);
	});

	describe('a context of another node', () => {
		afterEach(() => jest.useRealTimers());

		function sendingContext() {
			const { json, own } = twoNodes();
			const data = toAdditionalData({ httpHeaderAuth: { value: 'secret' } });
			const read = jest.spyOn(data.credentialsHelper, 'getDecrypted');
			const context = new TriggerContext(json, own, data, 'trigger', 'activate');
			const other = contextOfNode(context, 'Other', 'sends');
			const { workflow: of } = other as unknown as { workflow: workflow.Workflow };
			const taken = jest.spyOn(of.expression, 'acquireIsolate').mockResolvedValue(true);
			const given = jest.spyOn(of.expression, 'releaseIsolate').mockResolvedValue();
			return { other, of, read, taken, given };
		}

		it('reads credentials with its own engine for expressions, and has none made for it', async () => {
			const { other, of, read } = sendingContext();
			expect(await other.getCredentials('httpHeaderAuth')).toEqual({ value: 'secret' });
			const [, , , , , , resolvedBy] = read.mock.calls[0] ?? [];
			expect(resolvedBy?.workflow).toBe(of);
		});

		it('keeps its engine from one call to the next, and gives it back when it is idle', async () => {
			jest.useFakeTimers();
			const { other, given } = sendingContext();
			const call = async () => await withExpressions(other, async () => await Promise.resolve(1));
			expect(await call()).toBe(1);
			await jest.advanceTimersByTimeAsync(59_000);
			await call();
			await jest.advanceTimersByTimeAsync(59_000);
			expect(given).not.toHaveBeenCalled();
			await jest.advanceTimersByTimeAsync(1_000);
			expect(given).toHaveBeenCalledTimes(1);
		});

		it('gives its engine back at once after a failure', async () => {
			const { other, given, taken } = sendingContext();
			const call = withExpressions(other, async () => await Promise.reject(new Error('broken')));
			await expect(call).rejects.toThrow('broken');
			expect(taken).toHaveBeenCalledTimes(1);
			expect(given).toHaveBeenCalledTimes(1);
		});
	});

	it('when it ends, the run data on the context are those of the whole execution', async () => {
		const seen: unknown[] = [];
		class Probe extends PassThrough {
			override async execute(this: workflow.IExecuteFunctions) {
				const { runExecutionData } = this as unknown as {
					runExecutionData: workflow.IRunExecutionData;
				};
				this.onExecutionFinish?.(() => {
					const { lastNodeExecuted, runData } = runExecutionData.resultData;
					seen.push({ lastNodeExecuted, nodes: Object.keys(runData) });
				});
				return [this.getInputData()];
			}
		}
		const probe = new Probe();
		probe.description = { ...probe.description, name: 'probe' };
		await runWorkflow(
			{
				nodes: [
					{ name: 'Probe', type: 'test.probe' },
					{ name: 'Last', type: 'test.passThrough' },
				],
				connections: { Probe: { main: [[{ node: 'Last', type: 'main', index: 0 }]] } },
			},
			{ nodeTypes: [probe, new PassThrough()] },
		);
		expect(seen).toEqual([{ lastNodeExecuted: 'Last', nodes: ['Probe', 'Last'] }]);
	});

	it('who waits for the end hears of it also where the execution cannot be recorded', async () => {
		const heard: string[] = [];
		class Waiter extends PassThrough {
			override async execute(this: workflow.IExecuteFunctions) {
				const { additionalData } = this as unknown as {
					additionalData: { hooks: ExecutionLifecycleHooks };
				};
				// As n8n's own, which are there before: the second one records.
				additionalData.hooks.addHandler(
					'workflowExecuteAfter',
					() => void heard.push('first'),
					async () => await Promise.reject(new Error('connect ECONNREFUSED')),
				);
				onExecutionFinished(this, async ({ resultData }) => {
					await Promise.resolve(heard.push(String(resultData.lastNodeExecuted)));
				});
				return [this.getInputData()];
			}
		}
		const waiter = new Waiter();
		waiter.description = { ...waiter.description, name: 'waiter' };
		const complained = jest.spyOn(console, 'error').mockImplementation();
		await runWorkflow(
			{ nodes: [{ name: 'Waiter', type: 'test.waiter' }], connections: {} },
			{ nodeTypes: [waiter] },
		);
		complained.mockRestore();
		// n8n tells of the end again when it could not the first time.
		expect(heard.slice(0, 2)).toEqual(['first', 'Waiter']);
	});

	it('an execution ends before its next node, as cancelled, when its time is set to now', async () => {
		class Stopper extends PassThrough {
			override async execute(this: workflow.IExecuteFunctions) {
				stopBeforeNextNode(this);
				return [this.getInputData()];
			}
		}
		const stopper = new Stopper();
		stopper.description = { ...stopper.description, name: 'stopper' };
		const { run } = await runWorkflow(
			{
				nodes: [
					{ name: 'Stopper', type: 'test.stopper' },
					{ name: 'Next', type: 'test.passThrough' },
				],
				connections: { Stopper: { main: [[{ node: 'Next', type: 'main', index: 0 }]] } },
			},
			{ nodeTypes: [stopper, new PassThrough()] },
		);
		expect(Object.keys(run.data.resultData.runData)).toEqual(['Stopper']);
		expect(run.status).toBe('canceled');
	});

	it('webhooks get the bare request and response', () => {
		expect(typeof WebhookContext.prototype.getRequestObject).toBe('function');
		expect(typeof WebhookContext.prototype.getResponseObject).toBe('function');
	});

	it('the URL of the trigger is found without the expression engine', () => {
		const { webhooks = [] } = new GtmMcpServerTrigger().description;
		const found = webhooks.map(workflow.webhookDescriptionIsNativelyResolvable);
		expect(found).not.toEqual([]);
		expect(found).not.toContain(false);
	});

	it('the trigger is of a version whose requests n8n reads without the expression engine', () => {
		const { version, defaultVersion } = new GtmMcpServerTrigger().description;
		expect([version].flat()).toContain(defaultVersion);
		expect(defaultVersion).toBeGreaterThan(1);
	});

	it('a node that put its execution to sleep finds its items and notes from its webhook', () => {
		const node = { name: 'Asks', type: 'x', typeVersion: 1, parameters: {}, id: '1' };
		const entry = {
			node: { ...node, disabled: true, position: [0, 0] as [number, number] },
			data: { main: [[{ json: { a: 1 } }]] },
			source: null,
		};
		const runExecutionData = workflow.createRunExecutionData({
			executionData: {
				contextData: { 'node:Asks': { note: 'kept' } },
				nodeExecutionStack: [entry],
			},
		});
		const context = Object.create(WebhookContext.prototype) as workflow.IWebhookFunctions;
		Object.assign(context, { runExecutionData, node });
		const sleeping = sleepingNode(context);
		expect(sleeping).toMatchObject({ memory: { note: 'kept' }, input: [[{ json: { a: 1 } }]] });
		sleeping?.runAgain();
		expect(entry.node.disabled).toBe(false);
	});

	it('what a node notes with getContext is where its webhook looks for it', () => {
		const runExecutionData = workflow.createRunExecutionData({});
		const node = { name: 'Asks' } as workflow.INode;
		const context = workflow.NodeHelpers.getContext(runExecutionData, 'node', node);
		context.note = 'kept';
		expect(runExecutionData.executionData?.contextData['node:Asks']).toEqual({ note: 'kept' });
	});
});
