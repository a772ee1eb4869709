import { basic } from '../../frame/authentication.ts';
import type { Emulator } from '../../frame/emulator.ts';
import type { LimitState } from '../../frame/limits.ts';
import { vendorModule } from '../../frame/running-vendor.ts';
import { campaignRoutes } from './campaign-routes.ts';
import { lemlistAnswers } from './errors.ts';
import { happen, hookRoutes } from './hook-routes.ts';
import { leadRoutes } from './lead-routes.ts';
import { openLemlist } from './state.ts';
import type { LemlistState } from './state.ts';

function limitHeaders([state]: readonly LimitState[]): Record<string, string> {
	return state === undefined
		? {}
		: {
				'x-ratelimit-limit': String(state.limit.capacity),
				'x-ratelimit-remaining': String(state.remaining),
			};
}

/**
 * lemlist's API, checked against its specification by test/contract/gtm/lemlist.test.ts. Left out:
 * making campaigns, exports, tasks, the inbox, enrichment, the people database.
 *
 * @see https://developer.lemlist.com/
 */
const emulator: Emulator<LemlistState> = {
	id: 'lemlist',
	name: 'lemlist',
	authentication: basic,
	keys: [
		{ value: ':sandbox-lemlist', scopes: 'all', note: 'no user name, the key as password' },
		{ value: ':sandbox-lemlist-blocked', scopes: [], note: 'its user is blocked' },
	],
	credentials: (baseUrl) => ({ gtmLemlistApi: { apiKey: 'sandbox-lemlist', baseUrl } }),
	limits: [
		{
			name: 'two-seconds',
			capacity: 20,
			perMs: 2_000,
			kind: 'burst',
			window: 'rolling',
			countsAll: true,
		},
	],
	limitHeaders,
	headersOf: ({ at }) => ({ date: new Date(at).toUTCString() }),
	answers: lemlistAnswers,
	open: openLemlist,
	counts: ({ campaigns, leads }) => ({ campaigns: campaigns.size, leads: leads.size }),
	// Keys have no scopes, but their users may be blocked.
	happen,
	routes: [...campaignRoutes, ...leadRoutes, ...hookRoutes].map((route) => ({
		...route,
		scope: 'user',
	})),
};

export const lemlist = vendorModule(emulator);
