import { secretField } from '../src/n8n/gtm/credential/fields';
import { VendorCredentialType } from '../src/n8n/gtm/credential/vendor-credential-type';

/** The API key of a Smartlead user. Smartlead takes it in the query only. */
export class GtmSmartleadApi extends VendorCredentialType {
	constructor() {
		super({
			name: 'gtmSmartleadApi',
			displayName: 'GTM Smartlead API',
			vendor: 'smartlead',
			category: 'sequencer',
			host: 'https://server.smartlead.ai',
			fields: [
				secretField('API Key', 'apiKey', {
					description:
						'From Settings > Smartlead API Key. It has no scopes: it is user name and password in one. Smartlead takes it in the URL only, so proxies between n8n and Smartlead may log it.',
				}),
			],
			authenticate: { qs: { api_key: '={{$credentials.apiKey}}' } },
			test: { url: '/api/v1/campaigns/' },
			advice: {
				401: 'Smartlead rejected the key, or the plan has no API. Check both under Settings > API.',
			},
		});
	}
}
