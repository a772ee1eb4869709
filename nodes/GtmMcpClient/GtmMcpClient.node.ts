import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
	NodeConnectionTypes,
	updateDisplayOptions,
} from 'n8n-workflow';

import { runClient } from '../../src/n8n/client/client-run';
import { answerQuestion } from '../../src/n8n/client/question-webhook';
import { operationProperties } from './actions/operation.properties';
import { operationOf } from './actions/operations';
import { serverCredentials } from './descriptions/server-credentials';
import { serverProperties } from './descriptions/server.properties';
import { INPUTS } from './inputs';
import * as credentialTest from './methods/credentialTest';
import * as listSearch from './methods/listSearch';
import * as resourceMapping from './methods/resourceMapping';
import { subtitleOf } from './subtitle';
import { webhooks } from './webhooks';

/** A session is read from this process: no server is asked. */
const noServer = { hide: { operation: ['readSession'] } };

export class GtmMcpClient implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'GTM MCP Client',
		name: 'gtmMcpClient',
		icon: {
			light: 'file:../../icons/gtm-mcp-client.svg',
			dark: 'file:../../icons/gtm-mcp-client.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: `={{ (${subtitleOf.toString()})($parameter) }}`,
		description:
			'Call tools, read resources and get prompts of any MCP (Model Context Protocol) server, among them HubSpot, Attio, Apollo, Clay and PostHog',
		defaults: { name: 'GTM MCP Client' },
		usableAsTool: true,
		inputs: INPUTS,
		outputs: [NodeConnectionTypes.Main],
		credentials: serverCredentials(noServer.hide),
		webhooks,
		properties: [...updateDisplayOptions(noServer, serverProperties), ...operationProperties],
	};

	methods = { credentialTest, listSearch, resourceMapping };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runClient(this, operationOf);
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await answerQuestion(this);
	}
}
