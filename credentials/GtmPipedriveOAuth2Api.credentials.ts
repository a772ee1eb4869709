import { clientIdField, hiddenField, signInFields } from '../src/n8n/gtm/credential/fields';
import { VendorCredentialType } from '../src/n8n/gtm/credential/vendor-credential-type';

/** An app of the user's own in Pipedrive's developer hub. Scopes are set there, not here. */
export class GtmPipedriveOAuth2Api extends VendorCredentialType {
	constructor() {
		super({
			name: 'gtmPipedriveOAuth2Api',
			displayName: 'GTM Pipedrive OAuth2 API',
			vendor: 'pipedrive',
			category: 'crm',
			host: 'https://api.pipedrive.com',
			extends: ['oAuth2Api'],
			fields: [
				clientIdField('In Pipedrive: Developer Hub > your app > OAuth & access scopes'),
				...signInFields({
					authUrl: ['https://oauth.pipedrive.com', '/oauth/authorize'],
					accessTokenUrl: ['https://oauth.pipedrive.com', '/oauth/token'],
					authentication: 'header',
				}),
				hiddenField('Scope', 'scope', ''),
			],
		});
	}
}
