import { setTimeout as pause } from 'node:timers/promises';

import { openSandbox } from '../contract/gtm/sandbox-port';
import { jsonOf } from './setup/client-step';
import { openOwnN8n, type OwnN8n } from './setup/own-n8n';
import { buildWorld } from '../../sandbox/world/build-world.ts';

jest.setTimeout(240_000);

/** Of a call of the vendor, until its execution has begun. */
const INSTANT_MS = 2_000;

/** n8n polls once a minute; the machine may be busy. */
const POLL_MS = 90_000;

const EVERY_MINUTE = { item: [{ mode: 'everyMinute' }] };

let sandbox: Awaited<ReturnType<typeof openSandbox>>;
let n8n: OwnN8n;

beforeAll(async () => {
	// CRMs without people at first, so that the first sync of one is over at once.
	const world = { ...buildWorld(), people: [], duplicates: [], deals: [], activities: [] };
	sandbox = await openSandbox({ world, settings: { limits: 'off' } });
	n8n = await openOwnN8n('kept-current');
});

afterAll(async () => {
	await n8n?.stop();
	await sandbox?.close();
});

interface Start {
	startedAt: number;
	items: Array<Record<string, unknown>>;
}

/** What a workflow has started with, once it has started so often; oldest first. */
async function starts(workflowId: string, times: number, patienceMs: number): Promise<Start[]> {
	const deadline = Date.now() + patienceMs;
	for (;;) {
		const found = await n8n.client.listExecutions({ workflowId, status: ['success'] });
		if (found.length >= times) {
			const whole = await Promise.all(
				found.map(async ({ id }) => await n8n.client.getExecution(id)),
			);
			return whole.toReversed().map((execution) => ({
				startedAt: Date.parse(String(execution.startedAt)),
				items: jsonOf(execution, 'Trigger'),
			}));
		}
		if (Date.now() > deadline) throw new Error(`it started ${found.length} times`);
		await pause(100);
	}
}

const enrolled = () => sandbox.sandbox.world.examples.enrolled.email;

const lemlistHooks = async (): Promise<unknown> => {
	const authorization = `Basic ${Buffer.from(':sandbox-lemlist').toString('base64')}`;
	const answer = await fetch(`${sandbox.url}/lemlist/api/hooks`, { headers: { authorization } });
	return await answer.json();
};

describe('the GTM Sequencer Trigger with Instant', () => {
	let workflowId: string;

	beforeAll(async () => {
		workflowId = await n8n.workflow([
			{
				name: 'Trigger',
				type: 'gtmSequencerChangeTrigger',
				parameters: {
					vendor: 'lemlist',
					instant: true,
					filters: { types: ['replied'] },
					pollTimes: EVERY_MINUTE,
				},
				credentials: await n8n.credential(sandbox.url, 'gtmLemlistApi'),
			},
		]);
	});

	it('registers a webhook when it is published, and starts within two seconds of a reply', async () => {
		expect(await lemlistHooks()).toHaveLength(1);
		const { at } = sandbox.sandbox.happen('lemlist', { email: enrolled(), type: 'replied' });
		const [first] = await starts(workflowId, 1, POLL_MS);
		expect(first?.items).toMatchObject([{ vendor: 'lemlist', type: 'replied', email: enrolled() }]);
		expect((first?.startedAt ?? 0) - Date.parse(at)).toBeLessThan(INSTANT_MS);
		await sandbox.sandbox.deliveries.settled();
		expect(sandbox.sandbox.deliveries.list().map(({ status }) => status)).toEqual([200]);
	});

	it('catches up with a lost call at the next poll, and with no event twice', async () => {
		sandbox.sandbox.settings.deliveries = 'lost';
		sandbox.sandbox.happen('lemlist', { email: enrolled(), type: 'replied' });
		await starts(workflowId, 2, POLL_MS);
		sandbox.sandbox.settings.deliveries = 'doubled';
		sandbox.sandbox.happen('lemlist', { email: enrolled(), type: 'replied' });
		const all = await starts(workflowId, 3, POLL_MS);
		await sandbox.sandbox.deliveries.settled();
		sandbox.sandbox.settings.deliveries = 'as_sent';
		const ids = all.flatMap(({ items }) => items.map(({ id }) => id));
		expect(ids).toHaveLength(3);
		expect(new Set(ids).size).toBe(3);
	});

	it('keeps its webhook and its place over a restart of n8n', async () => {
		await n8n.kill();
		sandbox.sandbox.happen('lemlist', { email: enrolled(), type: 'replied' });
		await n8n.start();
		const all = await starts(workflowId, 4, POLL_MS);
		expect(all.at(-1)?.items).toHaveLength(1);
		expect(await lemlistHooks()).toHaveLength(1);
	});

	it('removes the webhook when it is unpublished', async () => {
		await n8n.client.unpublishWorkflow(workflowId);
		expect(await lemlistHooks()).toEqual([]);
	});
});
