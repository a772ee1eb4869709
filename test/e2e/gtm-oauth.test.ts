import { openSandbox } from '../contract/gtm/sandbox-port';
import { connectAccount, signIn, signsInAtOnce } from './setup/connect-account';
import { failureOf, jsonOf } from './setup/client-step';
import { createJourney, runJourney, type JourneyStep } from './setup/gtm-journey';
import { loggedInClient } from './setup/n8n-context';
import { sandboxApp } from '../../sandbox/credentials.ts';
import { ManualClock } from '../../sandbox/frame/clock.ts';
import { SANDBOX_APP } from '../../sandbox/frame/oauth.ts';
import type { CredentialSummary } from '../../scripts/n8n/rest-types';

const HOUR_MS = 3_600_000;

let clock: ManualClock;
let sandbox: Awaited<ReturnType<typeof openSandbox>>;

beforeEach(async () => {
	clock = new ManualClock(Date.now());
	sandbox = await openSandbox({ clock });
});

afterEach(async () => await sandbox.close());

interface Case {
	vendor: string;
	/** The step without its credential, and what it must say. */
	step(): Pick<JourneyStep, 'parameters' | 'type'>;
	outcome(): object;
	/** Of the URL that the Connect button opens. */
	asked: Record<string, string>;
	tokenRoute: string;
}

const someone = () => sandbox.sandbox.world.examples.person;

const contactOf = (vendor: string) => ({
	vendor,
	step: () => ({
		type: 'gtmCrm',
		parameters: {
			vendor,
			authentication: 'oAuth2',
			resource: 'contact',
			operation: 'get',
			record: { __rl: true, mode: 'email', value: someone().email },
		},
	}),
	outcome: () => ({ status: 'found', provider: vendor, record: { email: someone().email } }),
});

const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);

const CASES = {
	gtmHubspotOAuth2Api: {
		...contactOf('hubspot'),
		asked: { scope: expect.stringContaining('crm.objects.contacts.read') as string },
		tokenRoute: 'POST /oauth/2026-03/token',
	},
	gtmPipedriveOAuth2Api: {
		...contactOf('pipedrive'),
		asked: {},
		tokenRoute: 'POST /oauth/token',
	},
	// Where the org is was not entered: the sign-in tells it, and a renewed token does not lose it.
	gtmSalesforceOAuth2Api: {
		...contactOf('salesforce'),
		asked: { scope: 'api refresh_token', code_challenge_method: 'S256' },
		tokenRoute: 'POST /services/oauth2/token',
	},
	gtmOutreachOAuth2Api: {
		vendor: 'outreach',
		step: () => ({
			type: 'gtmSequencer',
			parameters: { vendor: 'outreach', resource: 'sequence', operation: 'list' },
		}),
		outcome: () => ({ status: 'found', provider: 'outreach' }),
		asked: { scope: expect.stringContaining('prospects.all') as string },
		tokenRoute: 'POST /oauth/token',
	},
	gtmGa4OAuth2Api: {
		vendor: 'ga4',
		step: () => ({
			type: 'gtmAnalytics',
			parameters: {
				vendor: 'ga4',
				resource: 'metric',
				operation: 'query',
				event: 'workflow_run',
				window: 'between',
				from: day(sandbox.sandbox.world.asOf - 60 * 24 * HOUR_MS),
				to: day(sandbox.sandbox.world.asOf),
			},
		}),
		outcome: () => ({
			status: 'found',
			provider: 'ga4',
			record: { value: expect.any(Number) as number },
		}),
		asked: {
			scope: 'https://www.googleapis.com/auth/analytics.readonly',
			access_type: 'offline',
			prompt: 'consent',
		},
		tokenRoute: 'POST /token',
	},
} satisfies Record<string, Case>;

type SandboxAppType = keyof typeof CASES;

const TYPES = Object.keys(CASES) as SandboxAppType[];

async function createApp(
	type: SandboxAppType,
	changes: Record<string, string> = {},
): Promise<CredentialSummary> {
	const data = { ...sandboxApp(sandbox.url, type), ...changes };
	return await loggedInClient().createCredential({ name: `App of ${type}`, type, data });
}

/** A workflow of the vendor's node. */
async function journeyWith(credential: CredentialSummary): Promise<string> {
	const { step, vendor } = CASES[credential.type as SandboxAppType];
	const credentials = { [credential.type]: credential };
	return await createJourney(`OAuth2 ${vendor}`, [{}], [{ ...step(), name: 'Step', credentials }]);
}

/** Routes and statuses of what the vendor was asked from here on. */
function watch(): () => string[] {
	const { log } = sandbox.sandbox;
	const before = log.count;
	return () =>
		log
			.list()
			.filter(({ number }) => number > before)
			.map(({ route, status }) => `${route} ${status}`);
}

const shown = (value: unknown) => JSON.stringify(value);

describe.each(TYPES)('an account connected by %s', (type) => {
	const { vendor, outcome, asked, tokenRoute } = CASES[type];

	it('works, and goes on working when its token has expired', async () => {
		const credential = await createApp(type);
		const opened = await connectAccount(credential);
		expect(Object.fromEntries(opened.searchParams)).toMatchObject({
			client_id: SANDBOX_APP.clientId,
			response_type: 'code',
			...asked,
		});
		const journey = await journeyWith(credential);
		const first = await runJourney(journey);
		expect(failureOf(first)).toBeUndefined();
		expect(jsonOf(first, 'Step')[0]).toMatchObject(outcome());

		clock.advance(3 * HOUR_MS);
		const calls = watch();
		const second = await runJourney(journey);
		expect(failureOf(second)).toBeUndefined();
		expect(jsonOf(second, 'Step')[0]).toMatchObject(outcome());
		const [refused, renewed, repeated] = calls();
		expect(refused).toMatch(/ 401$/);
		expect(renewed).toBe(`${tokenRoute} 200`);
		expect(repeated).toBe(refused?.replace(/401$/, '200'));

		const more = watch();
		expect(failureOf(await runJourney(journey))).toBeUndefined();
		expect(more()).not.toContain(`${tokenRoute} 200`);
	});

	it('whose consent was withdrawn must be connected again, and the error shows no token', async () => {
		const credential = await createApp(type);
		await connectAccount(credential);
		const journey = await journeyWith(credential);
		sandbox.sandbox.vendor(vendor).grants.revoke();
		// Outreach looks at nothing before a minute has passed.
		clock.advance(60_000);
		const execution = await runJourney(journey);
		expect(failureOf(execution)?.message).toMatch(/reconnect/i);
		expect(shown(execution)).not.toMatch(/(access|refresh)-[\da-f]{8}-|sandbox-secret/);

		clock.advance(60_000);
		await connectAccount(credential);
		expect(jsonOf(await runJourney(journey), 'Step')[0]).toMatchObject(outcome());
	});

	it('that was never connected says so', async () => {
		const calls = watch();
		const execution = await runJourney(await journeyWith(await createApp(type)));
		expect(failureOf(execution)?.message).toMatch(/not connected/);
		expect(calls()).toEqual([]);
	});

	it('is not connected with a wrong secret, which n8n’s page does not show', async () => {
		const credential = await createApp(type, { clientSecret: 'wrong-secret' });
		const calls = watch();
		const { shown: page } = await signIn(credential, signsInAtOnce);
		expect(page).toContain('Failed to connect');
		expect(page).not.toContain('wrong-secret');
		expect(calls().at(-1)).toMatch(/\/token 40[01]$/);
	});
});

it('an app that asks for tokens too often must wait, and is not told to connect again', async () => {
	const credential = await createApp('gtmOutreachOAuth2Api');
	await connectAccount(credential);
	const journey = await journeyWith(credential);
	sandbox.sandbox.vendor('outreach').grants.expireAccessTokens();
	const held = await runJourney(journey);
	expect(jsonOf(held, 'Step')).toMatchObject([{ status: 'rate_limited', provider: 'outreach' }]);

	clock.advance(60_000);
	expect(jsonOf(await runJourney(journey), 'Step')[0]).toMatchObject({ status: 'found' });
});

it('an account may do what its consent says, and an outcome names the scope that is missing', async () => {
	const credential = await createApp('gtmHubspotOAuth2Api', {
		scope: 'oauth crm.objects.contacts.read crm.objects.contacts.write',
	});
	await connectAccount(credential);
	const credentials = { gtmHubspotOAuth2Api: credential };
	const contact = CASES.gtmHubspotOAuth2Api.step();
	const journey = await createJourney(
		'Start a workflow',
		[{}],
		[
			{ ...contact, name: 'Step', credentials },
			{
				name: 'Start it',
				type: 'gtmCrm',
				credentials,
				parameters: {
					vendor: 'hubspot',
					authentication: 'oAuth2',
					resource: 'workflow',
					operation: 'trigger',
					workflow: '501',
					entity: 'contact',
					recordId: '={{ $json.record.id }}',
				},
			},
		],
	);
	const execution = await runJourney(journey);
	expect(jsonOf(execution, 'Step')).toMatchObject([{ status: 'found' }]);
	expect(failureOf(execution)).toMatchObject({
		// Reading the list comes first, then writing to it.
		message: expect.stringContaining('crm.lists.read'),
		description: expect.stringContaining('Status forbidden'),
	});
});
