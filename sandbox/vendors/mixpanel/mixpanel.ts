import { basic } from '../../frame/authentication.ts';
import type { Emulator } from '../../frame/emulator.ts';
import { vendorModule } from '../../frame/running-vendor.ts';
import { mixpanelAnswers, PROJECT } from './answers.ts';
import { funnelRoutes } from './funnel-routes.ts';
import { peopleRoutes } from './people-routes.ts';
import { segmentationRoutes } from './segmentation-routes.ts';
import { openMixpanel } from './state.ts';
import type { MixpanelState } from './state.ts';

const HOUR_MS = 3_600_000;

/**
 * Mixpanel's Query API and its export, of a project in UTC. Both hosts are one here, told apart by
 * their paths.
 *
 * @see https://docs.mixpanel.com/reference/query-api
 */
const emulator: Emulator<MixpanelState> = {
	id: 'mixpanel',
	name: 'Mixpanel',
	authentication: basic,
	keys: [
		{
			value: 'sandbox.mp-service-account:sandbox-secret',
			scopes: 'all',
			note: `project ${PROJECT}`,
		},
	],
	credentials: (baseUrl) => ({
		gtmMixpanelApi: {
			username: 'sandbox.mp-service-account',
			secret: 'sandbox-secret',
			projectId: '3141592',
			region: 'us',
			baseUrl,
		},
	}),
	limits: [
		{ name: 'query', capacity: 60, perMs: HOUR_MS, kind: 'quota', window: 'rolling' },
		{ name: 'export', capacity: 60, perMs: HOUR_MS, kind: 'quota', window: 'rolling' },
		{ name: 'export second', capacity: 3, perMs: 1_000, kind: 'burst', window: 'rolling' },
	],
	answers: mixpanelAnswers,
	open: openMixpanel,
	counts: ({ events, profiles, funnels }) => ({
		events: events.length,
		profiles: profiles.length,
		funnels: funnels.length,
	}),
	routes: [...segmentationRoutes, ...funnelRoutes, ...peopleRoutes],
};

export const mixpanel = vendorModule(emulator);
