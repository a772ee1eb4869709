import type { EnrichmentVendor } from '../../../../../src/gtm/enrichment/enrichment-vendor';
import type { VendorClient } from '../../../../../src/gtm/http/vendor-client';
import { vendorOf, vendors } from '../../../../../src/gtm/vendors/registry';

/** A vendor that says yes and nothing else. */
const clientOf = (provider: string): VendorClient => ({
	provider,
	now: Date.now,
	accountKey: async () => await Promise.resolve('account'),
	account: { person: 'r-1', company: 'r-1', email: 'r-1' },
	send: async () => await Promise.resolve({ status: 200, headers: {}, body: { ok: true } }),
});

const ask = async ({ enrichPerson, profile }: EnrichmentVendor) =>
	await enrichPerson(
		clientOf(profile.id),
		{ email: 'dana@acme.com', fullName: 'Dana Doe', domain: 'acme.com' },
		{},
	);

it.each(vendors.enrichment.map(({ profile }) => profile.id))(
	'%s may have charged for an answer without an answer: nobody is advised to ask again',
	async (id) => {
		const outcome = await ask(vendorOf('enrichment', id));
		expect(outcome.retry?.advised ?? false).toBe(false);
		expect(outcome.status).not.toBe('found');
	},
);

it.each(['fullenrich', 'hunter'])('the balance of %s costs nothing, and may', async (id) => {
	const { creditBalance } = vendorOf('enrichment', id);
	expect(await creditBalance(clientOf(id))).toMatchObject({
		status: 'upstream_error',
		reason: { code: 'unreadable_answer' },
		retry: { advised: true },
	});
});
