import { bearer } from '../../frame/authentication.ts';
import type { Emulator } from '../../frame/emulator.ts';
import { vendorModule } from '../../frame/running-vendor.ts';
import { campaignRoutes } from './campaign-routes.ts';
import { instantlyAnswers } from './errors.ts';
import { leadRoutes } from './lead-routes.ts';
import { openInstantly } from './state.ts';
import type { InstantlyState } from './state.ts';

/**
 * Instantly's API v2, checked against its specification by test/contract/gtm/instantly.test.ts. Left
 * out: making campaigns, lists, mailboxes, webhooks, subsequences, verification.
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
	],
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
	routes: [...campaignRoutes, ...leadRoutes],
};

export const instantly = vendorModule(emulator);
