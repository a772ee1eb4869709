import '../harness/n8n-core-environment';

import { WebhookContext } from 'n8n-core';
import type { INodeParameters, IWebhookData, Workflow } from 'n8n-workflow';

import { GtmMcpServerTrigger } from '../../../nodes/GtmMcpServerTrigger/GtmMcpServerTrigger.node';
import { GtmToolkit } from '../../../nodes/GtmToolkit/GtmToolkit.node';
import { sandboxCredentials } from '../../../sandbox/credentials.ts';
import type { JsonObject } from '../../../src/mcp/protocol/json-rpc';
import { modern } from '../../unit/src/mcp/server/doubles/messages';
import { RecordedResponse } from '../../unit/src/mcp/server/doubles/recorded-response';
import { credentialTypes } from '../gtm/credential-types';
import type { OpenSandbox } from '../gtm/run-gtm-node';
import type { TestCredentials } from '../harness/credentials-helper';
import { toAdditionalData } from '../harness/additional-data';
import { toWorkflow } from '../harness/run-workflow';

export const TRIGGER = new GtmMcpServerTrigger();
export const TOOLKIT = new GtmToolkit();

/** A trigger on n8n's URL with toolkits on its Tools port, and no key asked for. */
export function toolkitWorkflow(
	toolkits: readonly INodeParameters[],
	names: string[],
	path = 'gtm',
): Workflow {
	const credentials = Object.fromEntries(names.map((name) => [name, { id: name, name }]));
	const nodes = toolkits.map((parameters, at) => ({
		name: `Toolkit ${at + 1}`,
		type: 'test.gtmToolkit',
		parameters,
		credentials,
	}));
	return toWorkflow(
		{
			nodes: [
				{
					name: 'Trigger',
					type: 'test.gtmMcpServerTrigger',
					parameters: { authentication: 'none', path, options: {} },
				},
				...nodes,
			],
			connections: Object.fromEntries(
				nodes.map(({ name }) => [
					name,
					{ ai_tool: [[{ node: 'Trigger', type: 'ai_tool' as const, index: 0 }]] },
				]),
			),
		},
		[TRIGGER, TOOLKIT],
	);
}

interface Request {
	method: string;
	params?: JsonObject;
	/** What the client declares that it can do. */
	capabilities?: JsonObject;
	/** In place of those of the sandbox; a server reads them again when they are changed. */
	credentials?: TestCredentials;
}

/** Of every vendor of a sandbox. */
export function credentialsOf(sandbox: OpenSandbox): TestCredentials {
	return sandboxCredentials(sandbox.url);
}

/** One request to such a trigger, through n8n-core's own webhook context. */
export async function ask(
	sandbox: OpenSandbox,
	toolkits: readonly INodeParameters[],
	{ method, params = {}, capabilities = {}, credentials = credentialsOf(sandbox) }: Request,
) {
	// A server lives as long as its parameters stay, and the sandbox of a test shorter.
	const workflow = toolkitWorkflow(toolkits, Object.keys(credentials), new URL(sandbox.url).port);
	const node = workflow.getNode('Trigger');
	if (!node) throw new Error('no trigger');
	const response = new RecordedResponse();
	const { headers, body } = modern(method, params, { capabilities });
	const additionalData = Object.assign(toAdditionalData(credentials, credentialTypes), {
		httpRequest: { method: 'POST', path: '/mcp/gtm', headers, body },
		httpResponse: response,
	});
	const webhookData = { webhookDescription: TRIGGER.description.webhooks?.[0] } as IWebhookData;
	const context = new WebhookContext(
		workflow,
		node,
		additionalData,
		'webhook',
		webhookData,
		[],
		null,
	);
	const { workflowData } = await TRIGGER.webhook.call(context);
	return { response, start: workflowData?.[0]?.[0]?.json };
}

/** The same, waiting for the answer. */
export async function answered(...given: Parameters<typeof ask>) {
	const { response, start } = await ask(...given);
	if (start) throw new Error('An execution was started');
	if (!response.writableEnded) await new Promise<void>((done) => response.on('close', done));
	return response;
}
