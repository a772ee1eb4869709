import { GtmPeopleDataLabsApi } from '../../../credentials/GtmPeopleDataLabsApi.credentials';
import { createVendorClient } from '../../../src/gtm/http/create-vendor-client';
import type { HttpPort, HttpResponse, Query } from '../../../src/gtm/http/http-port';
import { systemClock } from '../../../src/base/clock';
import type { VendorClient } from '../../../src/gtm/http/vendor-client';
import { createVendorTraffic } from '../../../src/gtm/http/vendor-traffic';
import { recordOf } from '../../../src/gtm/model/json';
import { pdl } from '../../../src/gtm/vendors/pdl/pdl';
import { checkedPort } from './openapi/checked-port';
import type { Deviation } from './openapi/spec';
import { describeContract } from './openapi/specs';
import { fetchPort, openSandbox } from './sandbox-port';

const DEVIATIONS: readonly Deviation[] = [
	{
		operation: '*',
		in: 'response',
		problem: /(?:country|industry) must be equal to one of the allowed values/,
		reason:
			'The lists are in small letters; with titlecase=true, which the same specification has, answers are not.',
	},
	{
		operation: 'GET /v5/person/enrich',
		in: 'response',
		problem: /job_title_levels must be (?:string|equal to one of the allowed values)/,
		reason: 'The vendor’s page of fields has a list of levels, as does its example record.',
	},
	{
		operation: 'GET /v5/person/enrich',
		in: 'response',
		problem: /linkedin_url must match format "url"/,
		reason: 'The vendor’s example record has linkedin.com/in/… without a scheme.',
	},
];

/** The specification has the record itself; the vendor's page of output has it under `data`. */
function unwrapped(response: HttpResponse): HttpResponse {
	const { data } = recordOf(response.body);
	return response.status === 200 && data !== undefined ? { ...response, body: data } : response;
}

describeContract('pdl', DEVIATIONS, (spec) => {
	let opened: Awaited<ReturnType<typeof openSandbox>>;
	let problems: readonly string[];
	let client: VendorClient;
	let port: HttpPort;

	beforeEach(async () => {
		opened = await openSandbox({ settings: { limits: 'off' } });
		const baseUrl = opened.baseUrl('pdl');
		const answers: HttpResponse[] = [];
		const vendor = fetchPort({ headers: { 'x-api-key': 'sandbox-pdl' } });
		const record: HttpPort = async (request) => {
			const response = await vendor(request);
			answers.push(response);
			return unwrapped(response);
		};
		const checked = checkedPort(record, spec(), baseUrl);
		problems = checked.problems;
		port = checked.port;
		const http: HttpPort = async (request) => {
			const response = await checked.port(request);
			return answers.at(-1) ?? response;
		};
		client = createVendorClient(
			pdl.profile,
			{ http, clock: systemClock, traffic: createVendorTraffic(systemClock) },
			{ hosts: pdl.hosts({ baseUrl }), principal: 'contract', secrets: [] },
		);
	});

	afterEach(async () => {
		await opened.close();
		expect(problems).toEqual([]);
	});

	test('people are enriched by all that they are known by, found or not', async () => {
		const { person, account, unknownEmail } = opened.sandbox.world.examples;
		const { firstName, lastName, linkedinUrl, email } = person;
		const outcomes = [
			await pdl.enrichPerson(client, { email }, { fields: ['email', 'phone'] }),
			await pdl.enrichPerson(client, { linkedinUrl }, {}),
			await pdl.enrichPerson(client, { firstName, lastName, companyName: account.name }, {}),
			await pdl.enrichPerson(client, { email: unknownEmail }, {}),
		];
		expect(outcomes.map(({ status }) => status)).toEqual(['found', 'found', 'found', 'not_found']);
	});

	test('companies are enriched, found or not', async () => {
		const { account, unknownDomain } = opened.sandbox.world.examples;
		const outcomes = [
			await pdl.enrichCompany(client, { domain: account.domain }, {}),
			await pdl.enrichCompany(client, { linkedinUrl: account.linkedinUrl }, {}),
			await pdl.enrichCompany(client, { domain: unknownDomain }, {}),
		];
		expect(outcomes.map(({ status }) => status)).toEqual(['found', 'found', 'not_found']);
	});

	test('the test of the credential is a request of the vendor', async () => {
		const { url, qs } = new GtmPeopleDataLabsApi().test?.request ?? {};
		const query = qs as Query;
		const request = { method: 'GET', url: `${opened.baseUrl('pdl')}${url}`, query } as const;
		expect(await port({ ...request, timeoutMs: 5_000 })).toMatchObject({ status: 200 });
	});

	test('the balance is read', async () => {
		expect((await pdl.creditBalance(client)).status).toBe('found');
	});
});
