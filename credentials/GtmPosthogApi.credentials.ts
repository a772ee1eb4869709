import type {
	IAuthenticateGeneric,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
	Icon,
} from 'n8n-workflow';

/** A personal API key of PostHog, for one project. */
export class GtmPosthogApi implements ICredentialType {
	name = 'gtmPosthogApi';

	displayName = 'GTM PostHog API';

	documentationUrl =
		'https://github.com/n8n-nodes-gtm-mcp/n8n-nodes-gtm-mcp/blob/main/docs/vendors/posthog.md';

	icon: Icon = {
		light: 'file:../icons/gtm-analytics.svg',
		dark: 'file:../icons/gtm-analytics.dark.svg',
	};

	properties: INodeProperties[] = [
		{
			displayName: 'Personal API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. phx_…',
			description:
				'In PostHog: Settings > Account > Personal API keys, with the scope Query Read (query:read) for this project. The project token (phc_…) cannot read.',
		},
		{
			displayName: 'Project ID',
			name: 'projectId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 12345',
			description: 'The number in the URL of PostHog, after /project/',
		},
		{
			displayName: 'Region',
			name: 'region',
			type: 'options',
			options: [
				{ name: 'EU Cloud', value: 'eu' },
				{ name: 'Self-Hosted', value: 'own' },
				{ name: 'US Cloud', value: 'us' },
			],
			default: 'us',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://posthog.example.com',
			description:
				'Of a self-hosted PostHog. Otherwise only for proxies and tests: leave it empty.',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { Authorization: '=Bearer {{$credentials.apiKey}}' } },
	};

	/** The cheapest question that the one scope allows. */
	test: ICredentialTestRequest = {
		request: {
			method: 'POST',
			baseURL:
				'={{$credentials.baseUrl || ($credentials.region === "eu" ? "https://eu.posthog.com" : "https://us.posthog.com")}}',
			url: '=/api/projects/{{$credentials.projectId}}/query/',
			body: { query: { kind: 'HogQLQuery', query: 'SELECT 1 AS one' } },
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message: 'PostHog does not know this key: use a personal API key (phx_…) of this region.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message: 'The key works, but lacks the scope query:read or this project.',
				},
			},
			{
				type: 'responseCode',
				properties: { value: 404, message: 'There is no such project in this region.' },
			},
		],
	};
}
