import { isSameSecret } from '../../../../src/base/same-secret';

it('tells a secret that was shown from any other text', () => {
	expect(isSameSecret('letmein', 'letmein')).toBe(true);
	expect(isSameSecret('letmeim', 'letmein')).toBe(false);
});

it('takes a text of another length, and nothing, as not shown', () => {
	expect(
		['letme', 'letmein!', '', undefined].map((shown) => isSameSecret(shown, 'letmein')),
	).toEqual([false, false, false, false]);
});

it('lets nobody show a secret that is not set', () => {
	expect(['', undefined].map((shown) => isSameSecret(shown, ''))).toEqual([false, false]);
});
