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
					hint: 'In Smartlead: Settings > API Keys',
					description:
						'The key gives full access. Smartlead accepts it only in the URL, so proxies between n8n and Smartlead can log it.',
				}),
			],
			sign: ({ apiKey }) => ({ qs: { api_key: apiKey } }),
			test: { url: '/api/v1/campaigns/' },
			advice: {
				401: 'Smartlead rejected the API key, or the plan does not include the API. Check both under Settings.',
			},
		});
	}
}
