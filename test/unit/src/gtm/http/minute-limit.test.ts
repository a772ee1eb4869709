import { FakeClock } from '../fake-clock';
import { createScriptedPort } from './scripted-port';
import { createVendorClient } from '../../../../../src/gtm/http/create-vendor-client';
import { explainStatus } from '../../../../../src/gtm/http/explain-status';
import type { VendorProfile } from '../../../../../src/gtm/http/vendor-profile';
import { createVendorTraffic } from '../../../../../src/gtm/http/vendor-traffic';

const PROFILE: VendorProfile = {
	id: 'acme',
	name: 'Acme',
	idsUniqueIn: 'everywhere',
	limits: [{ name: 'minute', countsAll: true, capacity: 3, perMs: 60_000, kind: 'burst' }],
	explain: (response) => explainStatus('Acme', response),
};

test('a minute is waited for, even if a batch fills it in its first seconds', async () => {
	const clock = new FakeClock();
	const { http, requests } = createScriptedPort(clock, [{}]);
	const client = createVendorClient(
		PROFILE,
		{ http, clock, traffic: createVendorTraffic(clock) },
		{ hosts: { api: 'https://api.acme.test' }, principal: 'a', secrets: [] },
	);
	const start = clock.now();
	const sends = Array.from({ length: 5 }, () =>
		client.send({ method: 'GET', path: '/contacts', effect: 'read' }),
	);
	await clock.until(Promise.all(sends));
	expect(requests.filter(({ at }) => at - start > 60_000)).toHaveLength(2);
});
