import './n8n-core-environment';

import type { IncomingHttpHeaders } from 'node:http';

import { ExecutionLifecycleHooks, WebhookContext, WorkflowExecute } from 'n8n-core';
import type {
	IDataObject,
	INodeType,
	IRun,
	IWebhookData,
	IWebhookResponseData,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import { toAdditionalData } from './additional-data';
import { type WorkflowJson, toWorkflow } from './run-workflow';

/** A request to the page on which a sleeping execution is answered. */
export interface PageRequest {
	method: 'GET' | 'POST';
	body?: IDataObject;
	headers?: IncomingHttpHeaders;
}

export interface PageAnswer {
	/** What the page showed. */
	html: string;
	headers: Record<string, string>;
	/** The execution after it went on; nothing if it still sleeps. */
	run?: IRun;
}

/**
 * Asks the webhook of a node that put its execution to sleep, and lets the execution go on if the
 * webhook says so: what n8n's WaitingWebhooks and webhook helpers do to the data of an execution, as
 * of 2.41.1. The data go through JSON in between, as they do in n8n's database.
 */
export async function askSleepingNode(
	json: WorkflowJson,
	nodeTypes: INodeType[],
	nodeName: string,
	sleeping: IRun,
	request: PageRequest,
): Promise<PageAnswer> {
	const workflow = toWorkflow(json, nodeTypes);
	const node = workflow.getNode(nodeName);
	const data = JSON.parse(JSON.stringify(sleeping.data)) as IRun['data'];
	const entry = data.executionData?.nodeExecutionStack[0];
	const nodeType = nodeTypes.find(({ description }) => `test.${description.name}` === node?.type);
	if (!node || !entry || !nodeType?.webhook) throw new Error('Nothing sleeps here');
	entry.node.disabled = true;
	data.waitTill = undefined;
	data.resultData.runData[nodeName]?.pop();

	const page: PageAnswer = { html: '', headers: {} };
	const response = {
		status: () => response,
		set: (headers: Record<string, string>) => Object.assign(page, { headers }) && response,
		send: (html: string) => Object.assign(page, { html }) && response,
	};
	const mode: WorkflowExecuteMode = 'webhook';
	const additionalData = {
		...toAdditionalData({}),
		httpRequest: { method: request.method, body: request.body ?? {}, headers: {} },
		httpResponse: response,
	};
	const webhookData = { webhookDescription: { name: 'default' } } as unknown as IWebhookData;
	const context = new WebhookContext(
		workflow,
		node,
		additionalData as never,
		mode,
		webhookData,
		[],
		data,
	);
	const answer: IWebhookResponseData = await nodeType.webhook.call(context);
	if (answer.workflowData === undefined) return page;
	entry.data.main = answer.workflowData;
	const hooks = new ExecutionLifecycleHooks(mode, 'test-execution', { ...json, id: 'x' } as never);
	const execution = new WorkflowExecute({ ...toAdditionalData({}), hooks }, mode, data);
	return { ...page, run: await execution.processRunExecutionData(workflow) };
}
