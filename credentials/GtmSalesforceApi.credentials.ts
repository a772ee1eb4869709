import type { ICredentialDataDecryptedObject, IDataObject, IHttpRequestHelper } from 'n8n-workflow';

import { textOf } from '../src/gtm/model/json';
import { instanceUrlOf } from '../src/gtm/vendors/salesforce/instance-url';
import { type Login, createSessions } from '../src/gtm/vendors/salesforce/session';
import { API_ROOT } from '../src/gtm/vendors/salesforce/version';
import { secretField, textField } from '../src/n8n/gtm/credential/fields';
import { VendorCredentialType } from '../src/n8n/gtm/credential/vendor-credential-type';

/** Of this process: every workflow with the same app shares its tokens. */
const sessions = createSessions(Date.now);

/** The client credentials flow of an External Client App (or a connected app from before): it acts as one user, with no browser. */
export class GtmSalesforceApi extends VendorCredentialType {
	constructor() {
		super({
			name: 'gtmSalesforceApi',
			displayName: 'GTM Salesforce API',
			vendor: 'salesforce',
			category: 'crm',
			host: 'https://acme.my.salesforce.com',
			fields: [
				{
					displayName: 'Session Token',
					name: 'sessionToken',
					type: 'hidden',
					typeOptions: { expirable: true, password: true },
					default: '',
				},
				textField('Instance URL', 'instanceUrl', {
					placeholder: 'e.g. https://acme.my.salesforce.com',
					description: 'In Salesforce: Setup > My Domain, "Current My Domain URL"',
				}),
				textField('Consumer Key', 'clientId', {
					hint: 'In Salesforce: Setup > External Client App Manager > your app > Settings',
					description:
						'The app needs the client credentials flow, a user to run as, and the scope "Manage user data via APIs (api)"',
				}),
				secretField('Consumer Secret', 'clientSecret'),
			],
			sign: ({ sessionToken }) => ({ headers: { Authorization: `Bearer ${sessionToken}` } }),
			test: {
				baseURL:
					'={{($credentials.baseUrl || $credentials.instanceUrl).trim().replace(/\\/+$/, "")}}',
				url: `${API_ROOT}/`,
			},
			advice: {
				// Of the login that goes before the request.
				400: 'Salesforce rejected the login. Check the Consumer Key and the Consumer Secret, and that the app has the client credentials flow and a user to run as.',
				401: 'Salesforce rejected the token. Check the user that the app runs as.',
				403: 'The login works, but the user cannot use the API. Give the user the permission "API Enabled".',
			},
		});
	}

	/** n8n calls it when there is no token yet, and after a 401; it keeps what comes back. */
	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		const { clientId, clientSecret, sessionToken } = credentials;
		const login: Login = {
			instanceUrl: instanceUrlOf(credentials),
			clientId: textOf(clientId) ?? '',
			clientSecret: textOf(clientSecret) ?? '',
		};
		const refused = textOf(sessionToken) ?? '';
		const token = await sessions.tokenFor(
			login,
			refused,
			async (asked) => await logIn(this, asked),
		);
		return { sessionToken: token };
	}
}

/** By n8n's own helper, so its proxy and its network policy hold. */
async function logIn(
	{ helpers }: IHttpRequestHelper,
	{ instanceUrl, clientId, clientSecret }: Login,
): Promise<string> {
	const answer = (await helpers.httpRequest({
		method: 'POST',
		url: `${instanceUrl}/services/oauth2/token`,
		headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
		body: new URLSearchParams({
			grant_type: 'client_credentials',
			client_id: clientId,
			client_secret: clientSecret,
		}).toString(),
		json: true,
	})) as unknown;
	const { access_token: token } = (answer ?? {}) as { access_token?: unknown };
	if (typeof token === 'string' && token !== '') return token;
	throw new Error('Salesforce returned no token. Check the Instance URL.');
}
