import { secretField } from '../src/n8n/gtm/credential/fields';
import { VendorCredentialType } from '../src/n8n/gtm/credential/vendor-credential-type';

/** The API key of a lemlist user: it may do what that user may. No user name, the key as password. */
export class GtmLemlistApi extends VendorCredentialType {
	constructor() {
		super({
			name: 'gtmLemlistApi',
			displayName: 'GTM Lemlist API',
			vendor: 'lemlist',
			category: 'sequencer',
			host: 'https://api.lemlist.com',
			fields: [
				secretField('API Key', 'apiKey', {
					hint: 'In lemlist: Settings > Integrations > Generate',
					description: 'The key has no scopes; it gives full access',
				}),
			],
			sign: ({ apiKey }) => ({ auth: { username: '', password: apiKey } }),
			test: { url: '/api/team' },
			advice: {
				401: 'lemlist rejected the API key. Create a new one under Settings > Integrations.',
				403: 'lemlist has blocked the user of this API key. Use the key of another user.',
				404: 'lemlist has no user with this API key. Create a new one under Settings > Integrations.',
			},
		});
	}
}
