import type { INodeProperties } from 'n8n-workflow';

import { presetProperties } from './preset.properties';

const overHttp = { show: { server: ['preset', 'url'] } };

/** For the collection `options`: a credential names its server, so that a form need not. */
export const otherServerUrl: INodeProperties = {
	displayName: 'Server URL',
	name: 'serverUrl',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://example.com/mcp',
	description:
		'Another URL than that of the credential. It must be on the scheme, host and port of one of the URLs of the credential, because its secrets are not sent anywhere else.',
	displayOptions: { show: { '/server': ['url'] }, hide: { '/authentication': ['none'] } },
};

/** Which server, and as whom: the same for every node that uses a server. */
export const serverProperties: INodeProperties[] = [
	{
		displayName: 'Server',
		name: 'server',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Command',
				value: 'command',
				description:
					'A program on the machine of n8n; only if its operator set GTM_MCP_ALLOW_STDIO=true',
			},
			{
				name: 'Preset',
				value: 'preset',
				description: 'A server of a GTM vendor that is known to this node',
			},
			{
				name: 'URL',
				value: 'url',
				description: 'Any MCP server, by its address',
			},
		],
		default: 'url',
		description: 'How the MCP server is reached',
	},
	...presetProperties,
	{
		displayName: 'Authentication',
		name: 'authentication',
		type: 'options',
		// With an expression n8n would ask for the credentials of all.
		noDataExpression: true,
		options: [
			{ name: 'API Key', value: 'apiKey' },
			{ name: 'Client Credentials (OAuth2)', value: 'clientCredentials' },
			{ name: 'HubSpot OAuth2', value: 'hubSpotOAuth2' },
			{ name: 'None', value: 'none' },
			{ name: 'OAuth2', value: 'oAuth2' },
			{ name: 'Several Headers', value: 'headers' },
		],
		default: 'apiKey',
		displayOptions: overHttp,
	},
	{
		displayName: 'Server URL',
		name: 'serverUrl',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. https://example.com/mcp',
		description: "The URL of the server's MCP endpoint",
		displayOptions: { show: { server: ['url'], authentication: ['none'] } },
	},
	{
		displayName: 'Command',
		name: 'command',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. npx',
		description: 'The program that is the MCP server. It is started without a shell.',
		displayOptions: { show: { server: ['command'] } },
	},
	{
		displayName: 'Command Arguments',
		name: 'commandArguments',
		type: 'string',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Argument' },
		default: [],
		placeholder: 'e.g. -y',
		description: 'One argument each, exactly as the program gets it',
		displayOptions: { show: { server: ['command'] } },
	},
	{
		displayName: 'Environment',
		name: 'environment',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Variable' },
		placeholder: 'Add Variable',
		default: {},
		description:
			'Environment variables of the program. Secrets belong in the credential. Of the environment of n8n the program gets nothing but PATH, HOME and the like.',
		options: [
			{
				name: 'variable',
				displayName: 'Variable',
				values: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'e.g. ACME_REGION',
					},
					{ displayName: 'Value', name: 'value', type: 'string', default: '' },
				],
			},
		],
		displayOptions: { show: { server: ['command'] } },
	},
	{
		displayName: 'Working Folder',
		name: 'workingFolder',
		type: 'string',
		default: '',
		placeholder: 'e.g. /home/node/server',
		description: 'Where the program runs: an absolute path. Leave empty for the folder of n8n.',
		displayOptions: { show: { server: ['command'] } },
	},
];
