import { secretField } from '../src/n8n/gtm/credential/fields';
import { VendorCredentialType } from '../src/n8n/gtm/credential/vendor-credential-type';

/** An access token of one Attio workspace. */
export class GtmAttioApi extends VendorCredentialType {
	constructor() {
		super({
			name: 'gtmAttioApi',
			displayName: 'GTM Attio API',
			vendor: 'attio',
			category: 'crm',
			host: 'https://api.attio.com',
			fields: [
				secretField('Access Token', 'accessToken', {
					hint: 'In Attio: Workspace settings > Developers > New access token',
					description:
						'Scopes: records (read-write) and object configuration (read) for everything; add notes, tasks, list entries (read-write), list configuration and user management (read) if you use them',
				}),
			],
			sign: ({ accessToken }) => ({ headers: { Authorization: `Bearer ${accessToken}` } }),
			test: { url: '/v2/self' },
			advice: {
				401: 'Attio rejected the token. Copy it again from Workspace settings > Developers.',
			},
			// Attio answers 200 with this for a token that was withdrawn.
			badAnswer: {
				key: 'active',
				value: false,
				message:
					'Attio revoked this token. Create a new one under Workspace settings > Developers.',
			},
		});
	}
}
