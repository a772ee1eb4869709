import { clientIdField, signInFields, textField } from '../src/n8n/gtm/credential/fields';
import { VendorCredentialType } from '../src/n8n/gtm/credential/vendor-credential-type';

/** Which scope serves which operation stands in docs/vendors/hubspot.md. */
const SCOPES = [
	'oauth',
	'crm.objects.contacts.read',
	'crm.objects.contacts.write',
	'crm.objects.companies.read',
	'crm.objects.companies.write',
	'crm.objects.deals.read',
	'crm.objects.deals.write',
	'crm.objects.owners.read',
	'crm.schemas.contacts.read',
	'crm.schemas.companies.read',
	'crm.schemas.deals.read',
	'crm.lists.read',
	'crm.lists.write',
	'sales-email-read',
].join(' ');

/** An app of the user's own on HubSpot's developer platform. */
export class GtmHubspotOAuth2Api extends VendorCredentialType {
	constructor() {
		super({
			name: 'gtmHubspotOAuth2Api',
			displayName: 'GTM HubSpot OAuth2 API',
			vendor: 'hubspot',
			category: 'crm',
			host: 'https://api.hubapi.com',
			extends: ['oAuth2Api'],
			fields: [
				clientIdField('In HubSpot: Development > Projects > your project > your app'),
				...signInFields({
					authUrl: ['https://app.hubspot.com', '/oauth/authorize'],
					accessTokenUrl: ['https://api.hubapi.com', '/oauth/2026-03/token'],
					authentication: 'body',
				}),
				textField('Scope', 'scope', {
					required: false,
					default: SCOPES,
					description:
						'Remove the scopes that your HubSpot app does not have. The documentation lists the scopes per operation.',
				}),
			],
		});
	}
}
