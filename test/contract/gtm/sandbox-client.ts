import { createVendorClient } from '../../../src/gtm/http/create-vendor-client';
import { systemClock } from '../../../src/base/clock';
import type { VendorProfile } from '../../../src/gtm/http/vendor-profile';
import { createVendorTraffic } from '../../../src/gtm/http/vendor-traffic';
import { checkedPort } from './openapi/checked-port';
import type { Spec } from './openapi/spec';
import { fetchPort, type openSandbox } from './sandbox-port';

export type OpenSandbox = Awaited<ReturnType<typeof openSandbox>>;

export interface CheckedVendor {
	profile: VendorProfile;
	spec: Spec;
	headers: Record<string, string>;
	query?: Record<string, string>;
}

/**
 * A vendor's client as an execution has it, with the emulator behind it; what passes is checked by the
 * vendor's specification. One attempt, so that a test sees what the first answer means, unless said.
 */
export function checkedClient(
	opened: OpenSandbox,
	{ profile, spec, headers, query }: CheckedVendor,
	maxAttempts = 1,
) {
	const baseUrl = opened.baseUrl(profile.id);
	const { port, problems } = checkedPort(
		fetchPort({ headers, ...(query && { query }) }),
		spec,
		baseUrl,
	);
	const client = createVendorClient(
		profile,
		{ http: port, clock: systemClock, traffic: createVendorTraffic(systemClock) },
		{ hosts: { api: baseUrl }, principal: 'test', secrets: [], maxAttempts },
	);
	return { client, problems };
}

/** What was sent to the vendor and was no mere read, as `PUT /v2/…`. */
export function writesTo(opened: OpenSandbox, vendor: string): string[] {
	return opened.sandbox.log
		.list()
		.filter(({ method, url }) => method !== 'GET' && !url.endsWith('/query'))
		.map(({ method, url }) => `${method} ${url.replace(`/${vendor}`, '')}`);
}
