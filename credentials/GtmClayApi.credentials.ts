import type {
	IAuthenticateGeneric,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
	Icon,
} from 'n8n-workflow';

/** An API key of Clay, and the routines to run with it. */
export class GtmClayApi implements ICredentialType {
	name = 'gtmClayApi';

	displayName = 'GTM Clay API';

	documentationUrl =
		'https://github.com/n8n-nodes-gtm-mcp/n8n-nodes-gtm-mcp/blob/main/docs/vendors/clay.md';

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
			description: 'In Clay: Settings > Account > API key',
		},
		{
			displayName: 'Company Routine ID',
			name: 'companyRoutineId',
			type: 'string',
			default: '',
			placeholder: 'e.g. a routine ID of Clay',
			description: 'The routine that enriches a company. Inputs: domain, name, linkedin_url.',
		},
		{
			displayName: 'Email Routine ID',
			name: 'emailRoutineId',
			type: 'string',
			default: '',
			placeholder: 'e.g. a routine ID of Clay',
			description: 'The routine that verifies an email. Input: email; output: email_status.',
		},
		{
			displayName: 'Person Routine ID',
			name: 'personRoutineId',
			type: 'string',
			default: '',
			placeholder: 'e.g. a routine ID of Clay',
			description:
				'The routine that enriches a person. Inputs: email, linkedin_url, first_name, last_name, full_name, company_name, company_domain.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://api.clay.com',
			description: 'Only for proxies and tests: leave it empty',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { 'clay-api-key': '={{$credentials.apiKey}}' } },
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.baseUrl || "https://api.clay.com"}}',
			url: '/public/v0/me',
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message: 'Clay does not know this key: make one under Settings > Account.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message: 'The key works, but the plan does not include the API.',
				},
			},
		],
	};
}
