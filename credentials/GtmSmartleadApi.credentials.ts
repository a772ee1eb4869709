import type {
	IAuthenticateGeneric,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

/** The API key of a Smartlead user. Smartlead takes it in the query only. */
export class GtmSmartleadApi implements ICredentialType {
	name = 'gtmSmartleadApi';

	displayName = 'GTM Smartlead API';

	documentationUrl =
		'https://github.com/n8n-nodes-gtm-mcp/n8n-nodes-gtm-mcp/blob/main/docs/vendors/smartlead.md';

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
				'From Settings > Smartlead API Key. It has no scopes: it is user name and password in one. Smartlead takes it in the URL only, so proxies between n8n and Smartlead may log it.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. http://localhost:3900/smartlead',
			description: 'Only for tests and proxies: leave empty',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { qs: { api_key: '={{$credentials.apiKey}}' } },
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.baseUrl || "https://server.smartlead.ai"}}',
			url: '/api/v1/campaigns/',
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message: 'Smartlead does not know this key, or the plan has no API.',
				},
			},
		],
	};
}
