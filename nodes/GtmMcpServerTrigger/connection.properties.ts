import type { INodeProperties } from 'n8n-workflow';

import { DEFAULT_HOST, DEFAULT_PORT } from '../../src/n8n/server/trigger-parameters';

const onOwnPort = { show: { listen: ['port', 'both'] } };

/** Where the server listens, and to whom. */
export const connectionProperties: INodeProperties[] = [
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
				name: 'JWT',
				value: 'jwt',
				description: 'Callers send an access token of an issuer that you name',
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
		displayName: 'Listen On',
		name: 'listen',
		type: 'options',
		options: [
			{ name: 'Both', value: 'both', description: "N8n's URL, and a port of its own" },
			{
				name: 'Own Port',
				value: 'port',
				description:
					'A port of its own: much faster, and the whole of HTTP as the protocol wants it',
			},
			{ name: 'Webhook URL', value: 'webhook', description: "N8n's URL, as any webhook" },
		],
		default: 'webhook',
		description: 'Where clients reach the server',
	},
	{
		displayName: 'Path',
		name: 'path',
		type: 'string',
		default: '',
		placeholder: 'e.g. gtm',
		required: true,
		description: 'Under the MCP address of this n8n, and on the own port',
	},
	{
		displayName: 'Host',
		name: 'host',
		type: 'string',
		default: DEFAULT_HOST,
		placeholder: 'e.g. 0.0.0.0',
		displayOptions: onOwnPort,
		description: 'The address to listen on; 0.0.0.0 for every network of the machine',
	},
	{
		displayName: 'Port',
		name: 'port',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 65535 },
		default: DEFAULT_PORT,
		displayOptions: onOwnPort,
		description: 'Triggers with the same host and port share it, each with its path',
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
];
