import {
	NodeOperationError,
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
	type IPollFunctions,
	type IRunExecutionData,
	type ISupplyDataFunctions,
	type ITriggerFunctions,
	type IWebhookFunctions,
} from 'n8n-workflow';

import {
	type AnyConstructor,
	type Expressions,
	KEPT_MS,
	withExpressions,
	withOwnExpressions,
} from './expression-engine';

/**
 * With expression-engine.ts and request-signing.ts the only place that touches what n8n does not promise
 * to keep. Everything is looked for before it is used, and test/contract/n8n-runtime.test.ts says when a
 * version of n8n lacks it.
 */

/** How an execution ended, as far as its data tells. */
export interface FinishedRun {
	cancelled: boolean;
	resultData: IRunExecutionData['resultData'];
}

/** What is on every execution context of n8n-core, but not in its public type. */
interface Internals {
	runExecutionData?: IRunExecutionData;
	additionalData?: {
		executionTimeoutTimestamp?: number;
		hooks?: { handlers?: { workflowExecuteAfter?: EndHandler[] } };
	};
	runIndex?: number;
	workflow?: { nodes: Record<string, INode | undefined>; expression?: Expressions };
	/** Of sub-nodes only. */
	parentNode?: INode;
	mode?: unknown;
	/** Of triggers and hooks only. */
	activation?: unknown;
	/** Of webhooks only. */
	webhookData?: unknown;
}

type EndHandler = (this: unknown, ...values: unknown[]) => unknown;

function internalsOf(context: IExecuteFunctions): Internals {
	return context as unknown as Internals;
}

/**
 * Calls back when the whole execution has ended, in the process that ran it, also where n8n could not
 * record it. `onExecutionFinish` is public since n8n 2.34; it may call twice, and does not when the
 * execution goes to sleep in a Wait node.
 *
 * @throws NodeOperationError on a version of n8n without it
 */
export function onExecutionFinished(
	context: IExecuteFunctions,
	handle: (run: FinishedRun) => Promise<void>,
): void {
	const { runExecutionData } = internalsOf(context);
	if (context.onExecutionFinish === undefined || runExecutionData === undefined) {
		throw new NodeOperationError(context.getNode(), 'This version of n8n cannot run this node', {
			description: 'It needs n8n 2.36 or newer.',
		});
	}
	context.onExecutionFinish(
		async () =>
			await handle({
				cancelled: context.getExecutionCancelSignal()?.aborted ?? false,
				resultData: runExecutionData.resultData,
			}),
	);
	runLastInAnyCase(internalsOf(context).additionalData?.hooks?.handlers?.workflowExecuteAfter);
}

/**
 * n8n calls those who wait for the end one after the other, and nobody after one that fails: with its
 * database away it cannot record the execution, and who waits for the result would not hear of it.
 */
function runLastInAnyCase(handlers: EndHandler[] | undefined): void {
	const last = handlers?.at(-1);
	if (!handlers || !last) return;
	const guarded = handlers.slice(0, -1).map((handler): EndHandler => {
		return async function (...values) {
			try {
				await handler.apply(this, values);
			} catch (error) {
				await last.apply(this, values);
				throw error;
			}
		};
	});
	handlers.splice(0, guarded.length, ...guarded);
}

/**
 * Ends the execution before its next node, recorded as cancelled: n8n looks at this time before each
 * node. What a node is doing goes on to its end.
 */
export function stopBeforeNextNode(context: IExecuteFunctions): void {
	const { additionalData } = internalsOf(context);
	if (additionalData) additionalData.executionTimeoutTimestamp = Date.now();
}

/** The call of a tool as the AI Agent asked for it, before the engine mixed its own items in. */
export interface RequestedCall {
	/** What the model sent, and the name of the tool under `tool`. */
	json: Record<string, unknown>;
	/** The agent, or the human-review node that let the call through. */
	requester: INode | undefined;
}

/**
 * What the AI Agent (version 3) asked for in this run of a tool node. The items that n8n hands to the
 * node hold the agent's own input beside the arguments; the run data keep the request by itself, for
 * the editor to show.
 *
 * @returns undefined if this run was not asked for by an agent, or n8n keeps requests elsewhere
 */
export function requestedCall(context: IExecuteFunctions): RequestedCall | undefined {
	const { runExecutionData, runIndex, workflow } = context as unknown as Internals;
	if (runIndex === undefined) return undefined;
	const run = runExecutionData?.resultData.runData[context.getNode().name]?.[runIndex];
	const json = run?.inputOverride?.ai_tool?.[0]?.[0]?.json;
	if (json === undefined) return undefined;
	const requester = run?.source[0]?.previousNode;
	return { json, requester: workflow?.nodes[requester ?? ''] };
}

/** The node that a sub-node supplies: an agent, a human review, a trigger. */
export function suppliedNode(context: ISupplyDataFunctions): INode | undefined {
	return (context as unknown as Internals).parentNode;
}

/**
 * The context of another node of the workflow, of the same kind: with that node's parameters and
 * credentials, and n8n's way out to the network. It lives without the request of a webhook, which is
 * over long before it is.
 *
 * @param context of a trigger, its hooks or its webhook
 * @param use `sends`: outside of executions, within `withExpressions`
 * @throws NodeOperationError on a version of n8n whose contexts are made in another way
 */
export function contextOfNode(
	context: { getNode(): INode },
	name: string,
	use: 'reads' | 'sends',
): ITriggerFunctions | IWebhookFunctions {
	const { workflow, additionalData, mode, activation, webhookData, runExecutionData } =
		context as unknown as Internals;
	const node = workflow?.nodes[name];
	if (!node || !additionalData || mode === undefined) {
		throw new NodeOperationError(context.getNode(), `The node "${name}" cannot be used here`, {
			description: 'This version of n8n keeps its nodes in another way. It needs n8n 2.36 to 2.41.',
		});
	}
	const Context = context.constructor as AnyConstructor;
	const without = { ...additionalData, httpRequest: undefined, httpResponse: undefined };
	const rest = activation === undefined ? [webhookData, [], runExecutionData] : [activation];
	if (use === 'reads')
		return new Context(workflow, node, without, mode, ...rest) as ITriggerFunctions;
	const own = withOwnExpressions(workflow, KEPT_MS);
	return withOwnCredentials(new Context(own, node, without, mode, ...rest) as ITriggerFunctions);
}

/** What reads a credential on every context of n8n-core. */
interface CredentialInternals {
	runExecutionData?: unknown;
	runIndex?: number;
	getCredentials?: (this: void, type: string) => Promise<unknown>;
	_getCredentials?: (type: string, ...how: unknown[]) => Promise<unknown>;
}

/**
 * Outside of executions n8n makes an engine for expressions for each reading of a credential, twice for a
 * request, and each takes longer than the request. This context reads it as one of an execution does, by
 * the engine that it has.
 */
function withOwnCredentials<Context extends ITriggerFunctions>(context: Context): Context {
	const internals = context as unknown as CredentialInternals;
	if (internals._getCredentials === undefined) return context;
	const from = { data: {}, node: context.getNode(), source: null };
	internals.runExecutionData ??= { resultData: { runData: {} } };
	internals.runIndex ??= 0;
	internals.getCredentials = async (type) =>
		await internals._getCredentials?.(type, from, [], 0, { credentialUsage: 'trigger' });
	return context;
}

/** A node that put its execution to sleep, seen by the webhook that wakes it. */
export interface SleepingNode {
	/** What the node noted with `getContext('node')` before it went to sleep. */
	memory: Record<string, unknown>;
	/** The items that it was working on, by input. */
	input: INodeExecutionData[][];
	/**
	 * Lets the node run again when the execution goes on. n8n itself hands what the webhook returns to
	 * the next node and skips the node that waited.
	 */
	runAgain(): void;
}

/** Nothing on a version of n8n that keeps its sleeping executions in another way. */
export function sleepingNode(context: IWebhookFunctions): SleepingNode | undefined {
	const { runExecutionData } = context as unknown as Internals;
	const executionData = runExecutionData?.executionData;
	const entry = executionData?.nodeExecutionStack[0];
	const { name } = context.getNode();
	if (!executionData || entry?.node.name !== name) return undefined;
	const memory = (executionData.contextData[`node:${name}`] ??= {});
	return {
		memory,
		input: (entry.data.main ?? []).map((items) => items ?? []),
		runAgain: () => {
			entry.node.disabled = false;
		},
	};
}

/** What makes a poll of n8n's, besides what is public. */
interface PollInternals extends Internals {
	__runPoll?: (this: void, poll: () => Promise<void>) => Promise<void>;
	__commitCursor?: (this: void) => Promise<void>;
	resolveNodeStaticData?: (this: void) => unknown;
	getPollBudgetMs?: (this: void) => number;
}

/**
 * Polls without being asked to by n8n: in the scope in which n8n keeps what a poll notes, with an engine
 * for expressions that n8n does not take back meanwhile. What comes of it starts the workflow.
 *
 * @param context of a poll of a published workflow; it stays good until that is unpublished
 */
export async function runAsPoll(
	context: IPollFunctions,
	work: (context: IPollFunctions) => PollItems | Promise<PollItems>,
): Promise<void> {
	const internals = context as unknown as PollInternals;
	const own = withOwnEngine(context);
	const poll = async () => {
		const items = await work(own);
		if (items !== null) context.__emit(items);
		else await internals.__commitCursor?.();
	};
	const run = async () => await (internals.__runPoll ? internals.__runPoll(poll) : poll());
	await withExpressions(own, run);
}

type PollItems = INodeExecutionData[][] | null;

/** On a version of n8n that keeps its contexts in another way, the one that there is. */
function withOwnEngine(context: IPollFunctions): IPollFunctions {
	const internals = context as unknown as PollInternals & Record<string, unknown>;
	const { workflow, additionalData, mode, activation } = internals;
	if (!workflow || !additionalData || mode === undefined) return context;
	const Context = context.constructor as AnyConstructor;
	const rest = ['__emit', '__emitError', '__commitCursor', '__runPoll'].map(
		(name) => internals[name],
	);
	const given = [context.getNode(), additionalData, mode, activation, ...rest];
	const { resolveNodeStaticData: staticData, getPollBudgetMs: budget } = internals;
	// Each poll has a context of its own, whose engine nobody would use again.
	const own = withOwnExpressions(workflow, 0);
	return new Context(own, ...given, staticData, budget) as IPollFunctions;
}
