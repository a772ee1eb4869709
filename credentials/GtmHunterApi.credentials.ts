import type {
	IAuthenticateGeneric,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
	Icon,
} from 'n8n-workflow';

/** An API key of Hunter. */
export class GtmHunterApi implements ICredentialType {
	name = 'gtmHunterApi';

	displayName = 'GTM Hunter API';

	documentationUrl =
		'https://github.com/n8n-nodes-gtm-mcp/n8n-nodes-gtm-mcp/blob/main/docs/vendors/hunter.md';

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
			description: 'In Hunter: click your name > API > New key',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://api.hunter.io',
			description: 'Only for proxies and tests: leave it empty',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { 'X-API-KEY': '={{$credentials.apiKey}}' } },
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.baseUrl || "https://api.hunter.io"}}',
			url: '/v2/account',
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message: 'Hunter does not know this key: copy it anew from the dashboard.',
				},
			},
			{
				type: 'responseCode',
				properties: { value: 403, message: 'Hunter takes no more calls now: test it in a minute.' },
			},
		],
	};
}
