import { ManualClock } from '../../../sandbox/frame/clock.ts';
import { createVendorClient } from '../../../src/gtm/http/create-vendor-client';
import { systemClock } from '../../../src/base/clock';
import type { VendorClient } from '../../../src/gtm/http/vendor-client';
import { createVendorTraffic } from '../../../src/gtm/http/vendor-traffic';
import { clay } from '../../../src/gtm/vendors/clay/clay';
import { checkedPort } from './openapi/checked-port';
import { describeContract } from './openapi/specs';
import { fetchPort, openSandbox } from './sandbox-port';

describeContract('clay', [], (spec) => {
	let opened: Awaited<ReturnType<typeof openSandbox>>;
	let clock: ManualClock;
	let problems: readonly string[];
	let client: VendorClient;
	let readMe: () => Promise<{ status: number }>;

	beforeEach(async () => {
		clock = new ManualClock(Date.parse('2026-11-25T10:00:00Z'));
		opened = await openSandbox({ clock, settings: { limits: 'off' } });
		const baseUrl = opened.baseUrl('clay');
		const headers = { 'clay-api-key': 'sandbox-clay' };
		const { port, problems: found } = checkedPort(fetchPort({ headers }), spec(), baseUrl);
		problems = found;
		const account = clay.account?.({
			personRoutineId: 'sandbox_person',
			companyRoutineId: 'sandbox_company',
			emailRoutineId: 'sandbox_failing',
		});
		client = createVendorClient(
			clay.profile,
			{ http: port, clock: systemClock, traffic: createVendorTraffic(systemClock) },
			{
				hosts: clay.hosts({ baseUrl }),
				principal: 'contract',
				secrets: [],
				...(account && { account }),
			},
		);
		readMe = () => port({ method: 'GET', url: `${baseUrl}/public/v0/me`, timeoutMs: 5_000 });
	});

	afterEach(async () => {
		await opened.close();
		expect(problems).toEqual([]);
	});

	test('a person and a company are asked about, waited for and found', async () => {
		const { person, account } = opened.sandbox.world.examples;
		const { domain } = account;
		const asked = await clay.enrichPerson(client, { email: person.email }, {});
		const company = await clay.enrichCompany(client, { domain }, { correlationId: 'q-1' });
		const early = await clay.follow?.person?.(client, asked.handle ?? '', {});
		expect(early?.status).toBe('pending');
		clock.advance(60_000);
		const found = [
			await clay.follow?.person?.(client, asked.handle ?? '', {}),
			await clay.follow?.company?.(client, company.handle ?? '', {}),
		];
		expect(found.map((outcome) => outcome?.status)).toEqual(['found', 'found']);
	});

	test('a routine fails, a run is not known, credits are used up', async () => {
		const started = await clay.verifyEmail(client, 'dana@acme.example', {});
		clock.advance(60_000);
		const failed = await clay.follow?.email?.(client, started.handle ?? '', {});
		const unknown = await clay.follow?.person?.(client, 'run_none', {});
		opened.sandbox.vendor('clay').credits.set(0);
		const poor = await clay.enrichCompany(client, { domain: 'acme.example' }, {});
		expect([failed?.status, unknown?.status, poor.status]).toEqual([
			'upstream_error',
			'invalid',
			'quota_exhausted',
		]);
	});

	test('the key is read', async () => {
		expect(await readMe()).toMatchObject({ status: 200 });
	});
});
