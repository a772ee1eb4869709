import { bearer } from '../../frame/authentication.ts';
import type { Emulator } from '../../frame/emulator.ts';
import { vendorModule } from '../../frame/running-vendor.ts';
import { fullenrichAnswers } from './errors.ts';
import { fullenrichRoutes } from './routes.ts';
import { openFullenrich } from './state.ts';
import type { FullenrichState } from './state.ts';

/**
 * FullEnrich's API v2: enrichments and reverse lookups, which take a minute; lookups, credits, the key.
 * Left out: searches, webhooks.
 *
 * @see https://docs.fullenrich.com
 */
const emulator: Emulator<FullenrichState> = {
	id: 'fullenrich',
	name: 'FullEnrich',
	authentication: bearer,
	keys: [{ value: 'sandbox-fullenrich', scopes: 'all' }],
	credentials: (baseUrl) => ({ gtmFullenrichApi: { apiKey: 'sandbox-fullenrich', baseUrl } }),
	limits: [
		{
			name: 'minute',
			countsAll: true,
			capacity: 60,
			perMs: 60_000,
			kind: 'burst',
			window: 'rolling',
		},
	],
	credits: { initial: 500, unit: 'credit' },
	answers: fullenrichAnswers,
	open: openFullenrich,
	counts: ({ people, accounts, enrichments }) => ({
		people: people.length,
		companies: accounts.size,
		enrichments: enrichments.size,
	}),
	routes: fullenrichRoutes,
};

export const fullenrich = vendorModule(emulator);
