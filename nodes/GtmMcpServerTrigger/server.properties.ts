import type { INodeProperties } from 'n8n-workflow';

import { DEFAULT_HOST, DEFAULT_PORT } from '../../src/n8n/server/trigger-parameters';

const onOwnPort = { show: { listen: ['port', 'both'] } };

/** Where clients can reach the server. For the collection `options`. */
export const addressProperties: INodeProperties[] = [
	{
		displayName: 'Listen On',
		name: 'listen',
		type: 'options',
		options: [
			{ name: 'Both', value: 'both', description: 'The n8n URL and a port of its own' },
			{
				name: 'Own Port',
				value: 'port',
				description: 'A port of its own, which is much faster and supports streaming',
			},
			{ name: 'Webhook URL', value: 'webhook', description: 'The n8n URL, like any webhook' },
		],
		default: 'webhook',
		description: 'Where clients can reach the server',
	},
	{
		displayName: 'Host',
		name: 'host',
		type: 'string',
		default: DEFAULT_HOST,
		placeholder: 'e.g. 0.0.0.0',
		displayOptions: onOwnPort,
		description: 'The address to listen on. Use 0.0.0.0 for all networks.',
	},
	{
		displayName: 'Port',
		name: 'port',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 65535 },
		default: DEFAULT_PORT,
		displayOptions: onOwnPort,
		description: 'Triggers with the same host and port share it; each needs its own path',
	},
	{
		displayName: 'Public URL',
		name: 'publicUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://mcp.example.com/gtm',
		description:
			'URL at which clients reach the port if it is behind a proxy or listens on 0.0.0.0',
	},
];

/** What clients and their models are told of the server. For the collection `options`. */
export const presentationProperties: INodeProperties[] = [
	{
		displayName: 'Server Name',
		name: 'serverName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Acme GTM',
		description: 'Name of the server in clients. Leave empty to use the name of the node.',
	},
	{
		displayName: 'Instructions',
		name: 'instructions',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		placeholder: 'e.g. Qualify a lead before you enroll it in a sequence',
		description: 'Tell the model how to use the tools together',
	},
	{
		displayName: 'Server Version',
		name: 'serverVersion',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2.0.0',
		description:
			'Version of the server in clients. Leave empty to use the version of this package.',
	},
];
