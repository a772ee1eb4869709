import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { openSandbox } from '../contract/gtm/sandbox-port';
import { connectSdkV1, type ForeignClient } from './clients/sdk-clients';
import { failureOf, jsonOf } from './setup/client-step';
import { createJourney, type JourneyStep, runJourney } from './setup/gtm-journey';
import { loggedInClient, n8nContext } from './setup/n8n-context';
import { publishTrigger } from './setup/published-trigger';
import { sandboxCredential } from '../../sandbox/credentials.ts';
import { sequenceId } from '../../sandbox/vendors/apollo/state';
import type { Person, World } from '../../sandbox/world/world.ts';
import type { Execution } from '../../scripts/n8n/rest-types';

/** n8n polls a trigger; the machine may be busy. */
jest.setTimeout(180_000);

/** Of a run of four vendors. */
const PATIENCE_MS = 100_000;

/** What the CRM is told of the person: words that stand nowhere else in any store. */
const TOLD = { firstName: 'Zebulon', lastName: 'Wyverncrest', title: 'Quixotic Officer' };
const PATH = `graph-${crypto.randomUUID()}`;
const ANOTHER = 'dana@context-graph-run.com';

let sandbox: Awaited<ReturnType<typeof openSandbox>>;
let person: Person;
let client: ForeignClient;
let watcherId: string;
let morning: Execution;

/** Somebody at work in the product, whom vendors know, in no sequence, and whom everybody may write to. */
function prospectOf({ people, usage, enrollments, suppressions }: World): Person {
	const active = new Set(usage.map(({ personKey }) => personKey));
	const taken = new Set(enrollments.map(({ personKey }) => personKey));
	const listed = new Set(suppressions.map(({ value }) => value));
	const found = people.find(
		({ key, email, emailVerdict, optedOut, claimedRemoval, jobChange }) =>
			active.has(key) &&
			!taken.has(key) &&
			!listed.has(email) &&
			!listed.has(email.split('@')[1] ?? '') &&
			emailVerdict === 'valid' &&
			!optedOut &&
			!claimedRemoval &&
			!jobChange,
	);
	if (found) return found;
	throw new Error('the world has no such person');
}

async function stepsOfAMorning(email: string): Promise<JourneyStep[]> {
	const credential = async (type: string) => ({
		[type]: await loggedInClient().createCredential({
			name: `Graph ${type}`,
			type,
			data: sandboxCredential(sandbox.url, type),
		}),
	});
	const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
	const { asOf } = sandbox.sandbox.world;
	const apollo = await credential('gtmApolloApi');
	return [
		{
			name: 'CRM',
			type: 'gtmCrm',
			credentials: await credential('gtmHubspotApi'),
			parameters: {
				vendor: 'hubspot',
				authentication: 'apiKey',
				resource: 'contact',
				operation: 'upsert',
				inputMode: 'json',
				json: JSON.stringify({ email, ...TOLD }),
			},
		},
		{
			name: 'Enrichment',
			type: 'gtmEnrichment',
			credentials: { ...apollo, ...(await credential('gtmPeopleDataLabsApi')) },
			parameters: {
				resource: 'waterfall',
				operation: 'person',
				vendor: ['apollo', 'pdl'],
				wanted: 'seniority',
				email,
			},
		},
		{
			name: 'Sequencer',
			type: 'gtmSequencer',
			credentials: apollo,
			parameters: {
				vendor: 'apollo',
				resource: 'enrollment',
				operation: 'enroll',
				sequence: { __rl: true, mode: 'id', value: sequenceId('sequence-1') },
				email,
				// Who uses the product is at a customer.
				options: { evenIf: ['customer'], campaign: PATH },
			},
		},
		{
			name: 'Analytics',
			type: 'gtmAnalytics',
			credentials: await credential('gtmPosthogApi'),
			parameters: {
				vendor: 'posthog',
				resource: 'usage',
				operation: 'person',
				email,
				window: 'between',
				from: day(asOf - 180 * 86_400_000),
				to: day(asOf),
			},
		},
	];
}

/** Starts for everyone whose title becomes that of the person. */
async function publishWatcher(): Promise<string> {
	const n8n = loggedInClient();
	const { id } = await n8n.createWorkflow({
		name: 'Somebody with a certain title',
		nodes: [
			{
				id: crypto.randomUUID(),
				name: 'Watcher',
				type: 'n8n-nodes-gtm-mcp.gtmContextChangeTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {
					watch: 'filter',
					attribute: 'title',
					comparison: 'is',
					value: TOLD.title,
					pollTimes: { item: [{ mode: 'everyMinute' }] },
				},
			},
		],
		connections: {},
	});
	await n8n.publishWorkflow(id);
	return id;
}

beforeAll(async () => {
	sandbox = await openSandbox();
	person = prospectOf(sandbox.sandbox.world);
	watcherId = await publishWatcher();
	await publishTrigger({ path: PATH, branches: {}, options: { contextGraph: 'write' } }, [], {
		connections: { Trigger: {} },
	});
	client = await connectSdkV1(`${n8nContext().url}/mcp/${PATH}`, 'none');
	const steps = await stepsOfAMorning(person.email);
	morning = await runJourney(await createJourney('A morning', [{}], steps), PATIENCE_MS);
});

afterAll(async () => {
	await client?.close();
	if (watcherId) await loggedInClient().unpublishWorkflow(watcherId);
	await sandbox?.close();
});

const contextOf = async (email: string) =>
	(await client.call('get_prospect_context', { email, budget: 8_000 })).structured;

/** n8n polls when a workflow is published, and with the minute. */
async function pollNow(): Promise<void> {
	await loggedInClient().unpublishWorkflow(watcherId);
	await loggedInClient().publishWorkflow(watcherId);
}

/** What the watcher has started with, once it has started so often. */
async function starts(times: number): Promise<Array<Record<string, unknown>>> {
	const n8n = loggedInClient();
	const deadline = Date.now() + PATIENCE_MS;
	for (;;) {
		const found = await n8n.listExecutions({ workflowId: watcherId, status: ['success'] });
		if (found.length >= times) {
			const whole = await Promise.all(found.map(async ({ id }) => await n8n.getExecution(id)));
			return whole.toReversed().flatMap((execution) => jsonOf(execution, 'Watcher'));
		}
		if (Date.now() > deadline) throw new Error(`it started ${found.length} times`);
		await pause(500);
	}
}

/** Every byte that the GTM nodes of this n8n keep, in small letters. */
function keptBytes(): string {
	const folder = path.join(n8nContext().userFolder, '.n8n', 'gtm-mcp');
	return readdirSync(folder)
		.map((name) => readFileSync(path.join(folder, name)).toString('latin1').toLowerCase())
		.join('\n');
}

const wordsOfThePerson = () =>
	[...Object.values(TOLD), person.email, person.linkedinUrl.split('/in/')[1] ?? ''].map((word) =>
		word.toLowerCase(),
	);

describe('the context graph of an n8n', () => {
	it('learns from each of the four GTM nodes, and tells a foreign client with the sources', async () => {
		expect(failureOf(morning)).toBeUndefined();
		const statuses = ['CRM', 'Enrichment', 'Sequencer', 'Analytics'].map(
			(name) => jsonOf(morning, name)[0]?.status,
		);
		expect(statuses).toEqual([
			expect.stringMatching(/^(created|updated)$/),
			'found',
			'created',
			'found',
		]);
		const context = await contextOf(person.email);
		expect(context).toMatchObject({
			status: 'resolved',
			contact: {
				facts: {
					title: { value: TOLD.title, source: 'hubspot' },
					productUsage: { source: 'posthog', value: { activeUsers: 1 } },
				},
			},
			enrollments: [expect.objectContaining({ provider: 'apollo', status: 'active' })],
		});
		const { facts } = (context as { contact: { facts: Record<string, { source: string }> } })
			.contact;
		const sources = new Set(Object.values(facts).map(({ source }) => source));
		expect(sources.has('apollo') || sources.has('pdl')).toBe(true);
	});

	it('says to the client what the nodes would do: the person is in a sequence', async () => {
		const asked = { email: person.email, action: 'enroll', provider: 'outreach' };
		expect((await client.call('check_action', asked)).structured).toMatchObject({
			allowed: false,
			blocks: expect.arrayContaining([expect.objectContaining({ code: 'active_elsewhere' })]),
		});
	});

	it('starts a workflow once for each change that it waits for, whoever made it', async () => {
		await pollNow();
		const [first] = await starts(1);
		expect(first).toMatchObject({ kind: 'fact_changed', name: 'title', after: TOLD.title });
		await client.call('upsert_facts', {
			type: 'contact',
			email: ANOTHER,
			facts: [{ attribute: 'title', value: TOLD.title }],
			source: 'call',
		});
		await pollNow();
		const all = await starts(2);
		expect(all).toHaveLength(2);
		expect(new Set(all.map(({ entityId }) => entityId)).size).toBe(2);
	});

	it('forgets a person to the last byte, and tells the client that it knows nobody', async () => {
		for (const word of wordsOfThePerson()) expect(keptBytes()).toContain(word);
		const forget = (email: string): JourneyStep => ({
			name: `Forget ${email}`,
			type: 'gtmContext',
			credentials: {},
			parameters: { resource: 'identity', operation: 'forget', findBy: 'email', value: email },
		});
		const steps = [forget(person.email), forget(ANOTHER)];
		const forgotten = await runJourney(await createJourney('Forget', [{}], steps));
		for (const { name } of steps) {
			expect(jsonOf(forgotten, name)).toMatchObject([{ status: 'forgotten' }]);
		}
		expect(await contextOf(person.email)).toMatchObject({ status: 'not_found' });
		const left = keptBytes();
		expect(wordsOfThePerson().filter((word) => left.includes(word))).toEqual([]);
	});
});
