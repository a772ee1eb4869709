import type {
	IAuthenticateGeneric,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
	Icon,
} from 'n8n-workflow';

/** The personal API token of a Pipedrive user: it may do what the user may. */
export class GtmPipedriveApi implements ICredentialType {
	name = 'gtmPipedriveApi';

	displayName = 'GTM Pipedrive API';

	documentationUrl =
		'https://github.com/n8n-nodes-gtm-mcp/n8n-nodes-gtm-mcp/blob/main/docs/vendors/pipedrive.md';

	icon: Icon = { light: 'file:../icons/gtm-crm.svg', dark: 'file:../icons/gtm-crm.dark.svg' };

	properties: INodeProperties[] = [
		{
			displayName: 'API Token',
			name: 'apiToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'In Pipedrive: your name > Company settings > Personal preferences > API. It may do what the user may.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://api.pipedrive.com',
			description: 'Only for proxies and tests: leave it empty',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { 'x-api-token': '={{$credentials.apiToken}}' } },
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.baseUrl || "https://api.pipedrive.com"}}',
			url: '/v1/users/me',
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message: 'Pipedrive does not know this token: copy it anew from the preferences.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 402,
					message: 'The Pipedrive account of this token is closed or not paid.',
				},
			},
		],
	};
}
