import { explainMissingSpace, freeGigabytes } from '../../../../scripts/install/disk-space.cjs';
import { explainNpmFailure } from '../../../../scripts/install/npm-failure.cjs';

describe('an npm failure', () => {
	test.each([
		['npm error code ENOSPC', 'disk is full'],
		['npm error code EACCES', 'cannot be written'],
		['npm error code ENOTFOUND\nnpm error network request', 'registry cannot be reached'],
		['npm error code E403', 'refused access'],
		['npm error code SELF_SIGNED_CERT_IN_CHAIN', 'certificate is not trusted'],
	])('%j is explained with a next step', (output, explanation) => {
		expect(explainNpmFailure(output)).toContain(explanation);
	});

	test('of an unknown kind is not explained', () => {
		expect(explainNpmFailure('npm error something else')).toBeUndefined();
	});
});

describe('disk space', () => {
	test('is measured also for a folder that does not exist yet', () => {
		expect(freeGigabytes('/no/such/folder')).toBeGreaterThan(0);
	});

	test('that suffices needs no explanation, too little is one line', () => {
		const space = { folder: '/cache', neededGigabytes: 4 };
		expect(explainMissingSpace({ ...space, freeGigabytes: 4 })).toBeUndefined();
		expect(explainMissingSpace({ ...space, freeGigabytes: 1.25 })).toBe(
			'/cache needs about 4 GB of free disk space, only 1.3 GB are left: free some space and try again',
		);
	});
});
