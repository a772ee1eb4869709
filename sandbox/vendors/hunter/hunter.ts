import { anyOf, bearer, headerKey, queryKey } from '../../frame/authentication.ts';
import type { Emulator } from '../../frame/emulator.ts';
import { vendorModule } from '../../frame/running-vendor.ts';
import { hunterAnswers } from './errors.ts';
import { hunterRoutes, INITIAL_CREDITS } from './routes.ts';
import { openHunter } from './state.ts';
import type { HunterState } from './state.ts';

/**
 * Hunter's API v2: finder, verifier, enrichment of people and companies, account. Left out: domain
 * search, discover, leads, sequences. Answers behind a catch-all domain take two questions (202).
 *
 * @see https://hunter.io/api-documentation/v2
 */
const emulator: Emulator<HunterState> = {
	id: 'hunter',
	name: 'Hunter',
	authentication: anyOf(headerKey('X-API-KEY'), bearer, queryKey('api_key')),
	keys: [{ value: 'sandbox-hunter', scopes: 'all' }],
	credentials: (baseUrl) => ({ gtmHunterApi: { apiKey: 'sandbox-hunter', baseUrl } }),
	limits: [
		{
			name: 'second',
			countsAll: true,
			capacity: 15,
			perMs: 1_000,
			kind: 'burst',
			window: 'rolling',
		},
		{
			name: 'minute',
			countsAll: true,
			capacity: 500,
			perMs: 60_000,
			kind: 'burst',
			window: 'rolling',
		},
		{ name: 'verifier_second', capacity: 10, perMs: 1_000, kind: 'burst', window: 'rolling' },
		{ name: 'verifier_minute', capacity: 300, perMs: 60_000, kind: 'burst', window: 'rolling' },
	],
	credits: { initial: INITIAL_CREDITS, unit: 'credit' },
	answers: hunterAnswers,
	open: openHunter,
	counts: ({ people, accounts }) => ({ people: people.length, companies: accounts.size }),
	routes: hunterRoutes,
};

export const hunter = vendorModule(emulator);
