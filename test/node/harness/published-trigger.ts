import './n8n-core-environment';

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { HookContext, PollContext, WebhookContext } from 'n8n-core';
import {
	type ICredentialType,
	type IDataObject,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type IWebhookData,
	type WorkflowActivateMode,
	Workflow,
} from 'n8n-workflow';

import { toAdditionalData } from './additional-data';
import type { TestCredentials } from './credentials-helper';
import { toNodeTypes } from './node-types';

export interface PublishOptions {
	parameters: INodeParameters;
	credentials: TestCredentials;
	credentialTypes: ICredentialType[];
}

let published = 0;

/**
 * A trigger that polls and has a webhook, as n8n publishes it: what the webhook sees is what n8n's
 * database has, and the poll keeps its own. `started` is what started the workflow, in order.
 */
export async function publishTrigger(nodeType: INodeType, options: PublishOptions) {
	const { parameters, credentials, credentialTypes } = options;
	const { name, webhooks } = nodeType.description;
	published += 1;
	const id = `published-${published}`;
	const node = {
		id: 'trigger',
		name,
		type: `test.${name}`,
		typeVersion: 1,
		position: [0, 0] as [number, number],
		webhookId: id,
		parameters,
		credentials: Object.fromEntries(
			Object.keys(credentials).map((one) => [one, { id: one, name: one }]),
		),
	};
	/** What n8n's database has: text. */
	let stored = '{}';
	const workflowOf = () =>
		new Workflow({
			id,
			name: 'Published',
			nodes: [node],
			connections: {},
			active: true,
			nodeTypes: toNodeTypes([nodeType]),
			staticData: JSON.parse(stored) as IDataObject,
		});
	const save = ({ staticData }: Workflow) => (stored = JSON.stringify(staticData));
	const nodeOf = (workflow: Workflow) => {
		const found = workflow.getNode(name);
		if (!found) throw new Error(`there is no node ${name}`);
		return found;
	};
	const started: IDataObject[] = [];
	const emit = (workflow: Workflow, items: INodeExecutionData[][]) => {
		started.push(...items.flat().map(({ json }) => json));
		save(workflow);
	};
	const server = createServer();
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const additional = () => ({
		...toAdditionalData(credentials, credentialTypes),
		webhookBaseUrl: base,
	});
	const webhookData = { webhookDescription: webhooks?.[0] } as unknown as IWebhookData;
	const hookContext = (workflow: Workflow, mode: WorkflowActivateMode) =>
		new HookContext(workflow, nodeOf(workflow), additional(), 'trigger', mode, webhookData);
	const methods = nodeType.webhookMethods?.default;
	let running = workflowOf();
	let poller: PollContext | undefined;

	server.on('request', (request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const workflow = workflowOf();
			const answered = {
				status(code: number) {
					response.statusCode = code;
					return answered;
				},
				json: (body: unknown) => response.end(JSON.stringify(body)),
			};
			const query = Object.fromEntries(new URL(request.url ?? '', base).searchParams);
			const httpRequest = Object.assign(request, { rawBody: Buffer.concat(chunks), query });
			const lent = { ...additional(), httpRequest, httpResponse: answered } as never;
			const context = new WebhookContext(
				workflow,
				nodeOf(workflow),
				lent,
				'webhook',
				webhookData,
				[],
				null,
			);
			nodeType.webhook?.call(context).catch((error: unknown) => {
				response.statusCode = 500;
				response.end(String(error));
			});
		});
	});

	async function poll() {
		if (!poller) throw new Error('it is not published');
		const items = await nodeType.poll?.call(poller);
		if (items) emit(running, items);
	}

	return {
		started,
		poll,
		/** What the node keeps, as it is stored. */
		kept: () => JSON.parse(stored) as Record<string, IDataObject>,
		url: () => hookContext(workflowOf(), 'activate').getNodeWebhookUrl('default') ?? '',
		/** Publishes, or starts n8n with it: registers what there is to register, then polls once. */
		async activate(mode: WorkflowActivateMode = 'activate') {
			running = workflowOf();
			const context = hookContext(running, mode);
			if (!(await methods?.checkExists?.call(context))) await methods?.create?.call(context);
			const workflow = running;
			poller = new PollContext(workflow, nodeOf(workflow), additional(), 'trigger', mode, (items) =>
				emit(workflow, items),
			);
			await poll();
			save(workflow);
		},
		async deactivate() {
			const workflow = workflowOf();
			await methods?.delete?.call(hookContext(workflow, 'update'));
			save(workflow);
			poller = undefined;
		},
		async close() {
			const closed = once(server, 'close');
			server.close();
			server.closeAllConnections();
			await closed;
		},
	};
}
