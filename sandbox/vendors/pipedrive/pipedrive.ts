import { SANDBOX_APP } from '../../frame/oauth.ts';
import { anyOf, bearer, headerKey } from '../../frame/authentication.ts';
import type { Emulator } from '../../frame/emulator.ts';
import type { LimitState } from '../../frame/limits.ts';
import { vendorModule } from '../../frame/running-vendor.ts';
import { activityRoutes } from './activity-routes.ts';
import { pipedriveAnswers } from './errors.ts';
import { pipedriveOAuthRoutes } from './oauth-routes.ts';
import { hookRoutes, tellsAfter } from './hook-routes.ts';
import { pipelineRoutes } from './pipeline-routes.ts';
import { recordRoutes } from './record-routes.ts';
import { openPipedrive } from './state.ts';
import type { PipedriveState } from './state.ts';

function limitHeaders(states: readonly LimitState[]): Record<string, string> {
	const burst = states.find(({ limit }) => limit.name === 'burst');
	const tokens = states.find(({ limit }) => limit.name === 'tokens');
	return {
		...(burst && {
			'x-ratelimit-limit': String(burst.limit.capacity),
			'x-ratelimit-remaining': String(burst.remaining),
			'x-ratelimit-reset': String(Math.ceil(burst.resetsInMs / 1_000)),
		}),
		...(tokens && {
			'x-daily-ratelimit-token-limit': String(tokens.limit.capacity),
			'x-daily-ratelimit-token-remaining': String(tokens.remaining),
		}),
	};
}

/**
 * Pipedrive's API, version 2 and what of version 1 has no other place, checked against its
 * specifications by test/contract/gtm/pipedrive.test.ts. Every call takes one token of the day here;
 * at Pipedrive it depends on the call. Left out: leads, products, projects, files, mail,
 * filters, labels, merging, the block after ignored 429s.
 *
 * @see https://developers.pipedrive.com/docs/api/v1
 */
const emulator: Emulator<PipedriveState> = {
	id: 'pipedrive',
	name: 'Pipedrive',
	authentication: anyOf(headerKey('x-api-token'), bearer),
	keys: [
		{ value: 'sandbox-pipedrive', scopes: 'all' },
		{
			value: 'sandbox-pipedrive-reader',
			scopes: ['contacts:read', 'deals:read', 'search:read'],
			note: 'reads persons, organizations and deals only',
		},
	],
	credentials: (baseUrl) => ({ gtmPipedriveApi: { apiToken: 'sandbox-pipedrive', baseUrl } }),
	apps: (baseUrl) => ({ gtmPipedriveOAuth2Api: { ...SANDBOX_APP, baseUrl } }),
	limits: [
		{ name: 'burst', capacity: 20, perMs: 2_000, kind: 'burst', window: 'fixed', countsAll: true },
		{ name: 'search', capacity: 10, perMs: 2_000, kind: 'burst', window: 'fixed' },
		{
			name: 'tokens',
			capacity: 30_000,
			perMs: 86_400_000,
			kind: 'quota',
			window: 'fixed',
			countsAll: true,
		},
	],
	limitHeaders,
	answers: pipedriveAnswers,
	open: openPipedrive,
	recordsOf: ({ records }, text) => {
		const people = records.persons
			.all()
			.filter(({ values }) => JSON.stringify(values.emails).includes(`"${text}"`));
		// The domain stands in a field of the account's own, as people write it.
		const companies = records.organizations
			.all()
			.filter(({ custom }) => !text.includes('@') && JSON.stringify(custom).includes(text));
		return [...people, ...companies].map(({ values, custom }) => ({ ...values, ...custom }));
	},
	counts: ({ records, activities, notes }) => ({
		persons: records.persons.size,
		organizations: records.organizations.size,
		deals: records.deals.size,
		activities: activities.size,
		notes: notes.size,
	}),
	tellsAfter,
	routes: [
		...pipedriveOAuthRoutes,
		...pipelineRoutes,
		...recordRoutes,
		...activityRoutes,
		...hookRoutes,
	],
};

export const pipedrive = vendorModule(emulator);
