import { VendorError } from '../../../../../src/gtm/http/vendor-error';
import { type ListPage, PagedList } from '../../../../../src/gtm/sequencer/paged-list';

/** A list of so many pages of one entry, and the pages that were asked for. */
function openList(
	pages: number,
	{ tellsPages = true, fails = false }: { tellsPages?: boolean; fails?: boolean } = {},
) {
	const asked: string[] = [];
	let now = 0;
	const list = new PagedList<number>(
		async (cursor = '1'): Promise<ListPage<number>> => {
			asked.push(cursor);
			if (fails) {
				const refusal = { status: 'upstream_error', code: 'down', message: 'down' } as const;
				throw new VendorError('acme', refusal, { attempts: 1 });
			}
			const page = Number(cursor);
			return await Promise.resolve({
				entries: [[`entry ${page}`, page]],
				...(page < pages && { next: String(page + 1) }),
				...(tellsPages && { pages }),
			});
		},
		() => now,
	);
	return { list, asked, pass: (ms: number) => (now += ms) };
}

describe('a list that can be read page by page', () => {
	it('is left alone for a few questions', async () => {
		const { list, asked } = openList(1);
		await list.foresee(9);
		expect(asked).toEqual([]);
		expect(list.isComplete).toBe(false);
	});

	it('is read as a whole where it has no more pages than there are questions', async () => {
		const { list, asked } = openList(12);
		await list.foresee(12);
		expect(asked).toHaveLength(12);
		expect(list.isComplete).toBe(true);
		expect(list.get('entry 12')).toEqual([12]);
		expect(list.get('entry 13')).toEqual([]);
	});

	it('costs one page where the first one says that it is longer', async () => {
		const { list, asked } = openList(500);
		await list.foresee(20);
		await list.foresee(20);
		expect(asked).toHaveLength(1);
	});

	it('is read once the questions of a run are as many as its pages', async () => {
		const { list, asked } = openList(300);
		for (let portion = 0; portion < 3; portion += 1) await list.foresee(100);
		expect(list.isComplete).toBe(true);
		await list.foresee(100);
		expect(asked).toHaveLength(300);
	});

	it('without a number of its pages costs no more than the questions themselves', async () => {
		const { list, asked } = openList(500, { tellsPages: false });
		await list.foresee(20);
		expect(asked).toHaveLength(20);
		expect(list.isComplete).toBe(false);
	});

	it('is read anew after ten minutes', async () => {
		const { list, asked, pass } = openList(2);
		await list.foresee(10);
		pass(11 * 60_000);
		await list.foresee(10);
		expect(asked).toEqual(['1', '2', '1', '2']);
	});

	it('is left alone after three pages that failed', async () => {
		const { list, asked } = openList(2, { fails: true });
		for (let time = 0; time < 5; time += 1) await list.foresee(10);
		expect(asked).toHaveLength(3);
		expect(list.isComplete).toBe(false);
	});

	it('is not taken for complete where a page names itself as the next one', async () => {
		let asked = 0;
		const list = new PagedList<number>(
			async () => {
				asked += 1;
				return await Promise.resolve({ entries: [['entry', 1] as const], next: 'same' });
			},
			() => 0,
		);
		await list.foresee(50);
		expect(list.isComplete).toBe(false);
		expect(asked).toBe(2);
	});
});
