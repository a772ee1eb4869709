import type { ICredentialTestRequest, INodeProperties } from 'n8n-workflow';

import { PACKAGE_VERSION } from '../../package-version';

/** Fields that several credentials of the client share. */

export const serverUrl: INodeProperties = {
	displayName: 'Server URL',
	name: 'serverUrl',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. https://example.com/mcp',
	description:
		'The URL of the MCP endpoint of the server. n8n sends the credential only to the scheme, host and port of this URL.',
};

export const otherServerUrls: INodeProperties = {
	displayName: 'Other Server URLs',
	name: 'otherServerUrls',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://eu.example.com/mcp, https://backup.example.com/mcp',
	description:
		'Other URLs to which n8n can send this credential, separated by commas, such as regions and fallback servers',
};

export const resourceUrl: INodeProperties = {
	displayName: 'Resource URL',
	name: 'resourceUrl',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://example.com/mcp',
	description:
		'The resource indicator (RFC 8707) for the token. Leave empty to use the one from the server.',
};

export const environmentVariables: INodeProperties = {
	displayName: 'Variables',
	name: 'variables',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Variable' },
	placeholder: 'Add Variable',
	default: { variable: [{ name: '', value: '' }] },
	description: 'Environment variables for the command',
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
					placeholder: 'e.g. ACME_API_KEY',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					typeOptions: { password: true },
					default: '',
					hint: 'The README of the server says which variables it reads, and where their keys are',
				},
			],
		},
	],
};

const rule = (value: number, message: string) => ({
	type: 'responseCode' as const,
	properties: { value, message },
});

/**
 * The `initialize` of MCP, for OAuth credentials: n8n takes one declared request for them, and no
 * function of ours. It needs the token, which n8n 2.41 does not add to what its editor sends.
 */
export const initializeTest: ICredentialTestRequest = {
	request: {
		baseURL: '={{$credentials.serverUrl}}',
		url: '',
		method: 'POST',
		headers: { Accept: 'application/json, text/event-stream' },
		body: {
			jsonrpc: '2.0',
			id: 1,
			method: 'initialize',
			params: {
				protocolVersion: '2025-11-25',
				capabilities: {},
				clientInfo: { name: 'n8n-nodes-gtm-mcp', version: PACKAGE_VERSION },
			},
		},
	},
	rules: [
		rule(401, 'Step authenticate: the server rejected the token. Connect the account again.'),
		rule(
			403,
			'Step authenticate: the account is connected, but has no access to this MCP server. Ask an administrator at the vendor, or connect again with more scopes.',
		),
		rule(
			404,
			'Step connect: there is no MCP endpoint at the Server URL. Check its path, which often is /mcp.',
		),
		rule(
			405,
			'Step connect: the URL responds, but not to MCP requests. Check the path of the Server URL.',
		),
	],
};
