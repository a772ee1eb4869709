import { rmSync } from 'node:fs';
import path from 'node:path';

import { type OpenSandbox, runGtmNode } from '../gtm/run-gtm-node';
import { buildWorld } from '../../../sandbox/world/build-world.ts';
import { gtmProcess } from '../../../src/n8n/gtm/gtm-process';
import { storeFile } from '../../../src/n8n/gtm/store-place';
import { openSandbox } from '../../contract/gtm/sandbox-port';

/** A second world is made by one of the tests. */
jest.setTimeout(30_000);

let sandbox: OpenSandbox;

beforeEach(async () => {
	sandbox = await openSandbox();
});

afterEach(async () => {
	await sandbox.close();
});

afterAll(async () => {
	await gtmProcess().ledger().close();
	rmSync(path.dirname(storeFile(process.env)), { recursive: true, force: true });
});

const created = (part: string) =>
	sandbox.sandbox.log
		.list()
		.filter(({ method, route }) => method === 'POST' && route?.endsWith(part)).length;

const deals = async (items: Array<{ name: string; order: string }>, at = sandbox) =>
	await runGtmNode(at, {
		type: 'gtmCrm',
		items,
		parameters: {
			vendor: 'pipedrive',
			resource: 'deal',
			operation: 'upsert',
			inputMode: 'json',
			json: '={{ JSON.stringify({ name: $json.name }) }}',
			upsertOptions: { idempotencyKey: '={{ $json.order }}' },
		},
	});

it('a deal with an idempotency key is made once, however often the flow runs', async () => {
	const first = await deals([
		{ name: 'Renewal', order: 'o-1' },
		{ name: 'Renewal', order: 'o-2' },
	]);
	expect(first.items).toMatchObject([{ status: 'created' }, { status: 'created' }]);
	const second = await deals([
		{ name: 'Renewal 2027', order: 'o-1' },
		{ name: 'Renewal', order: 'o-2' },
	]);
	const [{ record }] = first.items as [{ record: { id: string } }];
	expect(second.items).toMatchObject([
		{ status: 'updated', record: { id: record.id, name: 'Renewal 2027' } },
		{ status: 'unchanged' },
	]);
	expect(created('/deals')).toBe(2);
});

it('a deal whose making was lost is not made again, and the outcome says what to do', async () => {
	const lost = { vendor: 'pipedrive', kind: 'reset', when: 'after', times: 1 } as const;
	sandbox.sandbox.setFault({ ...lost, route: 'POST /api/v2/deals' });
	const first = await deals([{ name: 'Lost', order: 'o-3' }]);
	expect(first.error?.message).toContain('Check before you send it again');
	const second = await deals([{ name: 'Lost', order: 'o-3' }]);
	expect(second.error?.message).toContain('got no answer');
	expect(created('/deals')).toBe(1);
});

it('a key of two accounts of one vendor never touches the deal of the other', async () => {
	const other = await openSandbox({ world: buildWorld({ seed: 2 }) });
	const mine = [{ name: "Client A's", order: 'o-7' }];
	const theirs = [{ name: "Client B's", order: 'o-7' }];
	expect((await deals(mine)).items).toMatchObject([{ status: 'created' }]);
	expect((await deals(theirs, other)).items).toMatchObject([{ status: 'created' }]);
	expect((await deals(mine)).items).toMatchObject([{ status: 'unchanged' }]);
	expect((await deals(theirs, other)).items).toMatchObject([{ status: 'unchanged' }]);
	await other.close();
});

it('a note with an idempotency key is logged once', async () => {
	const { items: people } = await runGtmNode(sandbox, {
		type: 'gtmCrm',
		parameters: {
			vendor: 'pipedrive',
			resource: 'contact',
			operation: 'get',
			record: { __rl: true, mode: 'email', value: sandbox.sandbox.world.examples.person.email },
		},
	});
	const { id } = people[0]?.record as { id: string };
	const note = async () => {
		const { items } = await runGtmNode(sandbox, {
			type: 'gtmCrm',
			parameters: {
				vendor: 'pipedrive',
				resource: 'activity',
				operation: 'note',
				body: 'Asked for a demo',
				associations: { contactIds: id },
				activityFields: { idempotencyKey: 'form-77' },
			},
		});
		return items;
	};
	const [first] = await note();
	const [second] = await note();
	expect(first).toMatchObject({ status: 'created' });
	expect(second).toMatchObject({
		status: 'unchanged',
		record: { id: (first?.record as { id: string }).id },
	});
	expect(created('/notes')).toBe(1);
});
