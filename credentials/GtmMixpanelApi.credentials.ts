import { secretField, textField } from '../src/n8n/gtm/credential/fields';
import { VendorCredentialType } from '../src/n8n/gtm/credential/vendor-credential-type';

/** A service account of Mixpanel, for one project. */
export class GtmMixpanelApi extends VendorCredentialType {
	constructor() {
		super({
			name: 'gtmMixpanelApi',
			displayName: 'GTM Mixpanel API',
			vendor: 'mixpanel',
			category: 'analytics',
			host: 'https://mixpanel.com',
			fields: [
				textField('Service Account', 'username', {
					placeholder: 'e.g. reports.a1b2c3.mp-service-account',
					description:
						'In Mixpanel: Organization Settings > Service Accounts, with the role Analyst or Consumer in the project',
				}),
				secretField('Secret', 'secret', {
					description: 'Shown once, when the service account is made',
				}),
				textField('Project ID', 'projectId', {
					placeholder: 'e.g. 3141592',
					description: 'In Mixpanel: Project Settings > Overview',
				}),
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
			],
			authenticate: {
				auth: { username: '={{$credentials.username}}', password: '={{$credentials.secret}}' },
				// Mixpanel wants the project with every request of a service account.
				qs: { project_id: '={{$credentials.projectId}}' },
			},
			// Takes one of the sixty queries of the hour.
			test: {
				baseURL:
					'={{$credentials.baseUrl || ($credentials.region === "us" ? "https://mixpanel.com" : "https://" + $credentials.region + ".mixpanel.com")}}',
				url: '/api/query/events/names',
				qs: { type: 'general', limit: 1 },
			},
			advice: {
				401: 'Mixpanel rejected the service account. Check its name and secret.',
				403: 'The service account is known, but is not in this project of this region.',
				429: 'The sixty queries of this hour are used up: test again later.',
			},
		});
	}
}
