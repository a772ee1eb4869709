import { Clusters } from '../../../../../src/context/identity/clusters';
import { mergeByPerson, undoMerge } from '../../../../../src/context/identity/merges';
import {
	decide,
	questionsToAsk,
	refusedPairs,
	type ReviewItem,
} from '../../../../../src/context/identity/review-queue';

const AT = { by: 'dana@acme.com', at: '2026-05-01T00:00:00.000Z' };

const item = (left: string, right: string): ReviewItem => ({
	id: `${left}-${right}`,
	left,
	right,
	reasons: [],
	openedAt: AT.at,
});

const wanted = [{ left: 'b', right: 'a', reasons: [] }];

describe('the review queue', () => {
	it('asks once about a pair, in whatever order it comes', () => {
		const clusters = new Clusters();
		expect(
			questionsToAsk([...wanted, { left: 'a', right: 'b', reasons: [] }], [], { clusters }),
		).toEqual([{ left: 'a', right: 'b', reasons: [] }]);
		expect(questionsToAsk(wanted, [item('a', 'b')], { clusters })).toEqual([]);
	});

	it('never asks again what was refused, nor of whoever became one with them since', () => {
		const refused = decide(item('a', 'b'), 'refused', AT);
		const clusters = new Clusters([{ left: 'b', right: 'c' }]);
		expect(
			questionsToAsk([{ left: 'a', right: 'c', reasons: [] }], [refused], { clusters }),
		).toEqual([]);
		expect([...refusedPairs([refused])]).toEqual(['a\u0000b']);
	});

	it('does not ask about what is one, nor about what was merged and undone', () => {
		const merge = mergeByPerson('m', ['a', 'b'], { ...AT, why: 'same person' });
		expect(questionsToAsk(wanted, [], { clusters: new Clusters([merge]) })).toEqual([]);
		const { refused, stillOneBy } = undoMerge([merge], 'm', { ...AT, why: 'a mistake' });
		expect(stillOneBy).toEqual([]);
		expect(questionsToAsk(wanted, [], { clusters: new Clusters(), refused: [refused] })).toEqual(
			[],
		);
	});

	it('takes a decision twice, and not another one', () => {
		const refused = decide(item('a', 'b'), 'refused', AT);
		expect(decide(refused, 'refused', AT)).toBe(refused);
		expect(() => decide(refused, 'accepted', AT)).toThrow(
			'Review a-b was refused by dana@acme.com at 2026-05-01T00:00:00.000Z: undo that first',
		);
	});
});

describe('undoing a merge', () => {
	const merges = [
		mergeByPerson('m1', ['a', 'b'], { ...AT, why: '' }),
		mergeByPerson('m2', ['b', 'c'], { ...AT, why: '' }),
		mergeByPerson('m3', ['a', 'c'], { ...AT, why: '' }),
	];

	it('says by which merges the two are one all the same', () => {
		expect(undoMerge(merges, 'm1', { ...AT, why: '' }).stillOneBy.map(({ id }) => id)).toEqual([
			'm2',
			'm3',
		]);
	});

	it('is refused for what is no merge, or undone already', () => {
		expect(() => undoMerge(merges, 'm9', { ...AT, why: '' })).toThrow('There is no merge m9');
		const once = undoMerge(merges, 'm1', { ...AT, why: '' }).merges;
		expect(() => undoMerge(once, 'm1', { ...AT, why: '' })).toThrow('was undone at 2026-05-01');
	});
});
