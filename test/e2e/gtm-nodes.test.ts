import { selectors, type Browser, type Page } from 'playwright-core';

import { openSandbox } from '../contract/gtm/sandbox-port';
import {
	chromiumPath,
	keepParameters,
	keepScreenshot,
	launchBrowser,
	openEditor,
	openWorkflow,
} from './setup/browser';
import { failureOf, jsonOf } from './setup/client-step';
import { createJourney, runJourney, type JourneyStep } from './setup/gtm-journey';
import { loggedInClient } from './setup/n8n-context';
import { sandboxCredential } from '../../sandbox/credentials.ts';
import { sequenceId } from '../../sandbox/vendors/apollo/state';
import type { CredentialSummary, Execution } from '../../scripts/n8n/rest-types';

/** A browser on a busy machine is slow. */
jest.setTimeout(120_000);

let sandbox: Awaited<ReturnType<typeof openSandbox>>;
let credentials: Record<'apollo' | 'hubspot' | 'pdl' | 'posthog', CredentialSummary>;
let crmId: string;
let enrichmentId: string;
let sequencerId: string;
let analyticsId: string;

const NEW = { email: 'dana.doe@e2e-run.com', firstName: 'Dana', lastName: 'Doe' };

async function createCredential(type: string): Promise<CredentialSummary> {
	const data = sandboxCredential(sandbox.url, type);
	return await loggedInClient().createCredential({ name: `Sandbox ${type}`, type, data });
}

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

function crmSteps(): JourneyStep[] {
	const common = { type: 'gtmCrm', credentials: { gtmHubspotApi: credentials.hubspot } };
	const contact = { vendor: 'hubspot', authentication: 'apiKey', resource: 'contact' };
	return [
		{
			...common,
			name: 'Upsert',
			parameters: {
				...contact,
				operation: 'upsert',
				inputMode: 'form',
				form: {
					mappingMode: 'defineBelow',
					value: {
						email: '={{ $json.email }}',
						firstName: '={{ $json.firstName }}',
						lastName: '={{ $json.lastName }}',
					},
					schema: [],
					matchingColumns: [],
				},
			},
		},
		{
			...common,
			name: 'Get',
			parameters: {
				...contact,
				operation: 'get',
				record: { __rl: true, mode: 'email', value: '={{ $json.record.email }}' },
				options: { fields: 'id, email, lastName' },
			},
		},
		{
			...common,
			name: 'Note',
			parameters: {
				...contact,
				resource: 'activity',
				operation: 'note',
				subject: 'From the form',
				body: 'Asked for a demo',
				associations: { contactIds: '={{ $json.record.id }}' },
			},
		},
	];
}

beforeAll(async () => {
	sandbox = await openSandbox();
	credentials = {
		apollo: await createCredential('gtmApolloApi'),
		hubspot: await createCredential('gtmHubspotApi'),
		pdl: await createCredential('gtmPeopleDataLabsApi'),
		posthog: await createCredential('gtmPosthogApi'),
	};
	crmId = await createJourney('Keep a contact', [NEW], crmSteps());
	const { person } = sandbox.sandbox.world.examples;
	enrichmentId = await createJourney(
		'Learn about a person',
		[{ email: person.email }, { email: 'nobody@e2e-run.com' }],
		[
			{
				name: 'Waterfall',
				type: 'gtmEnrichment',
				credentials: {
					gtmApolloApi: credentials.apollo,
					gtmPeopleDataLabsApi: credentials.pdl,
				},
				parameters: {
					resource: 'waterfall',
					operation: 'person',
					vendor: ['apollo', 'pdl'],
					wanted: 'email, title',
					options: { deliverable: false },
					email: '={{ $json.email }}',
				},
			},
		],
	);
	sequencerId = await createJourney(
		'Enroll a lead',
		[NEW],
		[
			{
				name: 'Enroll',
				type: 'gtmSequencer',
				credentials: { gtmApolloApi: credentials.apollo },
				parameters: {
					vendor: 'apollo',
					resource: 'enrollment',
					operation: 'enroll',
					sequence: byId(sequenceId('sequence-1')),
					email: '={{ $json.email }}',
					options: { firstName: '={{ $json.firstName }}', lastName: '={{ $json.lastName }}' },
				},
			},
		],
	);
	const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
	const { asOf, usage } = sandbox.sandbox.world;
	analyticsId = await createJourney(
		'Count an event',
		[{ event: usage[0]?.name }],
		[
			{
				name: 'Count',
				type: 'gtmAnalytics',
				credentials: { gtmPosthogApi: credentials.posthog },
				parameters: {
					vendor: 'posthog',
					resource: 'metric',
					operation: 'query',
					event: '={{ $json.event }}',
					window: 'between',
					from: day(asOf - 60 * 86_400_000),
					to: day(asOf),
				},
			},
		],
	);
});

afterAll(async () => {
	await sandbox?.close();
});

async function succeeded(id: string): Promise<Execution> {
	const execution = await runJourney(id);
	expect(failureOf(execution)).toBeUndefined();
	return execution;
}

const callsTo = (part: string) =>
	sandbox.sandbox.log.list().filter(({ url }) => url.includes(part)).length;

describe('the GTM nodes in n8n', () => {
	it('keep a contact in the CRM, read it back and note what happened', async () => {
		const execution = await succeeded(crmId);
		expect(jsonOf(execution, 'Upsert')).toMatchObject([
			{ status: 'created', provider: 'hubspot', record: { email: NEW.email } },
		]);
		const [got] = jsonOf(execution, 'Get');
		expect(got).toMatchObject({ status: 'found', record: { lastName: 'Doe' } });
		expect(Object.keys(got?.record ?? {}).toSorted()).toEqual(['email', 'id', 'lastName']);
		expect(jsonOf(execution, 'Note')).toMatchObject([{ status: 'created' }]);
		const again = await succeeded(crmId);
		expect(jsonOf(again, 'Upsert')).toMatchObject([{ status: 'unchanged' }]);
	});

	it('ask several vendors about a person, and pay for no answer twice', async () => {
		const execution = await succeeded(enrichmentId);
		expect(jsonOf(execution, 'Waterfall')).toMatchObject([
			{ status: 'found', record: { title: expect.any(String), missing: [] } },
			{ status: 'not_found' },
		]);
		const asked = sandbox.sandbox.log.count;
		const again = await succeeded(enrichmentId);
		expect(jsonOf(again, 'Waterfall').map(({ status }) => status)).toEqual(['found', 'not_found']);
		expect(sandbox.sandbox.log.count).toBe(asked);
	});

	it('enroll a person once, however often the workflow runs', async () => {
		const first = await succeeded(sequencerId);
		expect(jsonOf(first, 'Enroll')).toMatchObject([
			{ status: 'created', record: { email: NEW.email, status: 'active' } },
		]);
		const second = await succeeded(sequencerId);
		expect(jsonOf(second, 'Enroll')).toMatchObject([
			{
				status: 'unchanged',
				notes: [
					expect.stringContaining('already in this sequence'),
					expect.stringContaining('This n8n enrolled the person'),
				],
			},
		]);
		expect(callsTo('add_contact_ids')).toBe(1);
	});

	it('count an event of the product', async () => {
		const execution = await succeeded(analyticsId);
		const [item] = jsonOf(execution, 'Count');
		expect(item).toMatchObject({ status: 'found', provider: 'posthog' });
		expect((item?.record as { value: number }).value).toBeGreaterThan(0);
	});
});

const describeEditor = chromiumPath === undefined ? describe.skip : describe;

describeEditor('the GTM nodes in the editor', () => {
	let browser: Browser;
	let page: Page;

	beforeAll(async () => {
		selectors.setTestIdAttribute('data-test-id');
		browser = await launchBrowser();
		page = await openEditor(browser);
	});

	afterAll(async () => {
		await browser?.close();
	});

	const node = (name: string) => page.getByTestId('canvas-node').filter({ hasText: name });

	async function openNode(workflowId: string, name: string): Promise<void> {
		await openWorkflow(page, workflowId);
		await node(name).first().dblclick();
		await page.getByTestId('ndv').waitFor();
	}

	it.each([
		['gtm-crm', 'Upsert', () => crmId, ['Vendor', 'Values']],
		['gtm-enrichment', 'Waterfall', () => enrichmentId, ['Resource', 'Wanted Fields']],
		['gtm-sequencer', 'Enroll', () => sequencerId, ['Vendor', 'Options']],
		['gtm-analytics', 'Count', () => analyticsId, ['Vendor', 'From']],
	] as const)('%s tests its credential', async (name, step, id, [from, to]) => {
		await openNode(id(), step);
		await page.getByTestId('parameter-input-vendor').waitFor();
		await page.getByTestId('parameter-input-resource').waitFor();
		await page.getByTestId('ndv').getByText(to, { exact: true }).first().waitFor();
		await keepParameters(page, name, from, to);
		await page.getByTestId('credential-edit-button').first().click();
		await page.getByText('Connection tested successfully').waitFor();
		await keepScreenshot(page, `${name}-credential`);
	});

	it('gtm-crm loads the properties of the account into its form, custom ones too', async () => {
		await openNode(crmId, 'Upsert');
		const form = page.getByTestId('ndv');
		for (const label of ['Email', 'First name', 'ICP score (custom)']) {
			await form.getByText(label, { exact: true }).first().waitFor();
		}
		await form.getByText('First name', { exact: true }).first().scrollIntoViewIfNeeded();
		await keepScreenshot(page, 'gtm-crm-form-whole');
		await keepParameters(page, 'gtm-crm-form', 'Email', 'Lead status');
	});

	it('gtm-sequencer finds a sequence by its name', async () => {
		await openNode(sequencerId, 'Enroll');
		// The sender is chosen from a list as well.
		const sequence = page.getByTestId('resource-locator-sequence');
		await sequence.getByTestId('rlc-mode-selector').click();
		await page.getByTestId('mode-list').click();
		await sequence.getByTestId('rlc-input').click();
		await page.getByTestId('rlc-item').filter({ hasText: 'Inbound follow-up' }).first().waitFor();
		await keepScreenshot(page, 'gtm-sequencer-list');
	});

	it('gtm-enrichment keeps one vendor and many apart when the resource is changed', async () => {
		await openNode(enrichmentId, 'Waterfall');
		const resource = page.getByTestId('parameter-input-resource');
		await resource.click();
		await page.getByRole('option', { name: 'Person' }).first().click();
		await page.getByTestId('parameter-input-wanted').waitFor({ state: 'hidden' });
		await page.getByTestId('parameter-input-email').waitFor();
		await keepScreenshot(page, 'gtm-enrichment-one');
		await resource.click();
		await page.getByRole('option', { name: 'Waterfall' }).first().click();
		await page.getByTestId('parameter-input-wanted').waitFor();
		await keepScreenshot(page, 'gtm-enrichment-many');
	});
});
