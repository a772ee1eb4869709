import type {
	IAuthenticateGeneric,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
	Icon,
} from 'n8n-workflow';

/** An API key of People Data Labs. */
export class GtmPeopleDataLabsApi implements ICredentialType {
	name = 'gtmPeopleDataLabsApi';

	displayName = 'GTM People Data Labs API';

	documentationUrl =
		'https://github.com/n8n-nodes-gtm-mcp/n8n-nodes-gtm-mcp/blob/main/docs/vendors/pdl.md';

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
			description: 'From the API Dashboard of People Data Labs, under API Keys',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://api.peopledatalabs.com',
			description: 'Only for proxies and tests: leave it empty',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { 'X-API-Key': '={{$credentials.apiKey}}' } },
	};

	/** The cleaner of locations costs no credits. There is no request for the key itself. */
	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.baseUrl || "https://api.peopledatalabs.com"}}',
			url: '/v5/location/clean',
			qs: { location: 'Berlin' },
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'People Data Labs does not know this API key. Copy it again from its API Dashboard.',
				},
			},
		],
	};
}
