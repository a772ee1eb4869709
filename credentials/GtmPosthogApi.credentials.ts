import { secretField, textField } from '../src/n8n/gtm/credential/fields';
import { VendorCredentialType } from '../src/n8n/gtm/credential/vendor-credential-type';

/** A personal API key of PostHog, for one project. */
export class GtmPosthogApi extends VendorCredentialType {
	constructor() {
		super({
			name: 'gtmPosthogApi',
			displayName: 'GTM PostHog API',
			vendor: 'posthog',
			category: 'analytics',
			host: 'https://us.posthog.com',
			fields: [
				secretField('Personal API Key', 'apiKey', {
					placeholder: 'e.g. phx_…',
					description:
						'In PostHog: Settings > Account > Personal API keys, with the scope Query Read (query:read) for this project. The project token (phc_…) cannot read.',
				}),
				textField('Project ID', 'projectId', {
					placeholder: 'e.g. 12345',
					description: 'The number in the URL of PostHog, after /project/',
				}),
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
			],
			baseUrl: {
				placeholder: 'e.g. https://posthog.example.com',
				description:
					'Of a self-hosted PostHog. Otherwise only for proxies and tests: leave it empty.',
			},
			authenticate: { headers: { Authorization: '=Bearer {{$credentials.apiKey}}' } },
			// The cheapest question that the one scope allows.
			test: {
				method: 'POST',
				baseURL:
					'={{$credentials.baseUrl || ($credentials.region === "eu" ? "https://eu.posthog.com" : "https://us.posthog.com")}}',
				url: '=/api/projects/{{$credentials.projectId}}/query/',
				body: { query: { kind: 'HogQLQuery', query: 'SELECT 1 AS one' } },
			},
			advice: {
				401: 'PostHog rejected the key. Use a personal API key (phx_…) of this region.',
				403: 'The key works, but lacks the scope query:read or this project.',
				404: 'There is no such project in this region.',
			},
		});
	}
}
