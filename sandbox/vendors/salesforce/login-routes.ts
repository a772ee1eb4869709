import { answer, isRecord } from '../../frame/call.ts';
import { routesOf } from '../../frame/emulator.ts';
import type { SalesforceState } from './state.ts';

const on = routesOf<SalesforceState>();

/** The token of every login. */
export const SESSION = '00DHp0000000001!sandbox-salesforce';

/** A session of a user whose profile lacks “API Enabled”. */
export const SESSION_WITHOUT_API = '00DHp0000000001!sandbox-salesforce-no-api';

/** The secret of every connected app in the sandbox. */
export const CLIENT_SECRET = 'sandbox-secret';

/** The login by client credentials. */
export const loginRoutes = [
	on(
		'POST',
		'/services/oauth2/token',
		({ body }) => {
			const { grant_type: grant, client_secret: secret } = isRecord(body) ? body : {};
			if (grant !== 'client_credentials') {
				return answer(400, {
					error: 'unsupported_grant_type',
					error_description: 'grant type not supported',
				});
			}
			if (secret !== CLIENT_SECRET) {
				return answer(400, {
					error: 'invalid_client',
					error_description: 'invalid client credentials',
				});
			}
			return answer(200, {
				access_token: SESSION,
				token_type: 'Bearer',
				scope: 'api',
				instance_url: 'https://sandbox.my.salesforce.com',
			});
		},
		{ open: true },
	),
];
