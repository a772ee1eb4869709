import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { branchProperties } from './branch.properties';
import { outputsOf } from './outputs';
import { webhookMethods } from './webhook-methods';
import { webhooks } from './webhooks';
import { testServerKeys } from '../../src/n8n/server/credential-test';
import { runBranch } from '../../src/n8n/server/run-branch';
import { serveWebhook } from '../../src/n8n/server/serve-webhook';
import { DEFAULT_TIMEOUT_SECONDS } from '../../src/n8n/server/trigger-parameters';

export class GtmMcpServerTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'GTM MCP Server Trigger',
		name: 'gtmMcpServerTrigger',
		icon: {
			light: 'file:../../icons/gtm-mcp-server.svg',
			dark: 'file:../../icons/gtm-mcp-server.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: '={{ "/" + $parameter["path"] }}',
		description:
			'Offers this workflow to AI clients as an MCP server: each tool has its own output',
		eventTriggerDescription: 'Waiting for an MCP client to call a tool',
		activationMessage: 'AI clients can now call the tools of this workflow at its production URL.',
		defaults: { name: 'GTM MCP Server Trigger' },
		inputs: [],
		outputs: `={{ (${outputsOf.toString()})($parameter) }}`,
		credentials: [
			{
				name: 'gtmMcpServerKeysApi',
				required: true,
				testedBy: 'testServerKeys',
				displayOptions: { show: { authentication: ['apiKeys'] } },
			},
		],
		webhooks,
		triggerPanel: {
			header: 'Let an AI client call your tools',
			executionsHelp: {
				inactive:
					'<b>While you build</b>, click "Execute step" and give the test URL to your MCP client; the next call of a tool shows its data here. <b>When you are done</b>, publish the workflow and give out the production URL.',
				active:
					'<b>While you build</b>, click "Execute step" and give the test URL to your MCP client. The <b>production URL</b> serves the published version; its calls show in the executions list.',
			},
			activationHint: 'Publish the workflow to serve its tools at the production URL.',
		},
		hints: [
			{
				message:
					'Declare at least one tool: each gets an output, and the last node behind it gives the result.',
				displayCondition: '={{ !$parameter["branches"]?.["branch"]?.length }}',
				whenToDisplay: 'always',
				location: 'ndv',
				type: 'info',
			},
		],
		properties: [
			{
				displayName: 'Authentication',
				name: 'authentication',
				type: 'options',
				options: [
					{
						name: 'API Keys',
						value: 'apiKeys',
						description: 'Callers send a key; each holder has a labelled one',
					},
					{
						name: 'None',
						value: 'none',
						description: 'Everyone who can reach the URL can call the tools',
					},
				],
				default: 'apiKeys',
				description: 'How callers prove who they are',
			},
			{
				displayName:
					'Everyone who can reach this URL can call these tools and read what they return. Use this on a closed network only.',
				name: 'noAuthenticationNotice',
				type: 'notice',
				default: '',
				displayOptions: { show: { authentication: ['none'] } },
			},
			{
				displayName: 'Path',
				name: 'path',
				type: 'string',
				default: '',
				placeholder: 'e.g. gtm',
				required: true,
				description: 'Where the server listens, under the MCP address of this n8n',
			},
			{
				displayName: 'Server Name',
				name: 'serverName',
				type: 'string',
				default: '',
				placeholder: 'e.g. Acme GTM',
				description: 'What clients show as the name of the server. The name of the node if empty.',
			},
			{
				displayName: 'Instructions',
				name: 'instructions',
				type: 'string',
				typeOptions: { rows: 3 },
				default: '',
				placeholder: 'e.g. Qualify a lead before you enroll it in a sequence',
				description: 'How to use the tools together, for the model of the client',
			},
			...branchProperties,
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: [
					{
						displayName: 'Allowed Origins',
						name: 'allowedOrigins',
						type: 'string',
						default: '',
						placeholder: 'e.g. https://app.example.com, https://other.example.com',
						description:
							'Web pages that may call the server from a browser, separated by commas; * for all. Pages of this n8n and of localhost always may.',
					},
					{
						displayName: 'Server Version',
						name: 'serverVersion',
						type: 'string',
						default: '',
						placeholder: 'e.g. 2.0.0',
						description: 'What clients show as the version. That of this package if empty.',
					},
					{
						displayName: 'Timeout (Seconds)',
						name: 'timeout',
						type: 'number',
						typeOptions: { minValue: 1, maxValue: 86400 },
						default: DEFAULT_TIMEOUT_SECONDS,
						description:
							'How long a flow may take to answer. The client is then told so; the flow goes on.',
					},
				],
			},
		],
	};

	methods = { credentialTest: { testServerKeys } };

	webhookMethods = webhookMethods;

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await serveWebhook(this);
	}

	/** Runs as the first node of the execution that a call starts; `webhook()` only begins it. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return runBranch(this);
	}
}
