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
					hint: 'In Instantly: Settings > Integrations > API Keys. Create a key for API v2.',
					description:
						'Scopes: campaigns:read, campaigns:update (change a step), leads:read, leads:create (enroll), leads:delete (stop), emails:read (history), workspaces:read (the test of this credential)',
				}),
			],
			sign: ({ apiKey }) => ({ headers: { Authorization: `Bearer ${apiKey}` } }),
			test: { url: '/api/v2/workspaces/current' },
			advice: {
				401: 'Instantly rejected the API key. Create one for API v2; keys for v1 do not work.',
				402: 'The Instantly plan of this workspace does not include the API. Upgrade the plan.',
				403: 'The API key lacks the scope workspaces:read. Add it in Instantly.',
			},
		});
	}
}
