import { rmSync } from 'node:fs';
import path from 'node:path';

import { type GtmRun, type OpenSandbox, runGtmNode } from './run-gtm-node';
import { openSandbox } from '../../contract/gtm/sandbox-port';
import { gtmProcess, ledgerFile } from '../../../src/n8n/gtm/gtm-process';

let sandbox: OpenSandbox;

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

const run = async (
	type: GtmRun['type'],
	parameters: GtmRun['parameters'],
	items: GtmRun['items'],
) => (await runGtmNode(sandbox, { type, parameters, items })).items;

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
