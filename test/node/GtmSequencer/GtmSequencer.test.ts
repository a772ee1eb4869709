import { rmSync } from 'node:fs';
import path from 'node:path';

import { openSandbox } from '../../contract/gtm/sandbox-port';
import { NODES, runGtmNode } from '../gtm/run-gtm-node';
import type { GtmRun } from '../gtm/run-gtm-node';
import { toLoadOptionsContext } from '../harness/load-options';
import { GtmApolloApi } from '../../../credentials/GtmApolloApi.credentials';
import { sequenceId } from '../../../sandbox/vendors/apollo/state.ts';
import { gtmProcess } from '../../../src/n8n/gtm/gtm-process';
import { storeFile } from '../../../src/n8n/gtm/store-place';

let sandbox: Awaited<ReturnType<typeof openSandbox>>;

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

const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const SEQUENCE = byId(sequenceId('sequence-1'));

const run = async (
	parameters: GtmRun['parameters'],
	more: Partial<Pick<GtmRun, 'items' | 'onError'>> = {},
) =>
	await runGtmNode(sandbox, {
		type: 'gtmSequencer',
		parameters: { vendor: 'apollo', ...parameters },
		...more,
	});

const enrollment = (operation: string, more: GtmRun['parameters'] = {}) => ({
	resource: 'enrollment',
	operation,
	sequence: SEQUENCE,
	email: '={{ $json.email }}',
	...more,
});

const asked = (part: string) =>
	sandbox.sandbox.log.list().filter(({ url }) => url.includes(part)).length;

const reason = (code: string) => ({ code, message: expect.any(String) });

describe('enrolling', () => {
	it('of someone new makes the contact first, from the fields that are given', async () => {
		const { items } = await run(
			enrollment('enroll', { options: { firstName: 'Dana', lastName: 'Doe', title: 'CRO' } }),
			{ items: [{ email: 'dana@new-at-apollo.com' }] },
		);
		expect(items).toMatchObject([
			{ status: 'created', record: { email: 'dana@new-at-apollo.com', status: 'active' } },
		]);
		expect(asked('/contacts/search')).toBeGreaterThan(0);
		expect(asked('add_contact_ids')).toBe(1);
	});

	it('has an outcome for every item in its order, also for one who is there twice', async () => {
		const { optedOut, enrolled } = sandbox.sandbox.world.examples;
		const emails = ['kim@twice-run.com', optedOut.email, enrolled.email, 'KIM@twice-run.com'];
		const { items, hints } = await run(enrollment('enroll'), {
			items: emails.map((email) => ({ email })),
		});
		expect(items).toMatchObject([
			{ status: 'created' },
			{ status: 'suppressed', reason: reason('email_unsubscribed') },
			{ status: 'skipped', reason: reason('contacts_active_in_other_campaigns') },
			{ status: 'unchanged' },
		]);
		expect(hints.join()).toMatch(/4 inputs: /);
	});

	it('into a new campaign is a second enrollment, for which the vendor has its own word', async () => {
		const { person } = sandbox.sandbox.world.examples;
		const items = [{ email: person.email }];
		const first = await run(enrollment('enroll', { options: { campaign: '2026-Q3' } }), {
			items,
		});
		const again = await run(enrollment('enroll', { options: { campaign: '2026-Q3' } }), {
			items,
		});
		expect([first, again].map(({ items: [item] }) => item?.status)).toEqual([
			'created',
			'unchanged',
		]);
		expect(again.items[0]?.notes).toEqual([
			'The person is already in this sequence. Nothing was sent.',
			expect.stringContaining('This n8n enrolled the person at'),
		]);
		const next = await run(enrollment('enroll', { options: { campaign: '2026-Q4' } }), {
			items,
		});
		expect(next.items).toMatchObject([{ status: 'unchanged' }]);
	});

	it('of someone on the suppression list of this n8n sends nothing', async () => {
		const { suppressions } = gtmProcess().ledger();
		const key = { kind: 'domain', value: 'customer-run.com' } as const;
		await suppressions.add([{ ...key, reason: 'customer' }]);
		const { items } = await run(enrollment('enroll'), {
			items: [{ email: 'dana@customer-run.com' }],
		});
		await suppressions.remove([key]);
		expect(items).toMatchObject([{ status: 'suppressed', reason: reason('suppressed_domain') }]);
		expect(sandbox.sandbox.log.count).toBe(0);
	});

	it('without an address stops the node, and names the item', async () => {
		const { error } = await run(enrollment('enroll'), { items: [{ email: 'Dana Doe' }] });
		expect(error).toMatchObject({
			message: expect.stringContaining('Email is not an email address'),
		});
	});

	it('goes on with the other items if the node may', async () => {
		const { items } = await run(enrollment('enroll'), {
			items: [{ email: 'Dana Doe' }, { email: 'lee@goes-on-run.com' }],
			onError: 'continueRegularOutput',
		});
		expect(items).toMatchObject([
			{ error: expect.stringContaining('Email is not an email address') },
			{ status: 'created' },
		]);
	});
});

describe('an enrollment', () => {
	it('is found, stopped, and then no more under way', async () => {
		const items = [{ email: 'sam@stopped-run.com' }];
		await run(enrollment('enroll', { options: { firstName: 'Sam' } }), { items });
		const got = await run(enrollment('get'), { items });
		expect(got.items).toMatchObject([{ status: 'found', record: { status: 'active' } }]);
		const stopped = await run(enrollment('stop'), { items });
		expect(stopped.items).toMatchObject([{ status: 'updated' }]);
		const after = await run(enrollment('get'), { items });
		expect(after.items[0]?.record).not.toMatchObject({ status: 'active' });
	});

	it('that the vendor cannot pause is refused with the reason', async () => {
		const { error } = await run(enrollment('pause'), { items: [{ email: 'a@b-run.com' }] });
		expect(error?.message).toMatch(/^Apollo does not offer this: /);
	});
});

describe('sequences', () => {
	it('are listed one an item, and found by a part of the name', async () => {
		const parameters = { resource: 'sequence', operation: 'list', returnAll: false, limit: 3 };
		expect((await run(parameters)).items).toHaveLength(3);
		const { items } = await run({ ...parameters, text: 'inbound' });
		expect(items).toMatchObject([{ status: 'found', record: { name: 'Inbound follow-up' } }]);
	});

	it('are offered in the editor by name', async () => {
		const { gtmSequencer } = NODES;
		const context = toLoadOptionsContext(
			gtmSequencer,
			{ vendor: 'apollo', authentication: 'apiKey' },
			{ gtmApolloApi: { apiKey: 'sandbox-apollo-master', baseUrl: `${sandbox.url}/apollo` } },
			[new GtmApolloApi()],
		);
		const { results } = await gtmSequencer.methods.listSearch.searchSequences.call(
			context,
			'inbound',
		);
		expect(results).toEqual([{ name: 'Inbound follow-up (active)', value: expect.any(String) }]);
	});

	it('tell their statistics with numerator and denominator', async () => {
		const { items } = await run({
			resource: 'engagement',
			operation: 'statistics',
			sequence: SEQUENCE,
		});
		const rates = items.map(({ record }) => record).filter((each) => 'denominator' in Object(each));
		expect(rates.length).toBeGreaterThan(0);
	});
});
