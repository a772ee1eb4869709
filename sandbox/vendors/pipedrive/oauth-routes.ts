import { answer } from '../../frame/call.ts';
import { oauthRoutes, ownUrl } from '../../frame/oauth.ts';
import type { OAuthProblem } from '../../frame/oauth.ts';
import type { PipedriveState } from './state.ts';

const LIFETIME = 3_599;

const COMPANY = 'https://sandbox.pipedrive.com';

/** Those of the app in the developer hub: a sign-in does not choose among them. */
const APP_SCOPES = [
	'base',
	'contacts:full',
	'deals:full',
	'activities:full',
	'search:read',
	'users:read',
];

/** What may be written may be read too. */
const ALLOWED = APP_SCOPES.flatMap((scope) =>
	scope.endsWith(':full') ? [scope, scope.replace(/full$/, 'read')] : [scope],
);

/** The sentences are documented; the members that they stand in are not. */
const REFUSALS: Readonly<Record<OAuthProblem, [error: string, message: string]>> = {
	client: ['invalid_client', 'Invalid client: client is invalid'],
	code: ['invalid_grant', 'Invalid grant: authorization_code is invalid'],
	grant_type: ['unsupported_grant_type', 'Unsupported grant type: grant_type is invalid'],
	redirect_uri: ['invalid_request', 'Invalid request: redirect_uri is invalid'],
	refresh_token: ['invalid_grant', 'Invalid grant: refresh_token is invalid'],
	verifier: ['invalid_grant', 'Invalid grant: code_verifier is invalid'],
};

/**
 * @see https://pipedrive.readme.io/docs/marketplace-oauth-authorization
 * @see https://pipedrive.readme.io/docs/marketplace-oauth-and-api-proxy-status-codes
 */
export const pipedriveOAuthRoutes = oauthRoutes<PipedriveState>({
	authorizePath: '/oauth/authorize',
	tokenPath: '/oauth/token',
	clientIn: 'body or header',
	lifetime: LIFETIME,
	allowedBy: () => ALLOWED,
	tokenAnswer: ({ accessToken, refreshToken }, call) => ({
		access_token: accessToken,
		token_type: 'Bearer',
		expires_in: LIFETIME,
		refresh_token: refreshToken,
		scope: APP_SCOPES.join(','),
		api_domain: ownUrl(call, 'pipedrive') ?? COMPANY,
	}),
	refuse: (problem) => {
		const [error, message] = REFUSALS[problem];
		return answer(400, { success: false, error, message });
	},
});
