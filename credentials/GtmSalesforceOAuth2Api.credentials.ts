import {
	clientIdField,
	hiddenField,
	signInFields,
	textField,
} from '../src/n8n/gtm/credential/fields';
import { signInUrlAt } from '../src/n8n/gtm/credential/sign-in-url';
import { VendorCredentialType } from '../src/n8n/gtm/credential/vendor-credential-type';

/** Where people sign in; an org of its own domain may forbid the two common ones. */
const LOGIN =
	'($self["environment"] === "custom" ? ($self["loginUrl"] || "").trim().replace(/\\/+$/, "") : $self["environment"] === "sandbox" ? "https://test.salesforce.com" : "https://login.salesforce.com")';

/** An external client app of the user's own org. */
export class GtmSalesforceOAuth2Api extends VendorCredentialType {
	constructor() {
		super({
			name: 'gtmSalesforceOAuth2Api',
			displayName: 'GTM Salesforce OAuth2 API',
			vendor: 'salesforce',
			category: 'crm',
			host: 'https://acme.my.salesforce.com',
			extends: ['oAuth2Api'],
			fields: [
				clientIdField(
					'In Salesforce: Setup > External Client App Manager > your app > Settings. It is the Consumer Key.',
				),
				{
					displayName: 'Environment',
					name: 'environment',
					type: 'options',
					options: [
						{ name: 'My Domain', value: 'custom', description: 'The login page of your own org' },
						{ name: 'Production', value: 'production', description: 'login.salesforce.com' },
						{ name: 'Sandbox', value: 'sandbox', description: 'test.salesforce.com' },
					],
					default: 'production',
				},
				textField('My Domain URL', 'loginUrl', {
					placeholder: 'e.g. https://acme.my.salesforce.com',
					description: 'In Salesforce: Setup > My Domain, "Current My Domain URL"',
					displayOptions: { show: { environment: ['custom'] } },
				}),
				...signInFields({
					grantType: 'pkce',
					authUrl: signInUrlAt(LOGIN, '/services/oauth2/authorize'),
					accessTokenUrl: signInUrlAt(LOGIN, '/services/oauth2/token'),
					authentication: 'body',
				}),
				hiddenField('Scope', 'scope', 'api refresh_token'),
				textField('Instance URL', 'instanceUrl', {
					required: false,
					placeholder: 'e.g. https://acme.my.salesforce.com',
					description:
						'The URL of the API of your org. If empty, n8n takes it from the login. Some n8n versions lose it when they refresh the token, so fill it in to be safe.',
				}),
			],
		});
	}
}
