import { ManualClock } from '../../../sandbox/frame/clock.ts';
import { createVendorClient } from '../../../src/gtm/http/create-vendor-client';
import { systemClock } from '../../../src/base/clock';
import type { VendorClient } from '../../../src/gtm/http/vendor-client';
import { createVendorTraffic } from '../../../src/gtm/http/vendor-traffic';
import { fullenrich } from '../../../src/gtm/vendors/fullenrich/fullenrich';
import { checkedPort } from './openapi/checked-port';
import { describeContract } from './openapi/specs';
import { fetchPort, openSandbox } from './sandbox-port';

describeContract('fullenrich', [], (spec) => {
	let opened: Awaited<ReturnType<typeof openSandbox>>;
	let clock: ManualClock;
	let problems: readonly string[];
	let client: VendorClient;
	let readKey: () => Promise<{ status: number }>;

	beforeEach(async () => {
		clock = new ManualClock(Date.parse('2026-11-25T10:00:00Z'));
		opened = await openSandbox({ clock, settings: { limits: 'off' } });
		const baseUrl = opened.baseUrl('fullenrich');
		const headers = { authorization: 'Bearer sandbox-fullenrich' };
		const { port, problems: found } = checkedPort(fetchPort({ headers }), spec(), baseUrl);
		problems = found;
		client = createVendorClient(
			fullenrich.profile,
			{ http: port, clock: systemClock, traffic: createVendorTraffic(systemClock) },
			{ hosts: fullenrich.hosts({ baseUrl }), principal: 'contract', secrets: [] },
		);
		const url = `${baseUrl}/api/v2/account/keys/verify`;
		readKey = () => port({ method: 'GET', url, timeoutMs: 5_000 });
	});

	afterEach(async () => {
		await opened.close();
		expect(problems).toEqual([]);
	});

	test('people are enriched: waiting, found, not found, without credits', async () => {
		const { person, colleague, account } = opened.sandbox.world.examples;
		const queries = [
			{ linkedinUrl: person.linkedinUrl },
			{ fullName: 'Nobody Known', domain: account.domain },
			{ linkedinUrl: colleague.linkedinUrl },
		];
		const handles: string[] = [];
		const options = { fields: ['email', 'mobilePhone', 'otherEmails'], correlationId: 'one' };
		for (const query of queries) {
			handles.push((await fullenrich.enrichPerson(client, query, options)).handle ?? '');
		}
		const follow = async (index: number) =>
			(await fullenrich.follow?.person?.(client, handles[index] ?? '', {}))?.status;
		expect(await follow(0)).toBe('pending');
		clock.advance(60_000);
		expect([await follow(0), await follow(1)]).toEqual(['found', 'not_found']);
		opened.sandbox.vendor('fullenrich').credits.set(0);
		expect(await follow(2)).toBe('quota_exhausted');
		expect((await fullenrich.follow?.person?.(client, 'enrich:none', {}))?.status).toBe('invalid');
	});

	test('an email is looked up for its person', async () => {
		const { email } = opened.sandbox.world.examples.person;
		const { handle = '' } = await fullenrich.enrichPerson(client, { email }, {});
		const early = await fullenrich.follow?.person?.(client, handle, {});
		clock.advance(60_000);
		const late = await fullenrich.follow?.person?.(client, handle, {});
		expect([early?.status, late?.status]).toEqual(['pending', 'found']);
		expect((await fullenrich.follow?.person?.(client, 'reverse:none', {}))?.status).toBe('invalid');
	});

	test('profiles and companies are looked up', async () => {
		const { person, account, unknownDomain } = opened.sandbox.world.examples;
		const { linkedinUrl } = person;
		const options = { fields: ['title'] };
		const statuses = [
			await fullenrich.enrichPerson(client, { linkedinUrl }, options),
			await fullenrich.enrichPerson(
				client,
				{ fullName: 'Nobody Known', domain: account.domain },
				options,
			),
			await fullenrich.enrichCompany(client, { domain: account.domain }, {}),
			await fullenrich.enrichCompany(client, { domain: unknownDomain }, {}),
		].map(({ status }) => status);
		expect(statuses).toEqual(['found', 'not_found', 'found', 'not_found']);
	});

	test('the balance and the key are read', async () => {
		expect(await fullenrich.creditBalance(client)).toMatchObject({ status: 'found' });
		expect(await readKey()).toMatchObject({ status: 200 });
	});
});
