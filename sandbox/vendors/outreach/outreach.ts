import { connected } from '../../frame/credentials.ts';
import { SANDBOX_APP } from '../../frame/oauth.ts';
import { bearer } from '../../frame/authentication.ts';
import type { Emulator } from '../../frame/emulator.ts';
import type { LimitState } from '../../frame/limits.ts';
import { vendorModule } from '../../frame/running-vendor.ts';
import { failure, MEDIA_TYPE } from './json-api.ts';
import { ACCESS_TOKEN, outreachOAuthRoutes } from './oauth-routes.ts';
import { happen, hookRoutes } from './hook-routes.ts';
import { resourceRoutes } from './routes.ts';
import { openOutreach } from './state.ts';
import type { OutreachState } from './state.ts';

function limitHeaders(states: readonly LimitState[]): Record<string, string> {
	const state = states.find(({ limit }) => limit.name === 'hourly');
	return state === undefined
		? {}
		: {
				'x-ratelimit-limit': String(state.limit.capacity),
				'x-ratelimit-remaining': String(state.remaining),
			};
}

/**
 * Outreach's API v2 of JSON:API, checked against its specification by
 * test/contract/gtm/outreach.test.ts, with its OAuth2 server. Left out:
 * accounts, calls, tasks, batches, making sequences.
 *
 * @see https://developers.outreach.io/api/
 */
const emulator: Emulator<OutreachState> = {
	id: 'outreach',
	name: 'Outreach',
	authentication: bearer,
	contentType: `${MEDIA_TYPE}; charset=utf-8`,
	keys: [
		{ value: ACCESS_TOKEN, scopes: 'all', note: 'as of a user who may do everything' },
		{
			value: 'sandbox-outreach-reader',
			scopes: ['sequences.read', 'prospects.read', 'sequenceStates.read', 'mailboxes.read'],
			note: 'reads only',
		},
	],
	credentials: (baseUrl) => ({ gtmOutreachOAuth2Api: { ...connected(ACCESS_TOKEN), baseUrl } }),
	apps: (baseUrl) => ({ gtmOutreachOAuth2Api: { ...SANDBOX_APP, baseUrl } }),
	limits: [
		{
			name: 'hourly',
			capacity: 10_000,
			perMs: 3_600_000,
			kind: 'quota',
			window: 'fixed',
			countsAll: true,
		},
		{ name: 'token', capacity: 1, perMs: 60_000, kind: 'burst', window: 'rolling' },
	],
	limitHeaders,
	headersOf: ({ at, id }) => ({ date: new Date(at).toUTCString(), 'x-request-id': id }),
	answers: {
		unauthenticated: () =>
			failure(401, 'unauthorized', 'Unauthorized', 'The access token is missing or has expired.'),
		forbidden: (_call, scope) =>
			failure(
				403,
				'unauthorizedOauthScope',
				'Unauthorized OAuth Scope',
				`Your authorization does not include the required scope '${scope}'.`,
			),
		noSuchRoute: ({ path }) => failure(404, 'routeNotFound', 'Not Found', `No route for ${path}.`),
		malformed: () => failure(400, 'badRequest', 'Bad Request', 'The body is no JSON.'),
		rateLimited: (call, { limit, resetsInMs }) => ({
			...failure(
				429,
				'rateLimitExceeded',
				'Rate Limit Exceeded',
				`At most ${limit.capacity} requests in ${limit.perMs / 1_000} seconds.`,
			),
			headers: {
				'x-ratelimit-limit': String(limit.capacity),
				'x-ratelimit-remaining': '0',
				'x-ratelimit-reset': new Date(call.at + resetsInMs).toUTCString(),
			},
		}),
		failed: (_call, status) => failure(status, 'serverError', 'Server Error', 'Try again later.'),
	},
	open: openOutreach,
	counts: ({ prospects, sequences, states }) => ({
		prospects: prospects.size,
		sequences: sequences.size,
		enrollments: states.size,
	}),
	happen,
	routes: [...outreachOAuthRoutes, ...resourceRoutes, ...hookRoutes],
};

export const outreach = vendorModule(emulator);
