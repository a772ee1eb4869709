import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type ITriggerFunctions,
	type ITriggerResponse,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { branchProperties } from './branch.properties';
import { CLAUDE_CODE_LINE, CLIENT_LINES, WITHOUT_KEY } from './connecting';
import { connectionProperties } from './connection.properties';
import { optionProperties } from './option.properties';
import { outputsOf } from './outputs';
import { webhookMethods } from './webhook-methods';
import { webhooks } from './webhooks';
import { testServerJwt, testServerKeys } from '../../src/n8n/server/credential-test';
import { listen } from '../../src/n8n/server/listen';
import { runBranch } from '../../src/n8n/server/run-branch';
import { serveWebhook } from '../../src/n8n/server/serve-webhook';

export class GtmMcpServerTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'GTM MCP Server Trigger',
		name: 'gtmMcpServerTrigger',
		icon: {
			light: 'file:../../icons/gtm-mcp-server.svg',
			dark: 'file:../../icons/gtm-mcp-server.dark.svg',
		},
		group: ['trigger'],
		// n8n evaluates an expression for the body of every request to a node of version 1, which sets up
		// its expression engine: tens of milliseconds. Both versions are the same otherwise.
		version: [1, 1.1],
		defaultVersion: 1.1,
		subtitle: '={{ "/" + $parameter["path"] }}',
		description:
			'Offers this workflow to AI clients as an MCP server: each tool has its own output',
		eventTriggerDescription: 'Waiting for an MCP client to call a tool',
		activationMessage: `AI clients can now call the tools of this workflow. Open the trigger, copy its production URL, and run: ${CLAUDE_CODE_LINE} (The trigger also shows the lines for Claude Desktop, Cursor and VS Code.) ${WITHOUT_KEY}`,
		defaults: { name: 'GTM MCP Server Trigger' },
		inputs: [{ type: NodeConnectionTypes.AiTool, displayName: 'Tools', required: false }],
		outputs: `={{ (${outputsOf.toString()})($parameter) }}`,
		credentials: [
			{
				name: 'gtmMcpServerKeysApi',
				required: true,
				testedBy: 'testServerKeys',
				displayOptions: { show: { authentication: ['apiKeys', 'signIn'] } },
			},
			{
				name: 'gtmMcpServerJwtApi',
				required: true,
				testedBy: 'testServerJwt',
				displayOptions: { show: { authentication: ['jwt'] } },
			},
		],
		webhooks,
		triggerPanel: {
			header: 'Let an AI client call your tools',
			executionsHelp: {
				inactive: `<b>While you build</b>, click "Execute step" and give the test URL to your MCP client; the next call of a tool shows its data here. <b>When you are done</b>, publish the workflow and share the production URL.<br><br>${CLIENT_LINES}`,
				active: `The <b>production URL</b> serves the published version. Its calls appear in the executions list. <b>While you build</b>, click "Execute step" and give the test URL to your MCP client.<br><br>${CLIENT_LINES}`,
			},
			activationHint: 'Publish the workflow to serve its tools at the production URL.',
		},
		hints: [
			{
				message:
					"Add a branch for each tool. Connect nodes to its output; what the last node returns is the tool's result.",
				displayCondition: '={{ !$parameter["branches"]?.["branch"]?.length }}',
				whenToDisplay: 'always',
				location: 'ndv',
				type: 'info',
			},
		],
		properties: [...connectionProperties, ...branchProperties, ...optionProperties],
	};

	methods = {
		credentialTest: { testServerJwt, testServerKeys },
	};

	webhookMethods = webhookMethods;

	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		return await listen(this);
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await serveWebhook(this);
	}

	/** Runs as the first node of the execution that a call starts; `webhook()` only begins it. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runBranch(this);
	}
}
