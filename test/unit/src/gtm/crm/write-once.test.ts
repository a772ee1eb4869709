import { logActivityOnce } from '../../../../../src/gtm/crm/log-activity-once';
import { upsertChecked } from '../../../../../src/gtm/crm/upsert-checked';
import type { VendorClient } from '../../../../../src/gtm/http/vendor-client';
import { VendorError } from '../../../../../src/gtm/http/vendor-error';
import { checkByList } from '../../../../../src/gtm/guard/check-by-list';
import { createMemoryLedger } from '../../../../../src/gtm/ledger/memory-ledger';
import type { Deal } from '../../../../../src/gtm/model/deal';
import type { Outcome } from '../../../../../src/gtm/model/outcome';
import type { CrmVendor, UpsertDraft } from '../../../../../src/gtm/crm/crm-vendor';

const NOW = Date.parse('2026-11-25T12:00:00Z');

const clientOf = (account: string): VendorClient => ({
	provider: 'acme',
	now: Date.now,
	accountKey: async () => await Promise.resolve(account),
	send: () => Promise.reject(new Error('The vendor of this test sends nothing')),
});

const LOST: Outcome = { status: 'upstream_error', provider: 'acme', retry: { advised: false } };
const LIMITED: Outcome = { status: 'rate_limited', provider: 'acme', retry: { advised: true } };
const NEVER_SENT: Outcome = {
	status: 'upstream_error',
	provider: 'acme',
	retry: { advised: true },
};

/** Makes deals as a CRM does, unless an outcome stands for what comes of it. */
function openDeals(
	instead: Outcome[] = [],
	{ ledger = createMemoryLedger(() => NOW), client = clientOf('account-1') } = {},
	found: Outcome<Deal> = LOST as Outcome<Deal>,
) {
	const made: Array<UpsertDraft<Deal>> = [];
	const changed: Array<UpsertDraft<Deal>> = [];
	const upsert = async (_client: VendorClient, draft: UpsertDraft<Deal>) => {
		const other = instead.shift();
		if (other) return await Promise.resolve(other as Outcome<Deal>);
		if (draft.match && 'id' in draft.match) {
			changed.push(draft);
			return { status: 'updated' as const, provider: 'acme', record: draft.match };
		}
		made.push(draft);
		const record = { ...draft.values, id: `deal-${made.length}` };
		return { status: 'created' as const, provider: 'acme', record };
	};
	const get = async () => await Promise.resolve(found);
	const target = {
		records: { upsert, get },
		kind: 'deal',
		client,
		ledger: () => ledger,
		checkActions: checkByList(() => ledger.suppressions),
		now: () => NOW,
	};
	const keep = async (...rows: Array<{ name: string; key?: string }>) =>
		await upsertChecked<Deal>(
			target,
			rows.map(({ name, key }) => ({
				draft: { values: { name } },
				suppression: 'check',
				...(key !== undefined && { idempotencyKey: key }),
			})),
		);
	const answerNext = (outcome: Outcome) => instead.push(outcome);
	return { made, changed, keep, answerNext };
}

const statuses = (outcomes: Outcome[]) => outcomes.map(({ status }) => status);

describe('a deal with an idempotency key', () => {
	it('is made once, and changed after that', async () => {
		const { made, changed, keep } = openDeals();
		const outcomes = await keep(
			{ name: 'First', key: 'order-1' },
			{ name: 'Other', key: 'order-2' },
			{ name: 'Renamed', key: 'order-1' },
		);
		expect(statuses(outcomes)).toEqual(['created', 'created', 'updated']);
		expect(made.map(({ values }) => values.name)).toEqual(['First', 'Other']);
		expect(changed).toMatchObject([{ values: { name: 'Renamed' }, match: { id: 'deal-1' } }]);
	});

	it('is not made anew by itself when somebody deleted it: the outcome names the key and the deal', async () => {
		const deals = openDeals();
		await deals.keep({ name: 'Pilot', key: 'order-17' });
		const message = 'There is no deal with the id deal-1.';
		deals.answerNext({
			status: 'not_found',
			provider: 'acme',
			reason: { code: 'no_such_id', message },
			retry: { advised: false },
		});
		const [outcome] = await deals.keep({ name: 'Pilot', key: 'order-17' });
		expect(outcome).toMatchObject({ status: 'not_found', reason: { code: 'keyed_record_gone' } });
		expect(outcome?.reason?.message).toContain('"order-17"');
		expect(outcome?.reason?.message).toContain('deal-1');
		expect(deals.made).toHaveLength(1);
	});

	it('is one of many: those without a key are made each time, all in input order', async () => {
		const { keep } = openDeals();
		const outcomes = await keep({ name: 'A' }, { name: 'B', key: 'k' }, { name: 'A' });
		expect(outcomes.map(({ record }) => record?.name)).toEqual(['A', 'B', 'A']);
	});

	it('is not tried again when nobody knows whether it was made', async () => {
		const { made, keep } = openDeals([LOST]);
		expect(statuses(await keep({ name: 'A', key: 'k' }))).toEqual(['upstream_error']);
		const [again] = await keep({ name: 'A', key: 'k' });
		expect(again).toMatchObject({
			status: 'upstream_error',
			reason: {
				code: 'earlier_write_in_doubt',
				message: expect.stringContaining('use another key'),
			},
			retry: { advised: false },
		});
		expect(made).toEqual([]);
	});

	it.each([LIMITED, NEVER_SENT])(
		'is tried again after $status that did nothing',
		async (failure) => {
			const { made, keep } = openDeals([failure]);
			await keep({ name: 'A', key: 'k' });
			expect(statuses(await keep({ name: 'A', key: 'k' }))).toEqual(['created']);
			expect(made).toHaveLength(1);
		},
	);

	it('is remembered also if only its links failed', async () => {
		const partial = { status: 'partial', provider: 'acme', record: { id: 'deal-9' } } as const;
		const { changed, keep } = openDeals([partial]);
		await keep({ name: 'A', key: 'k' });
		await keep({ name: 'A', key: 'k' });
		expect(changed).toMatchObject([{ match: { id: 'deal-9' } }]);
	});
});

describe('a key of two accounts of one vendor', () => {
	it('is a deal of its own in each', async () => {
		const ledger = createMemoryLedger(() => NOW);
		const one = openDeals([], { ledger, client: clientOf('account-1') });
		const two = openDeals([], { ledger, client: clientOf('account-2') });
		expect(statuses(await one.keep({ name: "Client A's", key: 'order-1' }))).toEqual(['created']);
		expect(statuses(await two.keep({ name: "Client B's", key: 'order-1' }))).toEqual(['created']);
		expect(statuses(await one.keep({ name: 'Renamed', key: 'order-1' }))).toEqual(['updated']);
		expect(two.changed).toEqual([]);
	});

	it('is of nobody, and nothing is written, as long as the vendor does not say whose it is', async () => {
		const failure = new VendorError(
			'acme',
			{ status: 'upstream_error', code: 'x', message: 'down' },
			{ attempts: 1 },
		);
		const client = { ...clientOf(''), accountKey: () => Promise.reject(failure) };
		const { made, keep } = openDeals([], { ledger: createMemoryLedger(() => NOW), client });
		expect(statuses(await keep({ name: 'A', key: 'k' }))).toEqual(['upstream_error']);
		expect(made).toEqual([]);
	});
});

describe('a key that a version without accounts remembers', () => {
	/** It knows that some account of the vendor has deal-7. */
	function remembering(found: Outcome<Deal>) {
		const ledger = createMemoryLedger(() => NOW);
		const { writes } = ledger;
		const begin: typeof writes.begin = async (identity) => {
			const begun = await writes.begin(identity);
			if (begun.state !== 'new') return begun;
			const record = { status: 'created', id: 'deal-7' } as const;
			await begun.lease.finish(record);
			return { state: 'done', at: NOW, record, accountUnknown: true };
		};
		let asked = 0;
		const once: typeof writes = {
			...writes,
			begin: async (identity) => await (asked++ === 0 ? begin(identity) : writes.begin(identity)),
		};
		return openDeals([], { ledger: { ...ledger, writes: once }, client: clientOf('a') }, found);
	}
	const deal = (name: string): Outcome<Deal> => ({
		status: 'found',
		provider: 'acme',
		record: { id: 'deal-7', name },
	});
	const missing: Outcome<Deal> = { status: 'not_found', provider: 'acme' };

	it("is taken for this account's where that has the deal, and stays so", async () => {
		const { made, changed, keep } = remembering(deal('Order 1'));
		expect(statuses(await keep({ name: 'Order 1', key: 'k' }))).toEqual(['updated']);
		expect(statuses(await keep({ name: 'Renamed', key: 'k' }))).toEqual(['updated']);
		expect(made).toEqual([]);
		expect(changed).toMatchObject([{ match: { id: 'deal-7' } }, { match: { id: 'deal-7' } }]);
	});

	it('is new where the account has no such deal', async () => {
		const { made, keep } = remembering(missing);
		expect(statuses(await keep({ name: 'Order 1', key: 'k' }))).toEqual(['created']);
		expect(made).toHaveLength(1);
	});

	it('writes nothing where the account has another deal under that id', async () => {
		const { made, changed, keep } = remembering(deal('Another one'));
		const [outcome] = await keep({ name: 'Order 1', key: 'k' });
		expect(outcome).toMatchObject({
			status: 'duplicate',
			reason: { code: 'key_of_unknown_account', message: expect.stringContaining('deal-7') },
		});
		expect([...made, ...changed]).toEqual([]);
	});
});

describe('an activity with an idempotency key', () => {
	const at = '2026-11-24T09:00:00.000Z';
	const note = (body: string) => ({
		activity: { type: 'note' as const, at, body },
		associations: { contactIds: ['1'] },
	});

	function open() {
		const logged: string[] = [];
		const vendor: Pick<CrmVendor, 'logActivity'> = {
			logActivity: async (_client, { activity }) => {
				logged.push(activity.body ?? '');
				const record = { ...activity, id: `note-${logged.length}` };
				return await Promise.resolve({ status: 'created', provider: 'acme', record });
			},
		};
		const { writes: ledger } = createMemoryLedger(() => NOW);
		const client = clientOf('account-1');
		const log = async (body: string, key: string) =>
			await logActivityOnce({ vendor, client, ledger }, note(body), key);
		return { logged, log };
	}

	it('is logged once, also by two items at once, and says so with its id', async () => {
		const { logged, log } = open();
		const outcomes = await Promise.all([
			log('Asked for a demo', 'k'),
			log('Asked for a demo', 'k'),
		]);
		expect(outcomes).toMatchObject([
			{ status: 'created', record: { id: 'note-1' } },
			{
				status: 'unchanged',
				record: { type: 'note', id: 'note-1' },
				notes: ['Already logged at 2026-11-25T12:00:00.000Z. Nothing was sent.'],
			},
		]);
		expect(logged).toEqual(['Asked for a demo']);
	});

	it('is another one with another key', async () => {
		const { logged, log } = open();
		await log('One', 'k-1');
		await log('Two', 'k-2');
		expect(logged).toEqual(['One', 'Two']);
	});
});
