import { FakeClock } from '../fake-clock';
import { createScriptedPort } from './scripted-port';
import { createVendorClient } from '../../../../../src/gtm/http/create-vendor-client';
import { explainStatus } from '../../../../../src/gtm/http/explain-status';
import type { VendorProfile } from '../../../../../src/gtm/http/vendor-profile';
import type { VendorRequest } from '../../../../../src/gtm/http/vendor-request';
import { createVendorTraffic } from '../../../../../src/gtm/http/vendor-traffic';

/** All endpoints answer with the same header. */
const PROFILE: VendorProfile = {
	id: 'acme',
	name: 'Acme',
	idsUniqueIn: 'everywhere',
	limits: [
		{ name: 'search', capacity: 10, perMs: 86_400_000, kind: 'quota' },
		{ name: 'export', capacity: 10, perMs: 86_400_000, kind: 'quota' },
	],
	readLimits: ({ headers }, { limits = [] }) =>
		limits.map((window) => ({ window, remaining: Number(headers['x-left']) })),
	explain: (response) => explainStatus('Acme', response),
};

const READ: VendorRequest = { method: 'GET', path: '/contacts', effect: 'read' };

test('what an answer says of a limit holds for the endpoint that answered, and no other', async () => {
	const clock = new FakeClock();
	const { http, requests } = createScriptedPort(clock, [{ headers: { 'x-left': '0' } }]);
	const client = createVendorClient(
		PROFILE,
		{ http, clock, traffic: createVendorTraffic(clock) },
		{ hosts: { api: 'https://api.acme.test' }, principal: 'a', secrets: [] },
	);
	await clock.until(client.send({ ...READ, limits: ['search'] }));
	const again = clock.until(client.send({ ...READ, limits: ['search'] }));
	await expect(again).rejects.toMatchObject({ refusal: { status: 'quota_exhausted' } });
	await clock.until(client.send({ ...READ, limits: ['export'] }));
	expect(requests).toHaveLength(2);
});
