import { FakeClock } from '../fake-clock';
import { createScriptedPort } from './scripted-port';
import { PROFILE } from './vendor-client-setup';
import { createVendorClient } from '../../../../../src/gtm/http/create-vendor-client';
import type { VendorClient } from '../../../../../src/gtm/http/vendor-client';
import { createVendorTraffic } from '../../../../../src/gtm/http/vendor-traffic';

const profile = { ...PROFILE, account: { path: '/me', idAt: ['id'] } };

/** Clients of one process, each of an execution of its own, and what they sent. */
function setUp(answer: { status?: number; body?: unknown }) {
	const clock = new FakeClock();
	const { http, requests } = createScriptedPort(clock, [answer]);
	const traffic = createVendorTraffic(clock);
	const clientOf = (principal: string, credentialKey: string, connection?: string) =>
		createVendorClient(
			profile,
			{ http, clock, traffic },
			{
				hosts: { api: 'https://api.acme.test' },
				principal,
				credentialKey,
				connection,
				secrets: [],
			},
		);
	const ask = async (client: VendorClient) => await clock.until(client.accountKey());
	return { clientOf, ask, requests };
}

it('the account of a key is asked for once by all executions of a process', async () => {
	const { clientOf, ask, requests } = setUp({ body: { id: 7 } });
	const first = await ask(clientOf('key-1', 'credential'));
	expect(await ask(clientOf('key-1', 'credential'))).toBe(first);
	expect(requests).toHaveLength(1);
	expect(await ask(clientOf('key-2', 'credential'))).toBe(first);
	expect(requests).toHaveLength(2);
});

it('of a credential that may be connected to another account it is asked for each time', async () => {
	const { clientOf, ask, requests } = setUp({ body: { id: 7 } });
	await ask(clientOf('credential', 'credential'));
	await ask(clientOf('credential', 'credential'));
	expect(requests).toHaveLength(2);
});

it('of a connection it is asked for once, and again when it is connected anew', async () => {
	const { clientOf, ask, requests } = setUp({ body: { id: 7 } });
	await ask(clientOf('credential', 'credential', 'token-1'));
	await ask(clientOf('credential', 'credential', 'token-1'));
	expect(requests).toHaveLength(1);
	await ask(clientOf('credential', 'credential', 'token-2'));
	expect(requests).toHaveLength(2);
});

it('that was not told may be told later, and is asked for again', async () => {
	const { clientOf, ask, requests } = setUp({ status: 403 });
	expect(await ask(clientOf('key-1', 'credential'))).toBe('credential');
	await ask(clientOf('key-1', 'credential'));
	expect(requests).toHaveLength(2);
});
