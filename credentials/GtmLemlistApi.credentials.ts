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
					description: 'From Settings > Integrations > API. It has no scopes.',
				}),
			],
			authenticate: { auth: { username: '', password: '={{$credentials.apiKey}}' } },
			test: { url: '/api/team' },
			advice: {
				401: 'lemlist rejected the key. Copy it again from Settings > Integrations > API.',
				403: 'The user whose key this is is blocked in lemlist.',
				404: 'lemlist knows no user with this key.',
			},
		});
	}
}
