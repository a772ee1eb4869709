import { createHash } from 'node:crypto';

import { answer } from '../../frame/call.ts';
import type { AnyCall } from '../../frame/call.ts';
import { oauthRoutes, ownUrl } from '../../frame/oauth.ts';
import type { OAuthProblem } from '../../frame/oauth.ts';
import type { SalesforceState } from './state.ts';

/** The token of every login by client credentials. */
export const SESSION = '00DHp0000000001!sandbox-salesforce';

/** A session of a user whose profile lacks “API Enabled”. */
export const SESSION_WITHOUT_API = '00DHp0000000001!sandbox-salesforce-no-api';

const IDENTITY = 'https://login.salesforce.com/id/00DHp0000000001/005Hp0000000001';

/** A session ends when nobody has used it for two hours, which nothing in the answer says. */
const SESSION_SECONDS = 7_200;

const REFUSALS: Readonly<Record<OAuthProblem, [error: string, said: string]>> = {
	client: ['invalid_client', 'invalid client credentials'],
	code: ['invalid_grant', 'expired authorization code'],
	grant_type: ['unsupported_grant_type', 'grant type not supported'],
	redirect_uri: ['redirect_uri_mismatch', 'redirect_uri must match configuration'],
	refresh_token: ['invalid_grant', 'expired access/refresh token'],
	verifier: ['invalid_request', 'invalid code verifier'],
};

/** Members of every token answer. */
function session(accessToken: string, call: AnyCall) {
	const issuedAt = String(call.at);
	return {
		access_token: accessToken,
		signature: createHash('sha256').update(`${IDENTITY}${issuedAt}`).digest('base64'),
		instance_url: ownUrl(call, 'salesforce') ?? 'https://sandbox.my.salesforce.com',
		id: IDENTITY,
		token_type: 'Bearer',
		issued_at: issuedAt,
	};
}

/** `api` or `full` opens all that is emulated. */
function allowedBy(asked: readonly string[]): 'all' | readonly string[] {
	return asked.some((scope) => scope === 'api' || scope === 'full') ? 'all' : asked;
}

function isOffline(query: URLSearchParams): boolean {
	const asked = (query.get('scope') ?? '').split(' ');
	return asked.some((scope) => scope === 'refresh_token' || scope === 'offline_access');
}

/**
 * The sign-in of a user, and the login of an app by client credentials.
 *
 * @see https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_web_server_flow.htm
 */
export const loginRoutes = oauthRoutes<SalesforceState>({
	authorizePath: '/services/oauth2/authorize',
	tokenPath: '/services/oauth2/token',
	clientIn: 'body or header',
	lifetime: SESSION_SECONDS,
	allowedBy,
	isOffline,
	tokenAnswer: ({ consent, accessToken, refreshToken, isFirst }, call) => ({
		...session(accessToken, call),
		...(isFirst && refreshToken !== undefined && { refresh_token: refreshToken }),
		scope: consent.scopes.join(' '),
	}),
	clientCredentials: (call) => ({ ...session(SESSION, call), scope: 'api' }),
	refuse: (problem) => {
		const [error, description] = REFUSALS[problem];
		return answer(400, { error, error_description: description });
	},
});
