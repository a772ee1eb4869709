import { answer } from '../../frame/call.ts';
import { oauthRoutes } from '../../frame/oauth.ts';
import type { OAuthProblem } from '../../frame/oauth.ts';
import { correlationId } from './errors.ts';
import type { HubspotState } from './state.ts';

const REFUSALS: Readonly<Record<OAuthProblem, [error: string, status: string, message: string]>> = {
	client: ['invalid_client', 'BAD_CLIENT_SECRET', 'missing or invalid client secret'],
	code: ['invalid_grant', 'BAD_AUTH_CODE', 'missing or unknown auth code'],
	grant_type: ['unsupported_grant_type', 'BAD_GRANT_TYPE', 'missing or unknown grant type'],
	redirect_uri: ['invalid_grant', 'BAD_REDIRECT_URI', 'missing or invalid redirect URI'],
	refresh_token: [
		'invalid_grant',
		'BAD_REFRESH_TOKEN',
		'refresh token is invalid, expired or revoked',
	],
	verifier: ['invalid_grant', 'BAD_CODE_VERIFIER', 'missing or invalid code verifier'],
};

/**
 * HubSpot's two hosts are one here. The app shows itself in the body only.
 *
 * @see https://developers.hubspot.com/docs/api-reference/2026-03/authentication/manage-oauth-tokens
 * @see https://developers.hubspot.com/changelog/new-oauth-v3-api-endpoints-and-standardized-error-responses
 */
export const hubspotOAuthRoutes = oauthRoutes<HubspotState>({
	authorizePath: '/oauth/authorize',
	tokenPath: '/oauth/2026-03/token',
	clientIn: 'body',
	lifetime: 1_800,
	allowedBy: (asked) => asked,
	tokenAnswer: ({ accessToken, refreshToken }) => ({
		token_type: 'bearer',
		refresh_token: refreshToken,
		access_token: accessToken,
		expires_in: 1_800,
	}),
	refuse: (problem, call) => {
		const [error, status, message] = REFUSALS[problem];
		const described = { error, error_description: message, status, message };
		return answer(400, { ...described, correlationId: correlationId(call) });
	},
});
