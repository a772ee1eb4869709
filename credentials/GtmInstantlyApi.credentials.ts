import type {
	IAuthenticateGeneric,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

/** An API key (v2) of an Instantly workspace. Keys of API v1 are not taken. */
export class GtmInstantlyApi implements ICredentialType {
	name = 'gtmInstantlyApi';

	displayName = 'GTM Instantly API';

	documentationUrl =
		'https://github.com/n8n-nodes-gtm-mcp/n8n-nodes-gtm-mcp/blob/main/docs/vendors/instantly.md';

	icon = {
		light: 'file:../icons/gtm-sequencer.svg',
		dark: 'file:../icons/gtm-sequencer.dark.svg',
	} as const;

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'An API key (v2), from Settings > Integrations > API Keys. Its scopes say what it may do: campaigns:read, campaigns:update (change a step), leads:read, leads:create (enroll), leads:delete (stop), emails:read (history), workspaces:read (the test of this credential).',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. http://localhost:3900/instantly',
			description: 'Only for tests and proxies: leave empty',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { Authorization: '=Bearer {{$credentials.apiKey}}' } },
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.baseUrl || "https://api.instantly.ai"}}',
			url: '/api/v2/workspaces/current',
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message: 'Instantly does not know this key. Make one for API v2; keys of v1 do not work.',
				},
			},
			{
				type: 'responseCode',
				properties: { value: 402, message: 'The plan of this workspace has no API.' },
			},
			{
				type: 'responseCode',
				properties: { value: 403, message: 'The key lacks the scope workspaces:read.' },
			},
		],
	};
}
