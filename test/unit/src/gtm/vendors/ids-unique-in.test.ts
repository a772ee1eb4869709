import { allVendors, vendors } from '../../../../../src/gtm/vendors/registry';

it('vendors that count in each account from the beginning say so', () => {
	const counting = allVendors.filter(({ profile }) => profile.idsUniqueIn === 'account');
	const ids = new Set(counting.map(({ profile }) => profile.id));
	expect([...ids].toSorted()).toEqual(['hubspot', 'outreach', 'pipedrive', 'smartlead']);
});

it('vendors of data have the same ids for everybody, so that a waterfall need not ask whose account it is', () => {
	for (const { profile } of vendors.enrichment) expect(profile.idsUniqueIn).toBe('everywhere');
});
