import { answer } from '../../frame/call.ts';
import { oauthRoutes } from '../../frame/oauth.ts';
import type { OAuthProblem } from '../../frame/oauth.ts';
import type { OutreachState } from './state.ts';

/** What opens the emulator without a sign-in. */
export const ACCESS_TOKEN = 'sandbox-outreach';

const LIFETIME = 7_199;

const NO_GRANT =
	'The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client.';

const REFUSALS: Readonly<Record<OAuthProblem, [status: number, error: string, said: string]>> = {
	client: [
		401,
		'invalid_client',
		'Client authentication failed due to unknown client, no client authentication included, or unsupported authentication method.',
	],
	code: [400, 'invalid_grant', NO_GRANT],
	grant_type: [
		400,
		'unsupported_grant_type',
		'The authorization grant type is not supported by the authorization server.',
	],
	redirect_uri: [400, 'invalid_grant', NO_GRANT],
	refresh_token: [400, 'invalid_grant', NO_GRANT],
	verifier: [400, 'invalid_grant', NO_GRANT],
};

/** `prospects.all` stands for the three that routes name. */
function allowedBy(asked: readonly string[]): string[] {
	return asked.flatMap((scope) => {
		const [resource, what] = scope.split('.');
		if (what !== 'all') return [scope];
		return ['read', 'write', 'delete'].map((verb) => `${resource}.${verb}`);
	});
}

/**
 * One token a minute, as Outreach mints them.
 *
 * @see https://developers.outreach.io/api/oauth/
 */
export const outreachOAuthRoutes = oauthRoutes<OutreachState>({
	authorizePath: '/oauth/authorize',
	tokenPath: '/oauth/token',
	clientIn: 'body or header',
	lifetime: LIFETIME,
	allowedBy,
	tokenAnswer: ({ consent, accessToken, refreshToken }, { at }) => ({
		access_token: accessToken,
		token_type: 'Bearer',
		expires_in: LIFETIME,
		refresh_token: refreshToken,
		scope: consent.scopes.join(' '),
		created_at: Math.floor(at / 1_000),
	}),
	refuse: (problem) => {
		const [status, error, description] = REFUSALS[problem];
		return answer(status, { error, error_description: description });
	},
	limits: ['token'],
});
