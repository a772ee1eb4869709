import { secretField } from '../src/n8n/gtm/credential/fields';
import { VendorCredentialType } from '../src/n8n/gtm/credential/vendor-credential-type';

/** The personal API token of a Pipedrive user: it may do what the user may. */
export class GtmPipedriveApi extends VendorCredentialType {
	constructor() {
		super({
			name: 'gtmPipedriveApi',
			displayName: 'GTM Pipedrive API',
			vendor: 'pipedrive',
			category: 'crm',
			host: 'https://api.pipedrive.com',
			fields: [
				secretField('API Token', 'apiToken', {
					hint: 'In Pipedrive: your name > Company settings > Personal preferences > API',
					description: 'The token has the permissions of the user',
				}),
			],
			sign: ({ apiToken }) => ({ headers: { 'x-api-token': apiToken } }),
			test: { url: '/v1/users/me' },
			advice: {
				401: 'Pipedrive rejected the token. Copy it again from Personal preferences > API.',
				402: 'The Pipedrive account of this token is closed or unpaid.',
			},
		});
	}
}
