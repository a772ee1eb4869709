import { CREDENTIAL_BLANKING_VALUE } from 'n8n-workflow';

import { openSandbox } from '../contract/gtm/sandbox-port';
import { connectAccount } from './setup/connect-account';
import { failureOf, jsonOf } from './setup/client-step';
import { createJourney, runJourney, type JourneyStep } from './setup/gtm-journey';
import { loggedInClient } from './setup/n8n-context';
import {
	type CredentialFields,
	type SandboxAppType,
	type SandboxCredentialType,
	sandboxApps,
	sandboxCredentials,
} from '../../sandbox/credentials.ts';
import type { CredentialSummary } from '../../scripts/n8n/rest-types';

/** Signed in to by a key; the others by a browser. */
type KeyType = Exclude<SandboxCredentialType, SandboxAppType>;

interface KeyCase {
	vendor: string;
	/** The field that gets a wrong value, and what the test says of it. */
	secret: string;
	advice: RegExp;
	/** What anyone with the key may ask. */
	path: string;
	body?: object;
}

const CASES: Record<KeyType, KeyCase> = {
	gtmApolloApi: {
		vendor: 'apollo',
		secret: 'apiKey',
		advice: /Copy it again from Settings/,
		path: '/api/v1/users/api_profile',
	},
	gtmAttioApi: {
		vendor: 'attio',
		secret: 'accessToken',
		advice: /Attio does not know this token/,
		path: '/v2/self',
	},
	gtmClayApi: {
		vendor: 'clay',
		secret: 'apiKey',
		advice: /make one under Settings/,
		path: '/public/v0/me',
	},
	gtmFullenrichApi: {
		vendor: 'fullenrich',
		secret: 'apiKey',
		advice: /copy it anew from its settings/,
		path: '/api/v2/account/keys/verify',
	},
	gtmHubspotApi: {
		vendor: 'hubspot',
		secret: 'accessToken',
		advice: /copy it anew from Development > Keys > Service keys/,
		path: '/account-info/2026-09/details',
	},
	gtmHunterApi: {
		vendor: 'hunter',
		secret: 'apiKey',
		advice: /copy it anew from the dashboard/,
		path: '/v2/account',
	},
	gtmInstantlyApi: {
		vendor: 'instantly',
		secret: 'apiKey',
		advice: /Make one for API v2/,
		path: '/api/v2/workspaces/current',
	},
	gtmLemlistApi: {
		vendor: 'lemlist',
		secret: 'apiKey',
		advice: /lemlist knows no user with this key|lemlist does not know this key/,
		path: '/api/team',
	},
	gtmMixpanelApi: {
		vendor: 'mixpanel',
		secret: 'secret',
		advice: /check its name and secret/,
		path: '/api/query/events/names?type=general&limit=1',
	},
	gtmPeopleDataLabsApi: {
		vendor: 'pdl',
		secret: 'apiKey',
		advice: /Copy it again from its API Dashboard/,
		path: '/v5/location/clean?location=Berlin',
	},
	gtmPipedriveApi: {
		vendor: 'pipedrive',
		secret: 'apiToken',
		advice: /copy it anew from the preferences/,
		path: '/v1/users/me',
	},
	gtmPosthogApi: {
		vendor: 'posthog',
		secret: 'apiKey',
		advice: /use a personal API key/,
		path: '/api/projects/4242/query/',
		body: { query: { kind: 'HogQLQuery', query: 'SELECT 1 AS one' } },
	},
	gtmSalesforceApi: {
		vendor: 'salesforce',
		secret: 'clientSecret',
		advice: /Consumer Key and the Consumer Secret/,
		path: '/services/data/v64.0/',
	},
	gtmSmartleadApi: {
		vendor: 'smartlead',
		secret: 'apiKey',
		advice: /Smartlead does not know this key/,
		path: '/api/v1/campaigns/',
	},
};

const TYPES = Object.keys(CASES) as KeyType[];

let sandbox: Awaited<ReturnType<typeof openSandbox>>;

beforeEach(async () => {
	sandbox = await openSandbox();
});

afterEach(async () => await sandbox.close());

async function create(type: string, data: CredentialFields): Promise<CredentialSummary> {
	return await loggedInClient().createCredential({ name: `Sandbox ${type}`, type, data });
}

/** The vendor was asked by n8n; routes and statuses. */
const asked = () => sandbox.sandbox.log.list().map(({ route, status }) => `${route} ${status}`);

describe.each(TYPES)('the Test button of %s', (type) => {
	const { secret, advice } = CASES[type];

	it('says that a key of the vendor works, and what to do with another', async () => {
		const data: CredentialFields = sandboxCredentials(sandbox.url)[type];
		const credential = await create(type, data);
		const n8n = loggedInClient();
		expect(await n8n.testCredential({ ...credential, data })).toMatchObject({ status: 'OK' });
		expect(asked().at(-1)).toMatch(/ 200$/);

		const changed = { ...data, [secret]: 'wrong' };
		const tested = await n8n.testCredential({ ...credential, data: changed });
		expect(tested).toEqual({ status: 'Error', message: expect.stringMatching(advice) });
		expect(asked().at(-1)).toMatch(/ 4\d\d$/);
	});
});

/**
 * n8n's editor has no Test button for OAuth2, but tests by its REST: those types that have a test of
 * their own with it, the others by whether they are connected.
 */
describe.each(['ga4', 'hubspot', 'outreach', 'pipedrive', 'salesforce'])(
	'the test of an OAuth2 account of %s',
	(vendor) => {
		const type = Object.keys(sandboxApps('')).find((name) =>
			name.toLowerCase().includes(vendor),
		) as SandboxAppType;

		it('tells whether it is connected', async () => {
			const data: CredentialFields = sandboxApps(sandbox.url)[type];
			const credential = await create(type, data);
			const n8n = loggedInClient();
			const before = await n8n.testCredential({ ...credential, data });
			expect(before.status).toBe('Error');

			await connectAccount(credential);
			// n8n sends the token to no browser, and takes this for what it has.
			const kept = { ...data, oauthTokenData: CREDENTIAL_BLANKING_VALUE };
			expect(await n8n.testCredential({ ...credential, data: kept })).toMatchObject({
				status: 'OK',
			});
		});
	},
);

const HTTP_REQUEST = { type: 'n8n-nodes-base.httpRequest', typeVersion: 4.2, executeOnce: true };

/** n8n's own node with a credential of ours. */
function httpRequest(
	credential: CredentialSummary,
	vendor: string,
	path: string,
	body?: object,
): JourneyStep {
	return {
		...HTTP_REQUEST,
		name: vendor,
		credentials: { [credential.type]: credential },
		parameters: {
			method: body === undefined ? 'GET' : 'POST',
			url: `${sandbox.url}/${vendor}${path}`,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: credential.type,
			...(body && { sendBody: true, specifyBody: 'json', jsonBody: JSON.stringify(body) }),
			options: {},
		},
	};
}

describe('n8n’s HTTP Request node', () => {
	it('signs requests with the key of every vendor', async () => {
		const all = sandboxCredentials(sandbox.url);
		const steps: JourneyStep[] = [];
		for (const type of TYPES) {
			const { vendor, path, body } = CASES[type];
			steps.push(httpRequest(await create(type, all[type]), vendor, path, body));
		}
		const execution = await runJourney(await createJourney('Whose keys', [{}], steps));
		expect(failureOf(execution)).toBeUndefined();
		expect(TYPES.filter((type) => jsonOf(execution, CASES[type].vendor).length === 0)).toEqual([]);
		const answered = sandbox.sandbox.log.list().filter(({ status }) => status === 200);
		expect([...new Set(answered.map(({ vendor }) => vendor))].toSorted()).toEqual(
			TYPES.map((type) => CASES[type].vendor).toSorted(),
		);
	});

	it('signs requests with an account that was connected, and renews its token', async () => {
		const credential = await create(
			'gtmHubspotOAuth2Api',
			sandboxApps(sandbox.url).gtmHubspotOAuth2Api,
		);
		await connectAccount(credential);
		const step = httpRequest(credential, 'hubspot', '/crm/objects/2026-09/contacts?limit=1');
		const journey = await createJourney('Whose account', [{}], [step]);
		for (let run = 0; run < 2; run += 1) {
			const execution = await runJourney(journey);
			expect(failureOf(execution)).toBeUndefined();
			expect(jsonOf(execution, 'hubspot')).toMatchObject([{ results: [expect.any(Object)] }]);
			sandbox.sandbox.vendor('hubspot').grants.expireAccessTokens();
		}
		expect(asked().filter((one) => one === 'POST /oauth/2026-03/token 200')).toHaveLength(2);
	});
});
