import { SANDBOX_APP } from '../../frame/oauth.ts';
import { bearer } from '../../frame/authentication.ts';
import type { Emulator } from '../../frame/emulator.ts';
import type { LimitState } from '../../frame/limits.ts';
import { vendorModule } from '../../frame/running-vendor.ts';
import { salesforceAnswers } from './errors.ts';
import { flowRoutes } from './flow-routes.ts';
import { SESSION, SESSION_WITHOUT_API, loginRoutes } from './login-routes.ts';
import { readRoutes } from './read-routes.ts';
import { recordRoutes } from './record-routes.ts';
import { openSalesforce } from './state.ts';
import type { SalesforceState } from './state.ts';

const DAY_MS = 86_400_000;

function limitHeaders(states: readonly LimitState[]): Record<string, string> {
	const day = states.find(({ limit }) => limit.name === 'DailyApiRequests');
	if (day === undefined) return {};
	const { capacity } = day.limit;
	return { 'sforce-limit-info': `api-usage=${capacity - day.remaining}/${capacity}` };
}

/**
 * Salesforce's REST API as its documentation says, as far as our queries and writes go: there is no
 * specification. The org has one currency, no record types, and two duplicate rules.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/
 */
const emulator: Emulator<SalesforceState> = {
	id: 'salesforce',
	name: 'Salesforce',
	authentication: bearer,
	keys: [
		{ value: SESSION, scopes: 'all', note: 'what a login with client credentials answers' },
		{ value: SESSION_WITHOUT_API, scopes: [], note: 'of a user without “API Enabled”' },
	],
	credentials: (baseUrl) => ({
		gtmSalesforceApi: {
			sessionToken: '',
			instanceUrl: 'https://sandbox.my.salesforce.com',
			...SANDBOX_APP,
			baseUrl,
		},
	}),
	/** Without a Base URL: where the org is is told by the sign-in. */
	apps: (loginUrl) => ({
		gtmSalesforceOAuth2Api: { ...SANDBOX_APP, environment: 'custom', loginUrl },
	}),
	limits: [
		{
			name: 'DailyApiRequests',
			capacity: 100_000,
			perMs: DAY_MS,
			kind: 'quota',
			window: 'rolling',
			countsAll: true,
		},
		// The real one counts requests that run for more than 20 seconds; this one is met by a fault only.
		{
			name: 'ConcurrentRequests',
			capacity: 10_000,
			perMs: 1_000,
			kind: 'burst',
			window: 'rolling',
			countsAll: true,
		},
	],
	limitHeaders,
	answers: salesforceAnswers,
	open: openSalesforce,
	recordsOf: ({ tables }, text) =>
		[
			...tables.Contact.all().filter(({ values }) => values.Email === text),
			...tables.Account.all().filter(({ values }) => String(values.Website).includes(text)),
		].map(({ values }) => values),
	counts: ({ tables, flowRuns }) => ({
		accounts: tables.Account.size,
		contacts: tables.Contact.size,
		opportunities: tables.Opportunity.size,
		activities: tables.Task.size + tables.Event.size,
		'runs of flows': flowRuns.length,
	}),
	routes: [
		...[...readRoutes, ...recordRoutes, ...flowRoutes].map((route) => ({ ...route, scope: 'api' })),
		...loginRoutes,
	],
};

export const salesforce = vendorModule(emulator);
