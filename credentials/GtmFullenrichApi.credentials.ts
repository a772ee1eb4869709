import type {
	IAuthenticateGeneric,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
	Icon,
} from 'n8n-workflow';

/** An API key of FullEnrich. */
export class GtmFullenrichApi implements ICredentialType {
	name = 'gtmFullenrichApi';

	displayName = 'GTM FullEnrich API';

	documentationUrl =
		'https://github.com/n8n-nodes-gtm-mcp/n8n-nodes-gtm-mcp/blob/main/docs/vendors/fullenrich.md';

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
			description: 'In FullEnrich: Settings > API > copy the key of the workspace',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://app.fullenrich.com',
			description: 'Only for proxies and tests: leave it empty',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { Authorization: '=Bearer {{$credentials.apiKey}}' } },
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.baseUrl || "https://app.fullenrich.com"}}',
			url: '/api/v2/account/keys/verify',
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message: 'FullEnrich does not know this key: copy it anew from its settings.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 429,
					message: 'The workspace made 60 calls this minute: test it in a minute.',
				},
			},
		],
	};
}
