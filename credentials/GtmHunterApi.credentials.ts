import { secretField } from '../src/n8n/gtm/credential/fields';
import { VendorCredentialType } from '../src/n8n/gtm/credential/vendor-credential-type';

/** An API key of Hunter. */
export class GtmHunterApi extends VendorCredentialType {
	constructor() {
		super({
			name: 'gtmHunterApi',
			displayName: 'GTM Hunter API',
			vendor: 'hunter',
			category: 'enrichment',
			host: 'https://api.hunter.io',
			fields: [
				secretField('API Key', 'apiKey', {
					hint: 'In Hunter: click your name > API > New key',
				}),
			],
			sign: ({ apiKey }) => ({ headers: { 'X-API-KEY': apiKey } }),
			test: { url: '/v2/account' },
			advice: {
				401: 'Hunter rejected the API key. Copy it again from your name > API.',
				403: 'Hunter limits the number of calls. Test again in a minute.',
			},
		});
	}
}
