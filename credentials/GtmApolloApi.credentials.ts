import type {
	IAuthenticateGeneric,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

/** An API key of Apollo, for enrichment and for sequences. */
export class GtmApolloApi implements ICredentialType {
	name = 'gtmApolloApi';

	displayName = 'GTM Apollo API';

	documentationUrl =
		'https://github.com/n8n-nodes-gtm-mcp/n8n-nodes-gtm-mcp/blob/main/docs/vendors/apollo.md';

	icon: Icon = {
		light: 'file:../icons/gtm-enrichment.svg',
		dark: 'file:../icons/gtm-enrichment.dark.svg',
	};

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'From Settings > Integrations > API in Apollo. Sequences and contacts need a master key, or a key whose endpoints include them.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://api.apollo.io',
			description: 'Only for proxies and tests: leave it empty',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { 'x-api-key': '={{$credentials.apiKey}}' } },
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.baseUrl || "https://api.apollo.io"}}',
			url: '/api/v1/users/api_profile',
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'Apollo does not know this API key. Copy it again from Settings > Integrations > API.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message:
						'The key may not read its own profile (api/v1/users/api_profile). Add that endpoint to the key, or use a master key.',
				},
			},
		],
	};
}
