import { createVendorClient } from '../../../src/gtm/http/create-vendor-client';
import { systemClock } from '../../../src/base/clock';
import type { VendorClient } from '../../../src/gtm/http/vendor-client';
import { createVendorTraffic } from '../../../src/gtm/http/vendor-traffic';
import { hunter } from '../../../src/gtm/vendors/hunter/hunter';
import { checkedPort } from './openapi/checked-port';
import type { Deviation } from './openapi/spec';
import { describeContract } from './openapi/specs';
import { fetchPort, openSandbox } from './sandbox-port';

/** The specification was written by a third party from Hunter's pages: it is held to with care. */
const DEVIATIONS: readonly Deviation[] = [
	{
		operation: 'GET /email-finder',
		in: 'response',
		problem: /body\/data\/.* must be/,
		reason:
			'A miss is a 200 with null for what was not found; the schema knows hits only. Both null and absent are read as a miss.',
	},
	{
		operation: 'GET /email-verifier',
		in: 'response',
		problem: /status 222/,
		reason:
			'Hunter’s page lists 222 (the mail server answered nonsense); the specification does not.',
	},
];

describeContract('hunter', DEVIATIONS, (spec) => {
	let opened: Awaited<ReturnType<typeof openSandbox>>;
	let problems: readonly string[];
	let client: VendorClient;

	beforeEach(async () => {
		opened = await openSandbox({ settings: { limits: 'off' } });
		const baseUrl = opened.baseUrl('hunter');
		const headers = { 'x-api-key': 'sandbox-hunter' };
		const checked = checkedPort(fetchPort({ headers }), spec(), baseUrl);
		problems = checked.problems;
		client = createVendorClient(
			hunter.profile,
			{ http: checked.port, clock: systemClock, traffic: createVendorTraffic(systemClock) },
			{ hosts: hunter.hosts({ baseUrl }), principal: 'contract', secrets: [] },
		);
	});

	afterEach(async () => {
		await opened.close();
		expect(problems).toEqual([]);
	});

	test('people are found by name, page and email, or not, or may not be', async () => {
		const { person, catchAll, claimedRemoval, account, unknownEmail } =
			opened.sandbox.world.examples;
		const { firstName, lastName } = person;
		const queries = [
			{ firstName, lastName, domain: account.domain },
			{ fullName: `${firstName} ${lastName}`, companyName: account.name },
			{ linkedinUrl: person.linkedinUrl },
			{ email: person.email },
			{ fullName: 'Nobody Known', domain: account.domain },
			{ email: unknownEmail },
			{ linkedinUrl: catchAll.linkedinUrl },
			{ email: claimedRemoval.email },
		];
		const statuses: string[] = [];
		for (const query of queries) {
			statuses.push((await hunter.enrichPerson(client, query, {})).status);
		}
		expect(statuses).toEqual([
			...['found', 'found', 'found', 'found', 'not_found', 'not_found', 'pending'],
			'legal_block',
		]);
	});

	test('companies are found or not', async () => {
		const { account, unknownDomain } = opened.sandbox.world.examples;
		const found = await hunter.enrichCompany(client, { domain: account.domain }, {});
		const missed = await hunter.enrichCompany(client, { domain: unknownDomain }, {});
		expect([found.status, missed.status]).toEqual(['found', 'not_found']);
	});

	test('emails are verified at once, later, or not', async () => {
		const { person, catchAll, claimedRemoval } = opened.sandbox.world.examples;
		const emails = [
			person.email,
			catchAll.email,
			claimedRemoval.email,
			'smtp-failure@acme.example',
		];
		const statuses: string[] = [];
		for (const email of emails) statuses.push((await hunter.verifyEmail(client, email, {})).status);
		expect(statuses).toEqual(['found', 'pending', 'legal_block', 'upstream_error']);
		const { status } = (await hunter.follow?.email?.(client, catchAll.email, {})) ?? {};
		expect(status).toBe('found');
	});

	test('the balance is read', async () => {
		expect(await hunter.creditBalance(client)).toMatchObject({ status: 'found' });
	});
});
