import { bearer } from '../../frame/authentication.ts';
import type { Emulator } from '../../frame/emulator.ts';
import { vendorModule } from '../../frame/running-vendor.ts';
import { activityRoutes } from './activity-routes.ts';
import { attioAnswers } from './errors.ts';
import { hookRoutes, tellsAfter } from './hook-routes.ts';
import { listRoutes } from './list-routes.ts';
import { recordRoutes } from './record-routes.ts';
import { schemaRoutes } from './schema-routes.ts';
import { current, openAttio, uniqueKey } from './state.ts';
import type { AttioState } from './state.ts';
import { plainOf } from './values.ts';

/**
 * Attio's REST API, checked against its specification by test/contract/sandbox/attio.test.ts. Left
 * out: making objects, attributes and lists; entry values; comments, threads.
 *
 * @see https://docs.attio.com/rest-api/overview
 */
const emulator: Emulator<AttioState> = {
	id: 'attio',
	name: 'Attio',
	authentication: bearer,
	keys: [
		{ value: 'sandbox-attio', scopes: 'all' },
		{
			value: 'sandbox-attio-reader',
			scopes: ['record_permission:read', 'object_configuration:read', 'note:read', 'task:read'],
			note: 'reads records, notes and tasks only',
		},
	],
	credentials: (baseUrl) => ({ gtmAttioApi: { accessToken: 'sandbox-attio', baseUrl } }),
	limits: [
		{ name: 'read', capacity: 100, perMs: 1_000, kind: 'burst', window: 'fixed' },
		{ name: 'write', capacity: 25, perMs: 1_000, kind: 'burst', window: 'fixed' },
	],
	answers: attioAnswers,
	open: openAttio,
	recordsOf: ({ records }, text) =>
		[
			...records.people.find('unique', uniqueKey('email_addresses', text)),
			...records.companies.find('unique', uniqueKey('domains', text)),
		].map(({ values }) =>
			Object.fromEntries(
				Object.entries(values).map(([slug, dated]) => [
					slug,
					current(dated).map(({ value }) => plainOf(value)),
				]),
			),
		),
	counts: ({ records, notes, tasks, lists }) => ({
		people: records.people.size,
		companies: records.companies.size,
		deals: records.deals.size,
		notes: notes.size,
		tasks: tasks.size,
		lists: lists.length,
	}),
	tellsAfter,
	routes: [...recordRoutes, ...schemaRoutes, ...activityRoutes, ...listRoutes, ...hookRoutes],
};

export const attio = vendorModule(emulator);
