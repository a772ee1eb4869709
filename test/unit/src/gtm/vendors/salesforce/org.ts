import { SESSION } from '../../../../../../sandbox/vendors/salesforce/login-routes.ts';
import { salesforce as emulated } from '../../../../../../sandbox/vendors/salesforce/salesforce.ts';
import { createVendorClient } from '../../../../../../src/gtm/http/create-vendor-client';
import { createVendorTraffic } from '../../../../../../src/gtm/http/vendor-traffic';
import { salesforce } from '../../../../../../src/gtm/vendors/salesforce/salesforce';
import { FakeClock } from '../../fake-clock';
import { type Turn, createScriptedPort } from '../../http/scripted-port';
import { openVendor } from '../sandbox-client';

export const API = '/services/data/v64.0';

/** The emulated org, and our client of it. */
export const openOrg = () =>
	openVendor(emulated, salesforce, { header: 'authorization', key: `Bearer ${SESSION}` });

export type Org = ReturnType<typeof openOrg>;

/** The queries that were sent, in order. */
export const queriesOf = ({ sent }: Org) =>
	sent.flatMap(({ query }) => (typeof query?.q === 'string' ? [query.q] : []));

/** A client whose answers are written down, for what no org does when it is asked. */
export function scriptedClient(turns: Turn[]) {
	const clock = new FakeClock();
	const { http, requests } = createScriptedPort(clock, turns);
	const inner = createVendorClient(
		salesforce.profile,
		{ http, clock, traffic: createVendorTraffic(clock) },
		{ hosts: { api: 'https://acme.my.salesforce.com' }, principal: 'test', secrets: [] },
	);
	const client: typeof inner = {
		provider: inner.provider,
		now: inner.now,
		accountKey: inner.accountKey,
		send: async (request) => await clock.until(inner.send(request)),
	};
	return { client, requests };
}
