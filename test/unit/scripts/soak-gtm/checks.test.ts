import {
	problemsOfOutcomes,
	problemsOfPresence,
	problemsOfRounds,
	problemsOfTraffic,
} from '../../../../scripts/soak-gtm/checks';

const outcome = (status: 'created' | 'rate_limited') => ({ status, provider: 'acme' });

describe('the checks of the soak', () => {
	it('miss nobody who is lost, there twice, or should not be there', () => {
		expect(problemsOfPresence(['a', 'b'], ['a', 'b'])).toEqual([]);
		expect(problemsOfPresence(['a', 'b', 'c'], ['a', 'a', 'd'])).toEqual([
			'2 are lost',
			'1 are there twice',
			'1 should not be there',
		]);
	});

	it('count the outcomes of every round, and want each row to come to an end', () => {
		const good = { outcomes: [outcome('created')], counts: { created: 1 }, minutes: 0 };
		expect(problemsOfRounds([good], 1)).toEqual([]);
		expect(problemsOfRounds([good], 2)).toEqual([
			'round 1: 1 outcomes of 2 rows',
			'round 1: the counts add up to 1',
		]);
		const open = { ...good, outcomes: [outcome('rate_limited')], counts: { rate_limited: 1 } };
		expect(problemsOfRounds([open], 1)).toEqual(['1 rows never came to an end']);
	});

	it('tell what rows end otherwise than they must', () => {
		const wrong = problemsOfOutcomes([{}, {}], [outcome('created'), outcome('created')], () => [
			'invalid',
		]);
		expect(wrong).toEqual([expect.stringContaining('2 rows end otherwise')]);
	});

	it('tell of calls beyond a limit, and of second enrollments', () => {
		const traffic = { calls: 3, faults: {}, beyondLimits: 1, addedTwice: 2 };
		expect(problemsOfTraffic(traffic)).toHaveLength(2);
		expect(problemsOfTraffic({ ...traffic, beyondLimits: 0, addedTwice: 0 })).toEqual([]);
	});
});
