import { queryKey } from '../../frame/authentication.ts';
import type { Emulator } from '../../frame/emulator.ts';
import type { LimitState } from '../../frame/limits.ts';
import { vendorModule } from '../../frame/running-vendor.ts';
import { campaignRoutes } from './campaign-routes.ts';
import { smartleadAnswers } from './errors.ts';
import { blockRoutes } from './block-routes.ts';
import { happen, hookRoutes } from './hook-routes.ts';
import { leadRoutes } from './lead-routes.ts';
import { openSmartlead } from './state.ts';
import type { SmartleadState } from './state.ts';

/** Of the minute. */
function limitHeaders(states: readonly LimitState[]): Record<string, string> {
	const state = states.find(({ limit }) => limit.name === 'minute');
	return state === undefined
		? {}
		: {
				'x-ratelimit-limit': String(state.limit.capacity),
				'x-ratelimit-remaining': String(state.remaining),
			};
}

/**
 * Smartlead's API as its pages say, and as users found it where they say nothing: an unknown lead or
 * campaign is 200 with an empty object, numbers are texts. There is no specification that may be used.
 * Left out: making campaigns, mailboxes, the master inbox, clients.
 *
 * @see https://api.smartlead.ai/introduction
 */
const emulator: Emulator<SmartleadState> = {
	id: 'smartlead',
	name: 'Smartlead',
	authentication: queryKey('api_key'),
	keys: [{ value: 'sandbox-smartlead', scopes: 'all' }],
	credentials: (baseUrl) => ({ gtmSmartleadApi: { apiKey: 'sandbox-smartlead', baseUrl } }),
	limits: [
		{
			name: 'second',
			capacity: 10,
			perMs: 1_000,
			kind: 'burst',
			window: 'rolling',
			countsAll: true,
		},
		{
			name: 'minute',
			capacity: 60,
			perMs: 60_000,
			kind: 'burst',
			window: 'rolling',
			countsAll: true,
		},
	],
	limitHeaders,
	headersOf: ({ at }) => ({ date: new Date(at).toUTCString() }),
	credits: { initial: 2_000, unit: 'lead' },
	answers: smartleadAnswers,
	open: openSmartlead,
	counts: ({ campaigns, leads, memberships }) => ({
		campaigns: campaigns.size,
		leads: leads.size,
		enrollments: memberships.size,
	}),
	happen,
	routes: [...campaignRoutes, ...leadRoutes, ...blockRoutes, ...hookRoutes],
};

export const smartlead = vendorModule(emulator);
