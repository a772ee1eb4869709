import { bearer } from '../../frame/authentication.ts';
import type { Emulator, Route } from '../../frame/emulator.ts';
import { vendorModule } from '../../frame/running-vendor.ts';
import { blockRoutes } from './block-routes.ts';
import { campaignRoutes } from './campaign-routes.ts';
import { instantlyAnswers, refused } from './errors.ts';
import { happen, hookRoutes } from './hook-routes.ts';
import { leadRoutes } from './lead-routes.ts';
import { openInstantly } from './state.ts';
import type { InstantlyState } from './state.ts';

const UNPAID = 'sandbox-instantly-unpaid';

/** Whatever is asked with the key of a workspace without a plan is refused. */
const onlyIfPaid = (route: Route<InstantlyState>): Route<InstantlyState> => ({
	...route,
	handler(call, context) {
		if (context.key.value !== UNPAID) return route.handler(call, context);
		throw refused(402, 'Workspace does not have an active paid plan');
	},
});

/**
 * Instantly's API v2, checked against its specification by test/contract/gtm/instantly.test.ts. Left
 * out: making campaigns, lists, mailboxes, subsequences, verification.
 *
 * @see https://developer.instantly.ai/api/v2
 */
const emulator: Emulator<InstantlyState> = {
	id: 'instantly',
	name: 'Instantly',
	authentication: bearer,
	keys: [
		{ value: 'sandbox-instantly', scopes: 'all' },
		{
			value: 'sandbox-instantly-reader',
			scopes: ['campaigns:read', 'leads:read', 'workspaces:read'],
			note: 'reads campaigns and leads only',
		},
		{ value: UNPAID, scopes: 'all', note: 'of a workspace without a paid plan' },
	],
	credentials: (baseUrl) => ({ gtmInstantlyApi: { apiKey: 'sandbox-instantly', baseUrl } }),
	limits: [
		{
			name: 'second',
			capacity: 100,
			perMs: 1_000,
			kind: 'burst',
			window: 'rolling',
			countsAll: true,
		},
		{
			name: 'minute',
			capacity: 6_000,
			perMs: 60_000,
			kind: 'burst',
			window: 'rolling',
			countsAll: true,
		},
		{ name: 'emails', capacity: 20, perMs: 60_000, kind: 'burst', window: 'rolling' },
	],
	credits: { initial: 5_000, unit: 'lead upload' },
	answers: instantlyAnswers,
	open: openInstantly,
	counts: ({ campaigns, leads }) => ({ campaigns: campaigns.size, leads: leads.size }),
	happen,
	routes: [...campaignRoutes, ...leadRoutes, ...hookRoutes, ...blockRoutes].map(onlyIfPaid),
};

export const instantly = vendorModule(emulator);
