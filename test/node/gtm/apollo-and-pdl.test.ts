import { rmSync } from 'node:fs';
import path from 'node:path';

import type { IDataObject, INodeParameters, INodeType } from 'n8n-workflow';

import { openSandbox } from '../../contract/gtm/sandbox-port';
import { runWorkflow } from '../harness/run-workflow';
import { GtmApolloApi } from '../../../credentials/GtmApolloApi.credentials';
import { GtmPeopleDataLabsApi } from '../../../credentials/GtmPeopleDataLabsApi.credentials';
import { GtmEnrichment } from '../../../nodes/GtmEnrichment/GtmEnrichment.node';
import { GtmSequencer } from '../../../nodes/GtmSequencer/GtmSequencer.node';
import { sequenceId } from '../../../sandbox/vendors/apollo/state.ts';
import { gtmProcess, ledgerFile } from '../../../src/n8n/gtm/gtm-process';

let sandbox: Awaited<ReturnType<typeof openSandbox>>;

beforeEach(async () => {
	sandbox = await openSandbox();
});

afterEach(async () => {
	await sandbox.close();
});

afterAll(async () => {
	await gtmProcess().ledger().close();
	rmSync(path.dirname(ledgerFile(process.env)), { recursive: true, force: true });
});

const NODES: Readonly<Record<string, INodeType>> = {
	gtmEnrichment: new GtmEnrichment(),
	gtmSequencer: new GtmSequencer(),
};

/** One node with both credentials, in n8n's engine, against the sandbox. */
async function run(type: string, parameters: INodeParameters, items: IDataObject[]) {
	const finished = await runWorkflow(
		{
			nodes: [
				{ name: 'Start', type: 'test.startItems', parameters: { items: JSON.stringify(items) } },
				{
					name: 'Node',
					type: `test.${type}`,
					credentials: {
						gtmApolloApi: { id: '1', name: 'Apollo' },
						gtmPeopleDataLabsApi: { id: '2', name: 'PDL' },
					},
					parameters: { options: {}, ...parameters },
				},
			],
			connections: { Start: { main: [[{ node: 'Node', type: 'main', index: 0 }]] } },
		},
		{
			nodeTypes: Object.values(NODES),
			credentialTypes: [new GtmApolloApi(), new GtmPeopleDataLabsApi()],
			credentials: {
				gtmApolloApi: { apiKey: 'sandbox-apollo-master', baseUrl: `${sandbox.url}/apollo` },
				gtmPeopleDataLabsApi: { apiKey: 'sandbox-pdl', baseUrl: `${sandbox.url}/pdl` },
			},
		},
	);
	return finished.output('Node').map(({ json }) => json);
}

it.each(['apollo', 'pdl'])('a person is enriched by %s, one item a question', async (vendor) => {
	const { person, unknownEmail } = sandbox.sandbox.world.examples;
	const parameters = {
		resource: 'person',
		operation: 'enrich',
		vendor,
		email: '={{ $json.email }}',
	};
	const items = [{ email: person.email }, { email: unknownEmail }];
	const outcomes = await run('gtmEnrichment', parameters, items);
	expect(outcomes).toMatchObject([
		{ status: 'found', provider: vendor, record: { email: person.email }, cost: { amount: 1 } },
		{ status: 'not_found', provider: vendor, cost: { amount: 0 } },
	]);
});

it('a person is enrolled by email with Apollo, once, however often it runs', async () => {
	const { person, optedOut } = sandbox.sandbox.world.examples;
	const parameters = {
		resource: 'enrollment',
		operation: 'enroll',
		vendor: 'apollo',
		sequence: { __rl: true, mode: 'id', value: sequenceId('sequence-1') },
		email: '={{ $json.email }}',
	};
	const items = [{ email: person.email }, { email: optedOut.email }];
	const first = await run('gtmSequencer', parameters, items);
	expect(first).toMatchObject([
		{ status: 'created', provider: 'apollo', record: { status: 'active' } },
		{ status: 'suppressed', reason: { code: 'email_unsubscribed' } },
	]);
	const second = await run('gtmSequencer', parameters, items);
	expect(second).toMatchObject([{ status: 'unchanged' }, { status: 'suppressed' }]);
	const added = sandbox.sandbox.log.list().filter(({ url }) => url.includes('add_contact_ids'));
	expect(added).toHaveLength(1);
});
