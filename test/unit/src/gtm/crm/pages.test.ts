import { type Page, collectPages } from '../../../../../src/gtm/crm/pages';
import { RESULTS_MAX } from '../../../../../src/gtm/model/results-max';
import { VendorError } from '../../../../../src/gtm/http/vendor-error';

const down = new VendorError(
	'memory',
	{ status: 'upstream_error', code: 'down', message: 'It is down.' },
	{ attempts: 1 },
);

/** Ten records in pages; the page that begins at `failsAt` does not come. */
function pager(size: number, failsAt?: number) {
	const asked: Array<[string | undefined, number]> = [];
	const fetchPage = async (cursor: string | undefined, wanted: number): Promise<Page<number>> => {
		asked.push([cursor, wanted]);
		const start = Number(cursor ?? 0);
		await Promise.resolve();
		if (start === failsAt) throw down;
		const end = Math.min(start + size, 10);
		const records = Array.from({ length: end - start }, (_, index) => start + index);
		return { records, total: 10, ...(end < 10 && { next: String(end) }) };
	};
	return { asked, fetchPage };
}

describe('pages', () => {
	it('are followed to the end', async () => {
		const { fetchPage } = pager(4);
		const found = await collectPages('memory', 100, fetchPage);
		expect(found).toEqual({
			outcome: { provider: 'memory', status: 'found' },
			records: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
			total: 10,
		});
	});

	it('are not followed beyond the limit, and what is too much is left out', async () => {
		const { asked, fetchPage } = pager(4);
		const { records } = await collectPages('memory', 6, fetchPage);
		expect(records).toHaveLength(6);
		expect(asked).toEqual([
			[undefined, 6],
			['4', 2],
		]);
	});

	it('keep what came before one that failed', async () => {
		const { outcome, records, total } = await collectPages('memory', 9, pager(4, 4).fetchPage);
		expect(records).toEqual([0, 1, 2, 3]);
		expect(total).toBe(10);
		expect(outcome).toMatchObject({
			status: 'partial',
			reason: {
				code: 'page_failed',
				message: 'Only the first 4 records were returned: It is down.',
			},
			retry: { advised: true },
		});
	});

	it('are a failure if the first one failed', async () => {
		const { outcome, records } = await collectPages('memory', 9, pager(4, 0).fetchPage);
		expect([outcome.status, records]).toEqual(['upstream_error', []]);
	});

	it('without a record found nothing, which is not to be repeated', async () => {
		const { outcome } = await collectPages('memory', 9, () => Promise.resolve({ records: [] }));
		expect(outcome).toMatchObject({ status: 'not_found', retry: { advised: false } });
	});

	it('may be empty in between', async () => {
		const pages: Array<Page<number>> = [{ records: [], next: 'a' }, { records: [1] }];
		const fetchPage = () => Promise.resolve(pages.shift() ?? { records: [] });
		expect((await collectPages('memory', 9, fetchPage)).records).toEqual([1]);
	});

	it('that come again are left, and nobody takes what came for all', async () => {
		const fetchPage = () => Promise.resolve({ records: [1], next: 'same' });
		const { outcome, records } = await collectPages('memory', 99, fetchPage);
		expect(records).toEqual([1, 1]);
		expect(outcome).toMatchObject({
			status: 'partial',
			reason: {
				message: expect.stringContaining('Only the first 2 records were returned') as string,
			},
		});
	});

	it('without an end are partial', async () => {
		let page = 0;
		const fetchPage = () => Promise.resolve({ records: [1], next: String((page += 1)) });
		const { outcome, records } = await collectPages('memory', 1_000_000, fetchPage);
		expect(records).toHaveLength(1_000);
		expect(outcome.status).toBe('partial');
	});

	it('that end at what one run gives are partial if there are more, and found if there are not', async () => {
		const half = Array.from({ length: RESULTS_MAX / 2 }, (_, index) => index);
		const pagesOf =
			(count: number) =>
			async (cursor = '1') => {
				await Promise.resolve();
				const next = Number(cursor) + 1;
				return {
					records: half,
					total: count * half.length,
					...(next <= count && { next: `${next}` }),
				};
			};
		const cut = await collectPages('memory', RESULTS_MAX, pagesOf(3));
		expect(cut.records).toHaveLength(RESULTS_MAX);
		expect(cut).toMatchObject({
			outcome: {
				status: 'partial',
				reason: {
					code: 'results_limit',
					message: expect.stringContaining('there are more') as string,
				},
			},
			total: 150_000,
		});
		const whole = await collectPages('memory', RESULTS_MAX, pagesOf(2));
		expect(whole.outcome.status).toBe('found');
	});

	it('that fail for a bug of ours throw it', async () => {
		const fetchPage = () => Promise.reject(new TypeError('a bug'));
		await expect(collectPages('memory', 9, fetchPage)).rejects.toThrow('a bug');
	});
});
