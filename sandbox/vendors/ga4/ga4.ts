import { connected } from '../../frame/credentials.ts';
import { SANDBOX_APP } from '../../frame/oauth.ts';
import { bearer } from '../../frame/authentication.ts';
import { answer } from '../../frame/call.ts';
import type { Call } from '../../frame/call.ts';
import { routesOf } from '../../frame/emulator.ts';
import type { Emulator } from '../../frame/emulator.ts';
import { vendorModule } from '../../frame/running-vendor.ts';
import { ga4Answers, noAccess } from './errors.ts';
import { runFunnelReport } from './funnel-route.ts';
import { googleOAuthRoutes } from './oauth-routes.ts';
import { TOKENS_A_REQUEST } from './quota.ts';
import { runReport } from './report-route.ts';
import { FIELDS } from './schema.ts';
import { openGa4 } from './state.ts';
import type { Ga4State } from './state.ts';

const PROPERTY = '123456789';
const HOUR_MS = 3_600_000;
const SCOPE = 'https://www.googleapis.com/auth/analytics.readonly';

function checkProperty({ params }: Call<{ property: string }>): void {
	if (params.property !== PROPERTY) throw noAccess();
}

const on = routesOf<Ga4State>();
const counted = {
	scope: SCOPE,
	cost: TOKENS_A_REQUEST,
	limits: ['concurrent requests', 'tokens per project per hour'],
};

/**
 * The Data API of Google Analytics 4, of a property in UTC. A minute stands in for requests at once,
 * which a single process does not have.
 *
 * @see https://developers.google.com/analytics/devguides/reporting/data/v1
 */
const emulator: Emulator<Ga4State> = {
	id: 'ga4',
	name: 'Google Analytics 4',
	authentication: bearer,
	keys: [
		{ value: 'ya29.sandbox', scopes: 'all', note: `property ${PROPERTY}` },
		{ value: 'ya29.sandbox-no-scope', scopes: [], note: 'without the scope' },
		{
			value: 'ya29.sandbox-no-revenue',
			scopes: [SCOPE],
			note: 'may not see revenue',
		},
	],
	credentials: (baseUrl) => ({
		gtmGa4OAuth2Api: { propertyId: PROPERTY, ...connected('ya29.sandbox'), baseUrl },
	}),
	apps: (baseUrl) => ({ gtmGa4OAuth2Api: { ...SANDBOX_APP, propertyId: PROPERTY, baseUrl } }),
	limits: [
		{
			name: 'concurrent requests',
			capacity: 3_000,
			perMs: 60_000,
			kind: 'burst',
			window: 'rolling',
		},
		{
			name: 'tokens per project per hour',
			capacity: 14_000,
			perMs: HOUR_MS,
			kind: 'quota',
			window: 'rolling',
		},
	],
	answers: ga4Answers,
	open: openGa4,
	counts: ({ hits }) => ({ events: hits.length }),
	routes: [
		...googleOAuthRoutes,
		on(
			'GET',
			'/v1beta/properties/{property}/metadata',
			(call) => {
				checkProperty(call);
				return answer(200, { name: `properties/${PROPERTY}/metadata`, ...FIELDS });
			},
			counted,
		),
		on(
			'POST',
			'/v1beta/properties/{property}:runReport',
			(call, { state, key }) => {
				checkProperty(call);
				return runReport(call, state, key);
			},
			counted,
		),
		on(
			'POST',
			'/v1alpha/properties/{property}:runFunnelReport',
			(call, { state }) => {
				checkProperty(call);
				return runFunnelReport(call, state);
			},
			counted,
		),
	],
};

export const ga4 = vendorModule(emulator);
