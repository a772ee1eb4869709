import type { CrmVendor } from '../../../../../src/gtm/crm/crm-vendor';
import type { VendorClient } from '../../../../../src/gtm/http/vendor-client';
import type { VendorRequest } from '../../../../../src/gtm/http/vendor-request';
import { vendorOf, vendors } from '../../../../../src/gtm/vendors/registry';

/** A vendor that says yes to everything, and names nothing that it made. */
function openYes({ profile }: CrmVendor) {
	const unsafe: VendorRequest[] = [];
	const client: VendorClient = {
		provider: profile.id,
		now: Date.now,
		accountKey: async () => await Promise.resolve('account'),
		send: async (request) => {
			const { effect } = request;
			if (effect === 'unsafe') unsafe.push(request);
			const body = { success: true, data: {}, records: [], results: [] };
			return await Promise.resolve({ status: 200, headers: {}, body, effect });
		},
	};
	return { client, unsafe };
}

const inDoubt = {
	status: 'upstream_error',
	reason: {
		code: 'unreadable_answer',
		message: expect.stringContaining('Check before you send it again'),
	},
	retry: { advised: false },
};

describe.each(vendors.crm.map(({ profile }) => profile.id))('%s', (id) => {
	const vendor = vendorOf('crm', id);

	it('may have made a deal whose id it does not say: nobody is advised to make it again', async () => {
		const { client, unsafe } = openYes(vendor);
		const values = { name: 'Renewal', closeDate: '2026-12-01' };
		expect(await vendor.deal.upsert(client, { values })).toMatchObject(inDoubt);
		expect(unsafe).toHaveLength(1);
	});

	it('may have logged a note whose id it does not say', async () => {
		const { client, unsafe } = openYes(vendor);
		const outcome = await vendor.logActivity(client, {
			activity: { type: 'note', at: '2026-11-25T09:00:00.000Z', body: 'Asked for a demo' },
			associations: { contactIds: [id === 'salesforce' ? '003Hp00002aBcDe' : '42'] },
		});
		expect(outcome).toMatchObject(inDoubt);
		expect(outcome).not.toHaveProperty('record');
		expect(unsafe).toHaveLength(1);
	});
});
