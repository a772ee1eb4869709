import { secretField } from '../src/n8n/gtm/credential/fields';
import { VendorCredentialType } from '../src/n8n/gtm/credential/vendor-credential-type';

/** An API key (v2) of an Instantly workspace. Keys of API v1 are not taken. */
export class GtmInstantlyApi extends VendorCredentialType {
	constructor() {
		super({
			name: 'gtmInstantlyApi',
			displayName: 'GTM Instantly API',
			vendor: 'instantly',
			category: 'sequencer',
			host: 'https://api.instantly.ai',
			fields: [
				secretField('API Key', 'apiKey', {
					description:
						'An API key (v2), from Settings > Integrations > API Keys. Its scopes say what it may do: campaigns:read, campaigns:update (change a step), leads:read, leads:create (enroll), leads:delete (stop), emails:read (history), workspaces:read (the test of this credential).',
				}),
			],
			authenticate: { headers: { Authorization: '=Bearer {{$credentials.apiKey}}' } },
			test: { url: '/api/v2/workspaces/current' },
			advice: {
				401: 'Instantly rejected the key. Make one for API v2; keys of v1 do not work.',
				402: 'The plan of this workspace has no API.',
				403: 'The key lacks the scope workspaces:read.',
			},
		});
	}
}
