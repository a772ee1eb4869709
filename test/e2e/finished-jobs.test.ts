import { setTimeout as pause } from 'node:timers/promises';

import { failureOf, jsonOf } from './setup/client-step';
import { createJourney, type JourneyStep, runJourney } from './setup/gtm-journey';
import { hubspotRecord } from './setup/import-job';
import { vendorCredential } from './setup/vendor-credentials';
import { openSandbox } from '../contract/gtm/sandbox-port';
import { ManualClock } from '../../sandbox/frame/clock.ts';
import { buildWorld } from '../../sandbox/world/build-world.ts';
import type { Execution } from '../../scripts/n8n/rest-types';

jest.setTimeout(180_000);

/** FullEnrich wants half a minute between two questions about a job. */
const PATIENCE_MS = 90_000;

/** Of what takes a vendor minutes: one workflow asks, another takes the answers to the CRM. */
describe('a person is enriched by a vendor that takes minutes', () => {
	// People of its own: n8n has one store for all files, which remembers what another one has asked.
	const world = buildWorld({ seed: 4 });
	const { newcomer } = world.examples;
	const clock = new ManualClock(Date.now());
	let sandbox: Awaited<ReturnType<typeof openSandbox>>;
	let ask: string;
	let collect: string;

	const run = async (id: string): Promise<Execution> => {
		const execution = await runJourney(id);
		expect(failureOf(execution)).toBeUndefined();
		return execution;
	};

	beforeAll(async () => {
		sandbox = await openSandbox({ clock, world });
		const fullenrich = await vendorCredential(sandbox.url, 'gtmFullenrichApi');
		const hubspot = await vendorCredential(sandbox.url, 'gtmHubspotApi');
		const enrichment = { type: 'gtmEnrichment', credentials: { gtmFullenrichApi: fullenrich } };
		const steps: JourneyStep[] = [
			{
				...enrichment,
				name: 'Finished',
				parameters: { vendor: 'fullenrich', resource: 'job', operation: 'finished' },
			},
			{
				name: 'Each',
				type: 'n8n-nodes-base.splitOut',
				parameters: { fieldToSplitOut: 'record.jobs', options: {} },
				credentials: {},
			},
			{
				name: 'Contact',
				type: 'gtmCrm',
				parameters: {
					vendor: 'hubspot',
					resource: 'contact',
					operation: 'upsert',
					inputMode: 'json',
					json: '={{ JSON.stringify({ email: $json.record.email, title: $json.record.title, linkedinUrl: $json.record.linkedinUrl }) }}',
				},
				credentials: { gtmHubspotApi: hubspot },
			},
		];
		const asking: JourneyStep = {
			...enrichment,
			name: 'Ask',
			parameters: {
				vendor: 'fullenrich',
				resource: 'person',
				operation: 'enrich',
				known: { linkedinUrl: '={{ $json.linkedinUrl }}' },
				options: { followSeconds: 0 },
			},
		};
		const items = [{ linkedinUrl: newcomer.linkedinUrl }];
		ask = await createJourney('Ask for a person', items, [asking]);
		collect = await createJourney('Take what finished to the CRM', [{}], steps);
	});

	afterAll(async () => await sandbox?.close());

	it('which is pending at first, and in the CRM once it is there, paid once', async () => {
		const { left } = sandbox.sandbox.vendor('fullenrich').credits;
		expect(jsonOf(await run(ask), 'Ask')).toMatchObject([{ status: 'pending' }]);
		clock.advance(10 * 60_000);
		const deadline = Date.now() + PATIENCE_MS;
		let execution = await run(collect);
		while (jsonOf(execution, 'Each').length === 0 && Date.now() < deadline) {
			await pause(1_000);
			execution = await run(collect);
		}
		expect(jsonOf(execution, 'Finished')).toMatchObject([{ record: { open: 0, more: false } }]);
		expect(jsonOf(execution, 'Contact')).toMatchObject([{ status: 'created' }]);
		const contact = await hubspotRecord(
			sandbox,
			'contacts',
			newcomer.email,
			['email', 'jobtitle'],
			'email',
		);
		expect(contact.properties).toMatchObject({ email: newcomer.email, jobtitle: newcomer.title });
		expect(sandbox.sandbox.vendor('fullenrich').credits.left).toBe(left - 1);
		// Without a cursor it is told again, and the CRM has it already.
		expect(jsonOf(await run(collect), 'Contact')).toMatchObject([{ status: 'unchanged' }]);
	});

	it('and whoever asks the same again has the answer at once', async () => {
		expect(jsonOf(await run(ask), 'Ask')).toMatchObject([{ status: 'found' }]);
	});
});
