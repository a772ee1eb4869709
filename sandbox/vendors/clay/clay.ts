import { headerKey } from '../../frame/authentication.ts';
import type { Emulator } from '../../frame/emulator.ts';
import { vendorModule } from '../../frame/running-vendor.ts';
import { clayAnswers } from './errors.ts';
import { clayRoutes } from './routes.ts';
import { openClay } from './state.ts';
import type { ClayState } from './state.ts';

/**
 * Clay's public API: runs of routines, and who the key is. There are five routines: `sandbox_person`,
 * `sandbox_company`, `sandbox_email`, `sandbox_failing` and `sandbox_other`. Left out: batches by file,
 * searches, tables. Clay publishes no limit; the one here is made up.
 *
 * @see https://developers.clay.com
 */
const emulator: Emulator<ClayState> = {
	id: 'clay',
	name: 'Clay',
	authentication: headerKey('clay-api-key'),
	keys: [{ value: 'sandbox-clay', scopes: 'all' }],
	credentials: (baseUrl) => ({
		gtmClayApi: {
			apiKey: 'sandbox-clay',
			companyRoutineId: 'sandbox_company',
			emailRoutineId: 'sandbox_email',
			personRoutineId: 'sandbox_person',
			baseUrl,
		},
	}),
	limits: [
		{
			name: 'minute',
			countsAll: true,
			capacity: 300,
			perMs: 60_000,
			kind: 'burst',
			window: 'rolling',
		},
	],
	credits: { initial: 500, unit: 'data credit' },
	answers: clayAnswers,
	open: openClay,
	counts: ({ people, accounts, runs }) => ({
		people: people.length,
		companies: accounts.length,
		runs: runs.size,
	}),
	routes: clayRoutes,
};

export const clay = vendorModule(emulator);
