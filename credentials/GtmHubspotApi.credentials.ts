import { secretField } from '../src/n8n/gtm/credential/fields';
import { VendorCredentialType } from '../src/n8n/gtm/credential/vendor-credential-type';

/** A HubSpot service key, or the token of a private app. */
export class GtmHubspotApi extends VendorCredentialType {
	constructor() {
		super({
			name: 'gtmHubspotApi',
			displayName: 'GTM HubSpot API',
			vendor: 'hubspot',
			category: 'crm',
			host: 'https://api.hubapi.com',
			fields: [
				secretField('Service Key or Access Token', 'accessToken', {
					hint: 'In HubSpot: Development > Keys > Service keys',
					description:
						'Scopes: crm.objects.contacts, companies and deals (read, write), crm.objects.owners.read, crm.schemas.*.read; crm.lists.read and write for workflows; sales-email-read for emails. The access token of a private app works too.',
					placeholder: 'e.g. pat-na1-…',
				}),
			],
			sign: ({ accessToken }) => ({ headers: { Authorization: `Bearer ${accessToken}` } }),
			test: { url: '/account-info/2026-09/details' },
			advice: {
				401: 'HubSpot rejected the token. Copy it again from Development > Keys > Service keys.',
				403: 'The token works, but lacks the scope oauth, which this test needs. The node works without it.',
			},
		});
	}
}
