import type { ChangeFeed, FedRow } from '../../../../../src/gtm/changes/change-feed';
import { type FeedPosition, positionAt } from '../../../../../src/gtm/changes/feed-position';
import { readWhole } from '../../../../../src/gtm/changes/read-whole';
import type { VendorClient } from '../../../../../src/gtm/http/vendor-client';
import { VendorError } from '../../../../../src/gtm/http/vendor-error';

type Row = FedRow<{ name: string }>;

let now = 0;
let rows: Row[] = [];
/** Ids that a page shifted past: they are there, and on no page. */
let hidden: string[] = [];
let failsAtPage = Number.POSITIVE_INFINITY;
let position: FeedPosition;

const client: VendorClient = {
	provider: 'memory',
	now: () => now,
	accountKey: async () => await Promise.resolve('account'),
	send: () => Promise.reject(new Error('nothing is sent')),
};

const feed: ChangeFeed<{ name: string }> = {
	name: 'people',
	lagMs: 0,
	async *pages() {
		const shown = rows.filter(({ id }) => !hidden.includes(id));
		for (let first = 0, page = 0; first < shown.length; first += 2, page += 1) {
			if (page === failsAtPage) {
				const down = { status: 'upstream_error', code: 'down', message: 'down' } as const;
				throw new VendorError('memory', down, { attempts: 1 });
			}
			await Promise.resolve();
			yield { rows: shown.slice(first, first + 2) };
		}
	},
};

const isGone = async (_: VendorClient, id: string) =>
	await Promise.resolve(!rows.some((row) => row.id === id));

const row = (id: string, name: string, at = now): Row => ({
	id,
	at,
	createdAt: at,
	record: { name },
});

async function read(limit = 100): Promise<string[]> {
	const reading = await readWhole({ ...feed, whole: { isGone } }, client, position, limit);
	({ position } = reading);
	return reading.changes.map((one) => `${one.kind} ${one.row.record?.name ?? one.row.id}`);
}

beforeEach(async () => {
	now = 1_000;
	rows = [row('1', 'Ann', 10), row('2', 'Bob', 20), row('3', 'Cal', 30)];
	hidden = [];
	failsAtPage = Number.POSITIVE_INFINITY;
	position = positionAt(now);
	await read();
	now = 2_000;
});

it('tells nothing of what is as it was', async () => {
	expect(await read()).toEqual([]);
});

it('tells what is new, what is different, also without a time, and what is gone', async () => {
	rows = [row('1', 'Anna', 10), row('2', 'Bob', 20), row('4', 'Dan')];
	expect(await read()).toEqual(['changed Anna', 'created Dan', 'deleted 3']);
	expect(await read()).toEqual([]);
});

it('believes in no deletion that the vendor does not confirm', async () => {
	hidden = ['2'];
	expect(await read()).toEqual([]);
	hidden = [];
	expect(await read()).toEqual([]);
});

it('tells a change that is taken back as another one', async () => {
	rows[0] = row('1', 'Anna', 1_500);
	expect(await read()).toEqual(['changed Anna']);
	rows[0] = row('1', 'Ann', 10);
	expect(await read()).toEqual(['changed Ann']);
});

it('goes on where its limit ended it, and deletes nobody before it has seen all', async () => {
	rows = [row('1', 'Anna'), row('2', 'Bobby')];
	expect(await read(1)).toEqual(['changed Anna']);
	expect(await read(1)).toEqual(['changed Bobby']);
	expect(await read(1)).toEqual(['deleted 3']);
	expect(await read(1)).toEqual([]);
});

it('keeps what came before a page that failed, and takes what did not come for no deletion', async () => {
	rows = [row('1', 'Anna'), row('2', 'Bob', 20), row('3', 'Carl')];
	failsAtPage = 1;
	expect(await read()).toEqual(['changed Anna']);
	failsAtPage = Number.POSITIVE_INFINITY;
	expect(await read()).toEqual(['changed Carl']);
});

it('begins with what changed since a time, and then tells everything', async () => {
	position = positionAt(25);
	expect(await read()).toEqual(['created Cal']);
	rows.push(row('4', 'Old', 5));
	expect(await read()).toEqual(['changed Old']);
});
