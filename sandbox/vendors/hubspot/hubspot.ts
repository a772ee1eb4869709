import { SANDBOX_APP } from '../../frame/oauth.ts';
import { bearer } from '../../frame/authentication.ts';
import type { Emulator } from '../../frame/emulator.ts';
import type { LimitState } from '../../frame/limits.ts';
import { vendorModule } from '../../frame/running-vendor.ts';
import { associationRoutes } from './association-routes.ts';
import { batchRoutes } from './batch-routes.ts';
import { correlationId, hubspotAnswers } from './errors.ts';
import { listRoutes } from './list-routes.ts';
import { hubspotOAuthRoutes } from './oauth-routes.ts';
import { objectRoutes } from './object-routes.ts';
import { preferenceRoutes } from './preference-routes.ts';
import { searchRoutes } from './search-routes.ts';
import { sequenceRoutes } from './sequence-routes.ts';
import { settingsRoutes } from './settings-routes.ts';
import { openHubspot } from './state.ts';
import type { HubspotState } from './state.ts';

const DAY_MS = 86_400_000;

/** Answers of a search tell nothing of limits; all others of the ten seconds and the day. */
function limitHeaders(states: readonly LimitState[]): Record<string, string> {
	if (states.some(({ limit }) => limit.name === 'SECONDLY')) return {};
	const burst = states.find(({ limit }) => limit.name === 'TEN_SECONDLY_ROLLING');
	const day = states.find(({ limit }) => limit.name === 'DAILY');
	return {
		...(day && {
			'x-hubspot-ratelimit-daily': String(day.limit.capacity),
			'x-hubspot-ratelimit-daily-remaining': String(day.remaining),
		}),
		...(burst && {
			'x-hubspot-ratelimit-max': String(burst.limit.capacity),
			'x-hubspot-ratelimit-remaining': String(burst.remaining),
			'x-hubspot-ratelimit-interval-milliseconds': String(burst.limit.perMs),
		}),
	};
}

/**
 * HubSpot's public API as its documentation says; there is no specification that may be used.
 * Limits are those of a service key in a Professional account.
 *
 * @see https://developers.hubspot.com/docs/api-reference/overview
 */
const emulator: Emulator<HubspotState> = {
	id: 'hubspot',
	name: 'HubSpot',
	authentication: bearer,
	keys: [
		{ value: 'pat-sandbox-hubspot', scopes: 'all' },
		{
			value: 'pat-sandbox-hubspot-crm-only',
			scopes: ['crm.objects.contacts.read', 'crm.objects.contacts.write'],
			note: 'no sequences, no lists, no schemas',
		},
	],
	credentials: (baseUrl) => ({ gtmHubspotApi: { accessToken: 'pat-sandbox-hubspot', baseUrl } }),
	apps: (baseUrl) => ({ gtmHubspotOAuth2Api: { ...SANDBOX_APP, baseUrl } }),
	limits: [
		{ name: 'SECONDLY', capacity: 5, perMs: 1_000, kind: 'burst', window: 'rolling' },
		{
			name: 'TEN_SECONDLY_ROLLING',
			capacity: 190,
			perMs: 10_000,
			kind: 'burst',
			window: 'rolling',
			countsAll: true,
		},
		{
			name: 'DAILY',
			capacity: 650_000,
			perMs: DAY_MS,
			kind: 'quota',
			window: 'fixed',
			countsAll: true,
		},
	],
	limitHeaders,
	headersOf: (call) => ({ 'x-hubspot-correlation-id': correlationId(call) }),
	answers: hubspotAnswers,
	open: openHubspot,
	recordsOf: ({ objects }, text) =>
		[
			...objects.contacts.all().filter(({ properties }) => properties.email === text),
			...objects.companies.all().filter(({ properties }) => properties.domain === text),
		].map(({ properties }) => properties),
	counts: ({ objects, sequences, lists }) => ({
		contacts: objects.contacts.size,
		companies: objects.companies.size,
		deals: objects.deals.size,
		activities: ['notes', 'tasks', 'calls', 'emails', 'meetings'].reduce(
			(sum, type) => sum + objects[type as keyof typeof objects].size,
			0,
		),
		sequences: sequences.length,
		lists: lists.length,
	}),
	routes: [
		...hubspotOAuthRoutes,
		...objectRoutes,
		...batchRoutes,
		...searchRoutes,
		...associationRoutes,
		...settingsRoutes,
		...sequenceRoutes,
		...listRoutes,
		...preferenceRoutes,
	],
};

export const hubspot = vendorModule(emulator);
