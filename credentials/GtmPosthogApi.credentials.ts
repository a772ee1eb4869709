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
					hint: 'In PostHog: Settings > Account > Personal API keys, scope Query Read',
					description:
						'The key needs the scope query:read for this project. The project token (phc_…) cannot read.',
				}),
				textField('Project ID', 'projectId', {
					placeholder: 'e.g. 12345',
					description: 'The number after /project/ in the URL of PostHog',
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
				description: 'The URL of your self-hosted PostHog. Leave empty for PostHog Cloud.',
			},
			sign: ({ apiKey }) => ({ headers: { Authorization: `Bearer ${apiKey}` } }),
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
				403: 'The API key works, but lacks the scope query:read or access to this project. Change it under Settings > Account > Personal API keys.',
				404: 'PostHog has no such project in this region. Check Project ID and Region.',
			},
		});
	}
}
