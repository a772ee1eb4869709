import { OUTCOME_STATUSES, countOutcomes, isSuccess } from '../../../../../src/gtm/model/outcome';

it('four outcomes say that what was asked for is the case', () => {
	const successes = OUTCOME_STATUSES.filter((status) => isSuccess({ status }));
	expect(successes).toEqual(['created', 'updated', 'unchanged', 'found']);
});

it('counts add up to the number of outcomes', () => {
	const counts = countOutcomes([
		{ status: 'created' },
		{ status: 'skipped' },
		{ status: 'created' },
	]);
	expect(counts).toEqual({ created: 2, skipped: 1 });
	expect(countOutcomes([])).toEqual({});
});
