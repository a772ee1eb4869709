import type { INodeProperties } from 'n8n-workflow';

import { DEFAULT_HOST, DEFAULT_PORT } from '../../src/n8n/server/trigger-parameters';

const onOwnPort = { show: { listen: ['port', 'both'] } };

/** Where clients reach the server. For the collection `options`. */
export const addressProperties: INodeProperties[] = [
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
		displayName: 'Public URL',
		name: 'publicUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://mcp.example.com/gtm',
		description:
			'How clients reach the own port, if not by its host and port: behind a proxy, or when it listens on 0.0.0.0',
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
	{
		displayName: 'Server Version',
		name: 'serverVersion',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2.0.0',
		description: 'What clients show as the version. That of this package if empty.',
	},
];
