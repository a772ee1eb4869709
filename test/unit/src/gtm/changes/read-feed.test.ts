import type { ChangeFeed, FedRow } from '../../../../../src/gtm/changes/change-feed';
import { type FeedPosition, positionAt } from '../../../../../src/gtm/changes/feed-position';
import { readFeed } from '../../../../../src/gtm/changes/read-feed';
import type { VendorClient } from '../../../../../src/gtm/http/vendor-client';
import { VendorError } from '../../../../../src/gtm/http/vendor-error';

const LAG = 1_000;

/** A vendor's list in memory: rows by id, shown `LAG` after they changed unless said otherwise. */
class Listed {
	now = 100_000;
	serverAhead = 0;
	rows: Array<FedRow<{ name: string }> & { shownAt: number }> = [];
	failsAtPage = Number.POSITIVE_INFINITY;

	readonly client: VendorClient = {
		provider: 'memory',
		now: () => this.now,
		accountKey: async () => await Promise.resolve('account'),
		send: () => Promise.reject(new Error('nothing is sent')),
	};

	readonly feed: ChangeFeed<{ name: string }> = {
		name: 'contacts',
		lagMs: LAG,
		pages: (_client, from) => this.pages(from),
	};

	put(id: string, name: string, shownAfter = 0, createdAt?: number): void {
		const known = this.rows.find((row) => row.id === id);
		this.rows = this.rows.filter((row) => row !== known);
		this.rows.push({
			id,
			at: this.now,
			createdAt: known?.createdAt ?? createdAt ?? this.now,
			record: { name },
			shownAt: this.now + shownAfter,
		});
	}

	private async *pages(from: number) {
		const shown = this.rows
			.filter(({ at, shownAt }) => at >= from && shownAt <= this.now)
			.toSorted((a, b) => a.at - b.at);
		for (let first = 0, page = 0; first === 0 || first < shown.length; first += 2, page += 1) {
			if (page === this.failsAtPage) {
				throw new VendorError(
					'memory',
					{ status: 'upstream_error', code: 'down', message: 'down' },
					{ attempts: 1 },
				);
			}
			await Promise.resolve();
			yield { rows: shown.slice(first, first + 2), serverTime: this.now + this.serverAhead };
		}
	}
}

let list: Listed;
let position: FeedPosition;

beforeEach(() => {
	list = new Listed();
	position = positionAt(list.now);
});

/** Reads once and goes on from there at the next time. */
async function read(limit = 100): Promise<string[]> {
	const reading = await readFeed(list.feed, list.client, position, limit);
	({ position } = reading);
	return reading.changes.map(({ kind, row }) => `${kind} ${row.record?.name ?? row.id}`);
}

it('tells of each change once, however often it reads', async () => {
	list.put('1', 'Ann');
	expect(await read()).toEqual(['created Ann']);
	expect(await read()).toEqual([]);
	list.now += 10;
	list.put('1', 'Anna');
	expect(await read()).toEqual(['changed Anna']);
	list.now += 10 * LAG;
	expect(await read()).toEqual([]);
});

it('tells of what the list shows late', async () => {
	list.put('1', 'Ann', 900);
	list.now += 100;
	list.put('2', 'Bob');
	expect(await read()).toEqual(['created Bob']);
	list.now += 800;
	expect(await read()).toEqual(['created Ann']);
	expect(await read()).toEqual([]);
});

it('tells of two changes within one tick of a clock that counts in seconds', async () => {
	list.put('1', 'Ann');
	expect(await read()).toEqual(['created Ann']);
	list.put('1', 'Anna');
	expect(await read()).toEqual(['changed Anna']);
});

it('reads as far as its limit, also where many changed at once, and goes on from there', async () => {
	for (const id of ['1', '2', '3', '4', '5']) list.put(id, id);
	list.now += 60_000;
	expect(await read(2)).toEqual(['created 1', 'created 2']);
	expect(await read(2)).toEqual(['created 3', 'created 4']);
	expect(await read(2)).toEqual(['created 5']);
	expect(await read(2)).toEqual([]);
});

it('keeps what came before a page that failed, and begins with that page', async () => {
	for (const id of ['1', '2', '3']) {
		list.put(id, id);
		list.now += 1;
	}
	list.failsAtPage = 1;
	const reading = await readFeed(list.feed, list.client, position, 100);
	expect(reading).toMatchObject({ more: true, failure: { message: 'down' } });
	expect(reading.changes.map(({ row }) => row.id)).toEqual(['1', '2']);
	({ position } = reading);
	list.failsAtPage = Number.POSITIVE_INFINITY;
	expect(await read()).toEqual(['created 3']);
});

it('forgets what is settled, so that its memory stays small', async () => {
	for (let id = 0; id < 20; id += 1) list.put(String(id), 'one');
	await read();
	expect(Object.keys(position.seen).length).toBe(20);
	list.now += LAG + 1;
	await read();
	expect(position.seen).toEqual({});
});

it('calls a record that was there before changed, not created', async () => {
	list.put('1', 'Ann', 0, 5);
	expect(await read()).toEqual(['changed Ann']);
});

it('goes by the clock of a vendor that is behind ours', async () => {
	list.serverAhead = -30_000;
	position = positionAt(list.now - 60_000);
	await read();
	expect(position.from).toBe(list.now - 30_000 - LAG);
});

it('tells of a deletion and of a merge once, though the list is read whole each time', async () => {
	list.rows.push(
		{ id: '7', at: list.now - 10, gone: 'deleted', record: { name: 'old' }, shownAt: 0 },
		{ id: '8', at: list.now + 10, gone: 'deleted', record: { name: 'Bob' }, shownAt: 0 },
		{ id: '9', at: list.now + 10, gone: { into: '1' }, shownAt: 0 },
	);
	list.now += 20;
	const whole: ChangeFeed<{ name: string }> = {
		...list.feed,
		pages: (client) => list.feed.pages(client, 0, 0),
	};
	const first = await readFeed(whole, list.client, position, 100);
	expect(first.changes.map(({ kind, row }) => `${kind} ${row.id}`)).toEqual([
		'deleted 8',
		'merged 9',
	]);
	list.now += 60_000;
	const second = await readFeed(whole, list.client, first.position, 100);
	expect(second.changes).toEqual([]);
	const third = await readFeed(whole, list.client, second.position, 100);
	expect(third.changes).toEqual([]);
});
