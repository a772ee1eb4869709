import { CREDENTIAL_BLANKING_VALUE, type ICredentialType } from 'n8n-workflow';

import { openSandbox } from '../contract/gtm/sandbox-port';
import { connectAccount } from './setup/connect-account';
import { failureOf, jsonOf } from './setup/client-step';
import { createJourney, runJourney, type JourneyStep } from './setup/gtm-journey';
import { loggedInClient } from './setup/n8n-context';
import {
	sandboxApp,
	sandboxApps,
	sandboxCredential,
	sandboxCredentials,
} from '../../sandbox/credentials.ts';
import { allVendors } from '../../src/gtm/vendors/registry';
import { vendorCredentialTypes } from '../node/gtm/credential-types';
import type { CredentialSummary } from '../../scripts/n8n/rest-types';

/** Signed in to by a key; the others by a browser. */
const KEY_TYPES = vendorCredentialTypes.filter((type) => type.extends === undefined);

const vendorIdOf = ({ name }: ICredentialType): string =>
	allVendors.find(({ credentialTypes }) => credentialTypes.includes(name))?.profile.id ?? '';

/** The field that gets a wrong value. */
function secretOf({ properties }: ICredentialType): string {
	const secret = properties.find(
		({ type, typeOptions }) => type !== 'hidden' && typeOptions?.password === true,
	);
	return secret?.name ?? '';
}

/** What anyone with the key may ask: the request of the test itself. */
function testRequestOf({ name, test }: ICredentialType) {
	const { url = '', qs, body, method = 'GET' } = test?.request ?? {};
	const fields = sandboxCredential(sandbox.url, name);
	const path = url
		.replace(/^=/, '')
		.replaceAll(/\{\{\$credentials\.(\w+)\}\}/g, (_, field: string) => {
			const value = fields[field];
			return typeof value === 'string' ? value : '';
		});
	const query = new URLSearchParams(qs as Record<string, string>).toString();
	return { method, path: query === '' ? path : `${path}?${query}`, body };
}

let sandbox: Awaited<ReturnType<typeof openSandbox>>;

beforeEach(async () => {
	sandbox = await openSandbox();
});

afterEach(async () => await sandbox.close());

async function create(
	type: string,
	data: ReturnType<typeof sandboxCredential>,
): Promise<CredentialSummary> {
	return await loggedInClient().createCredential({ name: `Sandbox ${type}`, type, data });
}

/** The vendor was asked by n8n; routes and statuses. */
const asked = () => sandbox.sandbox.log.list().map(({ route, status }) => `${route} ${status}`);

describe.each(KEY_TYPES)('the Test button of $name', (type) => {
	const advice = type.test?.rules?.map(({ properties }) => properties.message);

	it('says that a key of the vendor works, and what to do with another', async () => {
		const data = sandboxCredential(sandbox.url, type.name);
		const credential = await create(type.name, data);
		const n8n = loggedInClient();
		expect(await n8n.testCredential({ ...credential, data })).toMatchObject({ status: 'OK' });
		expect(asked().at(-1)).toMatch(/ 200$/);

		const changed = { ...data, [secretOf(type)]: 'wrong' };
		const tested = await n8n.testCredential({ ...credential, data: changed });
		expect(tested.status).toBe('Error');
		expect(advice).toContain(tested.message);
		expect(asked().at(-1)).toMatch(/ 4\d\d$/);
	});
});

/**
 * n8n's editor has no Test button for OAuth2, but tests by its REST: those types that have a test of
 * their own with it, the others by whether they are connected.
 */
describe.each(Object.keys(sandboxApps('')))('the test of an OAuth2 account of %s', (type) => {
	it('tells whether it is connected', async () => {
		const data = sandboxApp(sandbox.url, type);
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
});

const HTTP_REQUEST = { type: 'n8n-nodes-base.httpRequest', typeVersion: 4.2, executeOnce: true };

/** n8n's own node with a credential of ours. */
function httpRequest(
	credential: CredentialSummary,
	vendor: string,
	path: string,
	{ method = 'GET', body }: { method?: string; body?: unknown } = {},
): JourneyStep {
	return {
		...HTTP_REQUEST,
		name: vendor,
		credentials: { [credential.type]: credential },
		parameters: {
			method,
			url: `${sandbox.url}/${vendor}${path}`,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: credential.type,
			...(body !== undefined && {
				sendBody: true,
				specifyBody: 'json',
				jsonBody: JSON.stringify(body),
			}),
			options: {},
		},
	};
}

describe('n8n’s HTTP Request node', () => {
	it('signs requests with the key of every vendor', async () => {
		const all = sandboxCredentials(sandbox.url);
		const steps: JourneyStep[] = [];
		for (const type of KEY_TYPES) {
			const { path, ...request } = testRequestOf(type);
			const credential = await create(type.name, all[type.name] ?? {});
			steps.push(httpRequest(credential, vendorIdOf(type), path, request));
		}
		const execution = await runJourney(await createJourney('Whose keys', [{}], steps));
		expect(failureOf(execution)).toBeUndefined();
		const ids = KEY_TYPES.map(vendorIdOf);
		expect(ids.filter((id) => jsonOf(execution, id).length === 0)).toEqual([]);
		const answered = sandbox.sandbox.log.list().filter(({ status }) => status === 200);
		expect([...new Set(answered.map(({ vendor }) => vendor))].toSorted()).toEqual(ids.toSorted());
	});

	it('signs requests with an account that was connected, and renews its token', async () => {
		const credential = await create(
			'gtmHubspotOAuth2Api',
			sandboxApp(sandbox.url, 'gtmHubspotOAuth2Api'),
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
