import { specsArePresent } from './document';
import { SPECIFIED_VENDORS, specOf } from './specs';

const testIfPresent = specsArePresent() ? test : test.skip;

describe('the specifications beside the repository', () => {
	testIfPresent.each(SPECIFIED_VENDORS)('that of %s can be read', (vendor) => {
		const spec = specOf(vendor);
		const problems = spec.checkRequest({ method: 'GET', path: '/surely/not/there' });
		expect(problems).toEqual([
			'request: the specification has no operation for GET /surely/not/there',
		]);
		expect(spec.covered()).toEqual([]);
	});
});
