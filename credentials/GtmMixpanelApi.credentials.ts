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
					hint: 'In Mixpanel: Organization Settings > Service Accounts',
					description: 'A service account with the role Analyst or Consumer in the project',
				}),
				secretField('Secret', 'secret', {
					description: 'Mixpanel shows it once, when you create the service account',
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
					description: 'Data residency of the project, shown in Project Settings > Overview',
				},
			],
			sign: ({ username, secret, projectId }) => ({
				auth: { username, password: secret },
				// Mixpanel wants the project with every request of a service account.
				qs: { project_id: projectId },
			}),
			// Takes one of the sixty queries of the hour.
			test: {
				baseURL:
					'={{$credentials.baseUrl || ($credentials.region === "us" ? "https://mixpanel.com" : "https://" + $credentials.region + ".mixpanel.com")}}',
				url: '/api/query/events/names',
				qs: { type: 'general', limit: 1 },
			},
			advice: {
				401: 'Mixpanel rejected the service account. Check its name and secret.',
				403: 'The service account has no access to this project in this region. Check Project ID and Region, and add the account to the project.',
				429: 'The project has used its 60 queries per hour. Test again later.',
			},
		});
	}
}
