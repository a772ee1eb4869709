import { rmSync } from 'node:fs';
import path from 'node:path';

import { type GtmRun, type OpenSandbox, runGtmNode } from './run-gtm-node';
import { openSandbox } from '../../contract/gtm/sandbox-port';
import { sequenceId } from '../../../sandbox/vendors/apollo/state.ts';
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
