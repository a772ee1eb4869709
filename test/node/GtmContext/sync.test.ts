import type { INodeParameters } from 'n8n-workflow';

import { GtmContext } from '../../../nodes/GtmContext/GtmContext.node';
import { sandboxCredentials } from '../../../sandbox/credentials.ts';
import { credentialTypes } from '../gtm/credential-types';
import type { OpenSandbox } from '../gtm/run-gtm-node';
import { openSkippingSandbox } from '../gtm/skipping-clock';
import { runWorkflow } from '../harness/run-workflow';
import { useContextFolder } from './context-folder';

jest.setTimeout(240_000);

let sandbox: OpenSandbox;

useContextFolder();

beforeEach(async () => {
	sandbox = await openSkippingSandbox();
});

afterEach(async () => {
	await sandbox.close();
});

/** The node with the credentials of all vendors. */
async function run(parameters: INodeParameters) {
	const credentials = sandboxCredentials(sandbox.url);
	const finished = await runWorkflow(
		{
			nodes: [
				{
					name: 'Node',
					type: 'test.gtmContext',
					credentials: Object.fromEntries(
						Object.keys(credentials).map((name) => [name, { id: name, name }]),
					),
					parameters: { options: {}, ...parameters },
				},
			],
			connections: {},
		},
		{
			nodeTypes: [new GtmContext()],
			startItems: [{ json: {} }],
			credentials,
			credentialTypes,
		},
	);
	const items = finished.status === 'success' ? finished.output('Node') : [];
	return { error: finished.error, json: items[0]?.json };
}

const sync = async (parameters: INodeParameters) =>
	await run({ resource: 'source', operation: 'sync', authentication: 'apiKey', ...parameters });

it('takes in what happened in a sequencer once, and says how far behind it is', async () => {
	const lemlist = { vendor: 'lemlist', options: { lookBackDays: 10 } };
	const { json: first } = await sync(lemlist);
	expect(first).toMatchObject({ vendor: 'lemlist', status: 'caught_up', first: true });
	const { read, failed, changed } = first?.total as Record<string, number>;
	expect([failed, read]).toEqual([0, changed]);
	expect(read).toBeGreaterThan(20);
	const { json: second } = await sync(lemlist);
	expect(second).toMatchObject({ first: false, total: { read: 0 } });
	const { json } = await run({ resource: 'store', operation: 'statistics' });
	expect(json?.synced).toMatchObject([
		{ source: 'lemlist', caughtUpTo: expect.any(String) as string },
	]);
});

it('says why it stopped, keeps what came before, and goes on there', async () => {
	sandbox.sandbox.setFault({ vendor: 'pipedrive', kind: 'blocked' });
	const deals = { vendor: 'pipedrive', records: ['deal'] };
	const { json: failed } = await sync(deals);
	expect(failed).toMatchObject({ status: 'stopped', total: { read: 0 } });
	expect(failed?.reason).toMatchObject({ message: expect.stringMatching(/Pipedrive/) as string });
	sandbox.sandbox.faults.clear();
	const { json } = await sync(deals);
	expect(json).toMatchObject({ status: 'caught_up', first: true, total: { failed: 0 } });
	expect((json?.total as { created: number }).created).toBeGreaterThan(20);
});
