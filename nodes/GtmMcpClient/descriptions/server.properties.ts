import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

import { presetProperties, presetsBySignIn } from './preset.properties';
import type { CredentialKind } from '../../../src/n8n/client/authentication';

const authentication = (
	first: CredentialKind,
	show: NonNullable<IDisplayOptions['show']>,
): INodeProperties => ({
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
	default: first,
	displayOptions: { show },
});

/**
 * One for each way to sign in to a preset: when another preset is chosen, n8n gives a field that still
 * has its default the default of the field in its place. What the user chose stays.
 */
const authenticationProperties: INodeProperties[] = [
	authentication('apiKey', { server: ['url'] }),
	...[...presetsBySignIn()].map(([kind, preset]) =>
		authentication(kind, { server: ['preset'], preset }),
	),
];

/** For the collection `options`: a credential names its server, so that a form need not. */
export const otherServerUrl: INodeProperties = {
	displayName: 'Server URL',
	name: 'serverUrl',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://example.com/mcp',
	description:
		'Overrides the URL of the credential. It must have the same scheme, host and port as a URL of the credential, because the credential is not sent anywhere else.',
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
					'A program on the n8n machine. Requires GTM_MCP_ALLOW_STDIO=true on the n8n instance.',
			},
			{
				name: 'Preset',
				value: 'preset',
				description: 'The MCP server of a GTM vendor, such as HubSpot, Apollo or Clay',
			},
			{
				name: 'URL',
				value: 'url',
				description: 'Any MCP server, by its URL',
			},
		],
		default: 'url',
		description: 'How to connect to the MCP server',
	},
	...presetProperties,
	...authenticationProperties,
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
		description: 'The program to start as the MCP server. It runs without a shell.',
		displayOptions: { show: { server: ['command'] } },
	},
	{
		displayName: 'Command Arguments',
		name: 'commandArguments',
		type: 'string',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Argument' },
		default: [],
		placeholder: 'e.g. -y',
		description: 'One argument per line, exactly as passed to the program',
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
			'Environment variables for the program. Put secrets into the credential. From the environment of n8n, the program gets only PATH, HOME and similar variables.',
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
		description:
			'Absolute path of the folder in which the program runs. Leave empty for the n8n folder.',
		displayOptions: { show: { server: ['command'] } },
	},
];
