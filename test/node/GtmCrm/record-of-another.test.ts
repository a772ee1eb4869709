import type { IDataObject } from 'n8n-workflow';

import { by, exampleIds, runCrm } from './crm-node';
import type { OpenSandbox } from '../gtm/run-gtm-node';
import { openSkippingSandbox } from '../gtm/skipping-clock';

/** The world of the emulated vendors is made by the first test. */
jest.setTimeout(30_000);

let sandbox: OpenSandbox;

beforeEach(async () => {
	sandbox = await openSkippingSandbox();
});

afterEach(async () => {
	await sandbox.close();
});

it('a deal that one CRM told is a new one in the next, whose deal of the same number stays as it is', async () => {
	const own = await exampleIds(sandbox, 'pipedrive');
	const before = await runCrm(sandbox, 'pipedrive', ['deal', 'get'], by('id', own.dealId));
	const { items: read } = await runCrm(
		sandbox,
		'hubspot',
		['deal', 'get'],
		by('id', (await exampleIds(sandbox, 'hubspot')).dealId),
	);
	const [told] = read as unknown as [IDataObject & { record: IDataObject }];
	// As far as two CRMs count alike, their numbers meet.
	const item = { ...told, record: { ...told.record, id: own.dealId, name: 'From HubSpot' } };
	const { items } = await runCrm(
		sandbox,
		'pipedrive',
		['deal', 'upsert'],
		{ inputMode: 'json', json: '={{ $json.record }}' },
		{ items: [item] },
	);
	expect(JSON.stringify(items[0])).toContain('id of hubspot');
	expect(items[0]?.record).not.toMatchObject({ id: own.dealId });
	const after = await runCrm(sandbox, 'pipedrive', ['deal', 'get'], by('id', own.dealId));
	expect(after.items[0]?.record).toEqual(before.items[0]?.record);
});
