import type {
	IAuthenticateGeneric,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
	Icon,
} from 'n8n-workflow';

/** A service account of Mixpanel, for one project. */
export class GtmMixpanelApi implements ICredentialType {
	name = 'gtmMixpanelApi';

	displayName = 'GTM Mixpanel API';

	documentationUrl =
		'https://github.com/n8n-nodes-gtm-mcp/n8n-nodes-gtm-mcp/blob/main/docs/vendors/mixpanel.md';

	icon: Icon = {
		light: 'file:../icons/gtm-analytics.svg',
		dark: 'file:../icons/gtm-analytics.dark.svg',
	};

	properties: INodeProperties[] = [
		{
			displayName: 'Service Account',
			name: 'username',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. reports.a1b2c3.mp-service-account',
			description:
				'In Mixpanel: Organization Settings > Service Accounts, with the role Analyst or Consumer in the project',
		},
		{
			displayName: 'Secret',
			name: 'secret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'Shown once, when the service account is made',
		},
		{
			displayName: 'Project ID',
			name: 'projectId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 3141592',
			description: 'In Mixpanel: Project Settings > Overview',
		},
		{
			displayName: 'Region',
			name: 'region',
			type: 'options',
			options: [
				{ name: 'EU', value: 'eu' },
				{ name: 'India', value: 'in' },
				{ name: 'US', value: 'us' },
			],
			default: 'us',
			description: 'Where the project keeps its data',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://mixpanel.com',
			description: 'Only for proxies and tests: leave it empty',
		},
	];

	/** Mixpanel wants the project with every request of a service account. */
	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: {
			auth: { username: '={{$credentials.username}}', password: '={{$credentials.secret}}' },
			qs: { project_id: '={{$credentials.projectId}}' },
		},
	};

	/** Takes one of the sixty queries of the hour. */
	test: ICredentialTestRequest = {
		request: {
			baseURL:
				'={{$credentials.baseUrl || ($credentials.region === "us" ? "https://mixpanel.com" : "https://" + $credentials.region + ".mixpanel.com")}}',
			url: '/api/query/events/names',
			qs: { type: 'general', limit: 1 },
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message: 'Mixpanel does not know this service account: check its name and secret.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message: 'The service account is known, but is not in this project of this region.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 429,
					message: 'The sixty queries of this hour are used up: test again later.',
				},
			},
		],
	};
}
