import { secretField } from '../src/n8n/gtm/credential/fields';
import { VendorCredentialType } from '../src/n8n/gtm/credential/vendor-credential-type';

/** An API key of Apollo, for enrichment and for sequences. */
export class GtmApolloApi extends VendorCredentialType {
	constructor() {
		super({
			name: 'gtmApolloApi',
			displayName: 'GTM Apollo API',
			vendor: 'apollo',
			category: 'enrichment',
			host: 'https://api.apollo.io',
			fields: [
				secretField('API Key', 'apiKey', {
					hint: 'In Apollo: Settings > Integrations > API Keys. A master key works for everything.',
					description:
						'Without a master key, the key must include the endpoints of sequences and contacts',
				}),
			],
			sign: ({ apiKey }) => ({ headers: { 'x-api-key': apiKey } }),
			test: { url: '/api/v1/users/api_profile' },
			advice: {
				401: 'Apollo rejected the API key. Copy it again from Settings > Integrations > API Keys.',
				403: 'The API key lacks the endpoint api/v1/users/api_profile. Add it to the key in Apollo, or use a master key.',
			},
		});
	}
}
