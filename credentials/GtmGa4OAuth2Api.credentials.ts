import {
	clientIdField,
	hiddenField,
	signInUrlFields,
	textField,
} from '../src/n8n/gtm/credential/fields';
import { VendorCredentialType } from '../src/n8n/gtm/credential/vendor-credential-type';

/** A Google account that may see one property of Google Analytics 4. */
export class GtmGa4OAuth2Api extends VendorCredentialType {
	constructor() {
		super({
			name: 'gtmGa4OAuth2Api',
			displayName: 'GTM Google Analytics 4 OAuth2 API',
			vendor: 'ga4',
			category: 'analytics',
			host: 'https://analyticsdata.googleapis.com',
			extends: ['googleOAuth2Api'],
			fields: [
				clientIdField('In Google Cloud: APIs & Services > Credentials > OAuth client ID'),
				...signInUrlFields({
					authUrl: ['https://accounts.google.com', '/o/oauth2/v2/auth'],
					accessTokenUrl: ['https://oauth2.googleapis.com', '/token'],
				}),
				// Reading is all that any operation does.
				hiddenField('Scope', 'scope', 'https://www.googleapis.com/auth/analytics.readonly'),
				textField('Property ID', 'propertyId', {
					placeholder: 'e.g. 123456789',
					description:
						'In Google Analytics: Admin > Property details. Enter the number. An ID such as G-… belongs to a data stream and does not work.',
				}),
			],
			// Takes a few tokens of the property.
			test: { url: '=/v1beta/properties/{{$credentials.propertyId}}/metadata' },
			advice: {
				403: 'The account is connected but has no access. Enable the Google Analytics Data API in the Google Cloud project, and give the account the Viewer role on this property.',
			},
		});
	}
}
