import { answer } from '../../frame/call.ts';
import { oauthRoutes } from '../../frame/oauth.ts';
import type { OAuthProblem } from '../../frame/oauth.ts';
import type { Ga4State } from './state.ts';

const LIFETIME = 3_599;

const REFUSALS: Readonly<Record<OAuthProblem, [status: number, error: string, said: string]>> = {
	client: [401, 'invalid_client', 'The provided client secret is invalid.'],
	code: [400, 'invalid_grant', 'Malformed auth code.'],
	grant_type: [400, 'unsupported_grant_type', 'Invalid grant_type'],
	redirect_uri: [400, 'redirect_uri_mismatch', 'Bad Request'],
	refresh_token: [400, 'invalid_grant', 'Token has been expired or revoked.'],
	verifier: [400, 'invalid_grant', 'Invalid code verifier.'],
};

/**
 * That of Google accounts, with its two hosts as one. It gives a refresh token to who asks for
 * `access_type=offline`, and here only with `prompt=consent`, as for an account that said yes before.
 *
 * @see https://developers.google.com/identity/protocols/oauth2/web-server
 */
export const googleOAuthRoutes = oauthRoutes<Ga4State>({
	authorizePath: '/o/oauth2/v2/auth',
	tokenPath: '/token',
	clientIn: 'body or header',
	lifetime: LIFETIME,
	allowedBy: (asked) => asked,
	isOffline: (query) => query.get('access_type') === 'offline' && query.get('prompt') === 'consent',
	tokenAnswer: ({ consent, accessToken, refreshToken, isFirst }) => ({
		access_token: accessToken,
		expires_in: LIFETIME,
		...(isFirst && refreshToken !== undefined && { refresh_token: refreshToken }),
		scope: consent.scopes.join(' '),
		token_type: 'Bearer',
	}),
	refuse: (problem) => {
		const [status, error, description] = REFUSALS[problem];
		return answer(status, { error, error_description: description });
	},
});
