import { hiddenField, signInUrlFields, textField } from '../src/n8n/gtm/credential/fields';
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
				...signInUrlFields({
					authUrl: ['https://accounts.google.com', '/o/oauth2/v2/auth'],
					accessTokenUrl: ['https://oauth2.googleapis.com', '/token'],
				}),
				// Reading is all that any operation does.
				hiddenField('Scope', 'scope', 'https://www.googleapis.com/auth/analytics.readonly'),
				textField('Property ID', 'propertyId', {
					placeholder: 'e.g. 123456789',
					description:
						'In Google Analytics: Admin > Property details. A number; G-… is the ID of a data stream.',
				}),
			],
			// Takes a few tokens of the property.
			test: { url: '=/v1beta/properties/{{$credentials.propertyId}}/metadata' },
			advice: {
				403: 'Signed in, but not allowed: enable the Google Analytics Data API in the Cloud project, and make the account Viewer of this property.',
			},
		});
	}
}
