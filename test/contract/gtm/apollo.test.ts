import { GtmApolloApi } from '../../../credentials/GtmApolloApi.credentials';
import { contactId, mailboxId, sequenceId } from '../../../sandbox/vendors/apollo/state.ts';
import { createVendorClient } from '../../../src/gtm/http/create-vendor-client';
import type { HttpPort } from '../../../src/gtm/http/http-port';
import { systemClock } from '../../../src/base/clock';
import type { VendorClient } from '../../../src/gtm/http/vendor-client';
import { createVendorTraffic } from '../../../src/gtm/http/vendor-traffic';
import { isSuccess } from '../../../src/gtm/model/outcome';
import { lookTogether } from '../../../src/gtm/sequencer/people-in-sequence';
import { apolloEnrichment, apolloSequencer } from '../../../src/gtm/vendors/apollo/apollo';
import { checkedPort } from './openapi/checked-port';
import type { Deviation } from './openapi/spec';
import { describeContract } from './openapi/specs';
import { fetchPort, openSandbox } from './sandbox-port';

const DEVIATIONS: readonly Deviation[] = [
	{
		operation: 'POST /people/match',
		in: 'response',
		problem: /body\/person must be object/,
		reason:
			'The description says that a miss is a 200 without an enriched record; the schema knows hits only. Nothing says whether person is null or absent: both are read as a miss.',
	},
];

describeContract('apollo', DEVIATIONS, (spec) => {
	let opened: Awaited<ReturnType<typeof openSandbox>>;
	let problems: readonly string[];
	let client: VendorClient;
	let port: HttpPort;

	beforeEach(async () => {
		opened = await openSandbox({ settings: { limits: 'off' } });
		const baseUrl = opened.baseUrl('apollo');
		const headers = { 'x-api-key': 'sandbox-apollo-master' };
		const checked = checkedPort(fetchPort({ headers }), spec(), baseUrl);
		problems = checked.problems;
		port = checked.port;
		client = createVendorClient(
			apolloEnrichment.profile,
			{ http: checked.port, clock: systemClock, traffic: createVendorTraffic(systemClock) },
			{ hosts: apolloEnrichment.hosts({ baseUrl }), principal: 'contract', secrets: [] },
		);
	});

	afterEach(async () => {
		await opened.close();
		expect(problems).toEqual([]);
	});

	const enrolled = () => {
		const { enrollments, lookup } = opened.sandbox.world;
		const enrollment = enrollments.find(({ status }) => status === 'active');
		const person = lookup.person.get(enrollment?.personKey ?? '');
		return {
			email: person?.email ?? '',
			contactId: contactId(person?.key ?? ''),
			sequenceId: sequenceId(enrollment?.sequenceKey ?? ''),
		};
	};

	const sender = () => mailboxId(opened.sandbox.world.users[0]?.key ?? '');

	test('people and companies are enriched, found or not', async () => {
		const { person, account, unknownEmail, unknownDomain } = opened.sandbox.world.examples;
		const outcomes = [
			await apolloEnrichment.enrichPerson(client, { email: person.email }, {}),
			await apolloEnrichment.enrichPerson(client, { email: unknownEmail }, {}),
			await apolloEnrichment.enrichPerson(
				client,
				{ fullName: `${person.firstName} ${person.lastName}`, companyName: account.name },
				{},
			),
			await apolloEnrichment.enrichCompany(client, { domain: account.domain }, {}),
			await apolloEnrichment.enrichCompany(client, { domain: unknownDomain }, {}),
		];
		expect(outcomes.map(({ status }) => status)).toEqual([
			'found',
			'not_found',
			'found',
			'found',
			'not_found',
		]);
	});

	test('signals and the balance are read', async () => {
		const { account } = opened.sandbox.world.examples;
		const { status } = await apolloEnrichment.listSignals(client, {
			domain: account.domain,
			kinds: ['funding', 'hiring', 'news'],
			since: '2026-06-01T00:00:00.000Z',
			limit: 10,
		});
		expect(['found', 'not_found']).toContain(status);
		expect(isSuccess(await apolloEnrichment.creditBalance(client))).toBe(true);
	});

	test('sequences are listed and found', async () => {
		const list = await apolloSequencer.listSequences(client, { limit: 3, text: 'in' });
		const one = await apolloSequencer.getSequence(client, sequenceId('sequence-1'));
		expect([list.status, one.status]).toEqual(['found', 'found']);
	});

	test('people are enrolled: known, new, skipped, and from a mailbox that is looked up', async () => {
		const { person, catchAll } = opened.sandbox.world.examples;
		const [user] = opened.sandbox.world.users;
		const enroll = (email: string, senderId?: string) =>
			apolloSequencer.enroll(client, {
				sequenceId: sequenceId('sequence-0'),
				contact: { email, firstName: 'Nora', lastName: 'Fresh', accountName: 'Fresh' },
				...(senderId !== undefined && { senderId }),
			});
		const outcomes = [
			await enroll(person.email, sender()),
			await enroll('nora@fresh.example', user?.email),
			await enroll(catchAll.email),
		];
		expect(outcomes.map(({ status }) => status)).toEqual(['created', 'created', 'skipped']);
	});

	test('many people of a sequence are looked for on the pages of the contacts', async () => {
		const { email, sequenceId: sequence } = enrolled();
		const nobodies = Array.from({ length: 11 }, (_, index) => `person${index}@new.example`);
		const looked = await lookTogether(apolloSequencer, client, sequence, [email, ...nobodies]);
		expect(looked.map(({ status }) => status)).toEqual([
			'found',
			...nobodies.map(() => 'not_found'),
		]);
	});

	test('an enrollment is read and stopped', async () => {
		const { email, contactId: id, sequenceId: sequence } = enrolled();
		const byContact = { sequenceId: sequence, contactId: id };
		const found = await apolloSequencer.getEnrollment(client, byContact);
		const stopped = await apolloSequencer.stop(client, { sequenceId: sequence, email });
		expect([found.status, stopped.status]).toEqual(['found', 'updated']);
	});

	test('engagement is read of a contact, a sequence and a window', async () => {
		const { email, sequenceId: sequence } = enrolled();
		const query = { sequenceId: sequence };
		const window = { from: '2026-10-01T00:00:00.000Z', to: '2026-11-01T00:00:00.000Z' };
		const contact = { email, sequenceId: sequence };
		const outcomes = [
			await apolloSequencer.engagementHistory(client, contact, { limit: 5 }),
			await apolloSequencer.statistics(client, query),
			await apolloSequencer.statistics(client, { ...query, window }),
		];
		expect(outcomes.map(({ status }) => status)).toEqual(['found', 'found', 'found']);
	});

	test('the test of the credential is a request of the vendor', async () => {
		const { url } = new GtmApolloApi().test?.request ?? {};
		const request = { method: 'GET', url: `${opened.baseUrl('apollo')}${url}` } as const;
		expect(await port({ ...request, timeoutMs: 5_000 })).toMatchObject({ status: 200 });
	});

	test('a contact that there is not is refused as Apollo refuses it', async () => {
		const reference = { sequenceId: sequenceId('sequence-0'), contactId: 'f'.repeat(24) };
		const outcome = await apolloSequencer.getEnrollment(client, reference);
		expect(outcome).toMatchObject({ status: 'not_found' });
	});
});
