import { createPropertyCache } from '../../../../../src/gtm/crm/property-cache';
import { checkByList } from '../../../../../src/gtm/guard/check-by-list';
import { createMemoryLedger } from '../../../../../src/gtm/ledger/memory-ledger';
import type { EngagementEvent } from '../../../../../src/gtm/model/enrollment';
import { inputOf } from '../../../../../src/gtm/operations/operation';
import {
	type EventsRead,
	listEvents,
} from '../../../../../src/gtm/operations/sequencer/list-events';
import type { SequencerVendor } from '../../../../../src/gtm/sequencer/sequencer-vendor';
import { vendors } from '../../../../../src/gtm/vendors/registry';
import { openPatientAccount } from '../vendors/vendor-account';

jest.setTimeout(60_000);

/** Of the sandbox's last weeks: enough for pages, and for portions of them. */
const WHOLE = '2026-11-10T00:00:00.000Z';

/** Somebody who keeps up with a sequencer. */
function openReader(vendor: SequencerVendor, question: Record<string, unknown> = {}) {
	const account = openPatientAccount(vendor, { settings: { limits: 'off' } });
	const { client, clock } = account;
	const ports = {
		vendor,
		client,
		principal: 'test',
		clock,
		ledger: () => createMemoryLedger(clock.now),
		checkActions: checkByList(() => createMemoryLedger(clock.now).suppressions),
		properties: createPropertyCache(clock),
		runId: 'run-1',
		startedAt: clock.now(),
		memory: {},
	};
	let cursor: string | undefined;
	const once = async () => {
		const outcome = await listEvents.run(ports, inputOf(listEvents, { ...question, cursor }));
		const record = outcome.record as EventsRead;
		({ cursor } = record);
		return { outcome, record };
	};
	const all = async () => {
		const events: EngagementEvent[] = [];
		for (let more = true; more;) {
			const { record } = await once();
			events.push(...record.changes);
			({ more } = record);
		}
		return events;
	};
	return { ...account, once, all };
}

const told = (events: readonly EngagementEvent[]) => events.map(({ id }) => id).toSorted();

describe.each(
	vendors.sequencer
		.filter(({ events }) => events)
		.map((vendor) => [vendor.profile.name, vendor] as const),
)('%s', (_name, vendor) => {
	it('begins with a cursor and nothing that happened before', async () => {
		const { once } = openReader(vendor);
		expect((await once()).outcome).toMatchObject({
			status: 'found',
			record: { changes: [], more: false },
		});
		expect((await once()).record.changes).toEqual([]);
	});

	it('tells each event once, in portions of any size', async () => {
		const whole = openReader(vendor, { since: WHOLE, limit: 10_000 });
		const events = await whole.all();
		expect(events.length).toBeGreaterThan(100);
		expect(new Set(told(events)).size).toBe(events.length);
		expect(await whole.all()).toEqual([]);
		const portions = openReader(vendor, { since: WHOLE, limit: 150 });
		expect(told(await portions.all())).toEqual(told(events));
		await portions.clock.advance(2 * 3_600_000);
		expect(await portions.all()).toEqual([]);
	});

	it('tells what the history of the person tells, and whose it is', async () => {
		const { client, all } = openReader(vendor, { since: WHOLE, limit: 10_000 });
		const events = await all();
		const replied = events.find(({ type }) => type === 'replied');
		const email = replied?.email ?? '';
		const { record = [] } = await vendor.engagementHistory(client, { email }, { limit: 100 });
		expect(told(events.filter((event) => event.email === email))).toEqual(
			told(record.filter(({ at = '' }) => at >= WHOLE)),
		);
	});

	it('lets through only events of the types and sequences that are asked for', async () => {
		const events = await openReader(vendor, { since: WHOLE, limit: 10_000 }).all();
		const replies = events.filter(({ type }) => type === 'replied');
		const [first] = replies;
		const sequenceIds = [first?.sequenceId];
		const asked = { since: WHOLE, limit: 10_000, types: ['replied'], sequenceIds };
		expect(told(await openReader(vendor, asked).all())).toEqual(
			told(replies.filter(({ sequenceId }) => sequenceId === first?.sequenceId)),
		);
	});

	it('says what a filter let through of what was read, where there is more to read', async () => {
		const asked = { since: WHOLE, limit: 10, sequenceIds: ['none'] };
		const { outcome } = await openReader(vendor, asked).once();
		expect(outcome).toMatchObject({
			record: { changes: [], more: true },
			notes: [expect.stringContaining('0 of 10 changes passed the filters') as string],
		});
	});
});
