import { secretField } from '../src/n8n/gtm/credential/fields';
import { VendorCredentialType } from '../src/n8n/gtm/credential/vendor-credential-type';

/** An API key of People Data Labs. */
export class GtmPeopleDataLabsApi extends VendorCredentialType {
	constructor() {
		super({
			name: 'gtmPeopleDataLabsApi',
			displayName: 'GTM People Data Labs API',
			vendor: 'pdl',
			category: 'enrichment',
			host: 'https://api.peopledatalabs.com',
			fields: [
				secretField('API Key', 'apiKey', {
					hint: 'In the API Dashboard of People Data Labs: Account > API Keys',
				}),
			],
			sign: ({ apiKey }) => ({ headers: { 'X-API-Key': apiKey } }),
			// The cleaner of locations costs no credits. There is no request for the key itself.
			test: { url: '/v5/location/clean', qs: { location: 'Berlin' } },
			advice: {
				401: 'People Data Labs rejected the API key. Copy it again from its API Dashboard.',
			},
		});
	}
}
