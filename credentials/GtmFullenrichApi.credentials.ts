import { secretField } from '../src/n8n/gtm/credential/fields';
import { VendorCredentialType } from '../src/n8n/gtm/credential/vendor-credential-type';

/** An API key of FullEnrich. */
export class GtmFullenrichApi extends VendorCredentialType {
	constructor() {
		super({
			name: 'gtmFullenrichApi',
			displayName: 'GTM FullEnrich API',
			vendor: 'fullenrich',
			category: 'enrichment',
			host: 'https://app.fullenrich.com',
			fields: [
				secretField('API Key', 'apiKey', {
					hint: 'In FullEnrich: the API page (app.fullenrich.com/app/api)',
					description: 'The key of the workspace',
				}),
			],
			sign: ({ apiKey }) => ({ headers: { Authorization: `Bearer ${apiKey}` } }),
			test: { url: '/api/v2/account/keys/verify' },
			advice: {
				401: 'FullEnrich rejected the API key. Copy it again from its API page.',
				429: 'The FullEnrich workspace has used its 60 calls per minute. Test again in a minute.',
			},
		});
	}
}
