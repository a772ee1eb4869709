import { hubspot as emulated } from '../../../../../../sandbox/vendors/hubspot/hubspot.ts';
import type { VendorClient } from '../../../../../../src/gtm/http/vendor-client';
import { hubspot } from '../../../../../../src/gtm/vendors/hubspot/hubspot';
import { openVendor } from '../sandbox-client';

/** The world of the emulated vendor is made by the first test. */
jest.setTimeout(30_000);

/** HubSpot, where what was made a moment ago is not shown yet: whoever reads it gets a 404. */
function openBehind() {
	const open = openVendor(emulated, hubspot, {
		header: 'authorization',
		key: 'Bearer pat-sandbox-hubspot',
	});
	const made: string[] = [];
	const client: VendorClient = {
		...open.client,
		async send(request) {
			const own = made.find((id) => request.path.endsWith(`/${id}`));
			const path = own === undefined ? request.path : request.path.replace(own, '999999999999');
			const response = await open.client.send({ ...request, path });
			const { id } = response.body as { id?: unknown };
			if (request.method === 'POST' && typeof id === 'string') made.push(id);
			return response;
		},
	};
	return { ...open, client, made };
}

test('a deal that is not shown yet is told as not read back, and nothing is said of its links', async () => {
	const { client, made, examples } = openBehind();
	const { record: company } = await hubspot.company.get(
		client,
		{ domain: examples.account.domain },
		{},
	);
	const outcome = await hubspot.deal.upsert(client, {
		values: { name: 'Fleet' },
		associations: { companyIds: [company?.id ?? ''] },
	});
	expect(made).toHaveLength(1);
	expect(outcome).toMatchObject({
		status: 'partial',
		record: { id: made[0] },
		reason: { code: 'not_read_back' },
		retry: { advised: false },
	});
	expect(outcome.reason?.message).not.toContain('linked');
});
