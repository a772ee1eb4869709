import type { VendorBlockList } from '../../../src/gtm/sequencer/block-list';
import { vendors } from '../../../src/gtm/vendors/registry';
import { type Deviation, unspecified } from './openapi/spec';
import { describeContract } from './openapi/specs';
import { type OpenSandbox, checkedClient } from './sandbox-client';
import { openSandbox } from './sandbox-port';

const HEADERS: Readonly<Record<string, Record<string, string>>> = {
	instantly: { authorization: 'Bearer sandbox-instantly' },
	lemlist: { authorization: `Basic ${Buffer.from(':sandbox-lemlist').toString('base64')}` },
};

/** Of vendors whose key stands there. */
const QUERIES: Readonly<Record<string, Record<string, string>>> = {
	smartlead: { api_key: 'sandbox-smartlead' },
};

const DEVIATIONS: Readonly<Record<string, readonly Deviation[]>> = {
	smartlead: [
		...unspecified(
			'POST',
			'/api/v1/leads/add-domain-block-list',
			'the catalog was made from a part of the API reference',
		),
		{
			operation: 'GET /leads/{lead_id}',
			in: 'request',
			problem: /get-domain-block-list|query (filter_email_or_domain|limit|offset) is unknown/,
			reason: 'the catalog lacks GET /leads/get-domain-block-list, so it takes it for a lead',
		},
	],
};

const listing = vendors.sequencer.filter(
	(vendor): vendor is (typeof vendors.sequencer)[number] & { blockList: VendorBlockList } =>
		vendor.blockList !== undefined,
);

describe.each(listing.map((vendor) => ({ id: vendor.profile.id, vendor })))(
	'the list of $id',
	({ id, vendor: { profile, blockList } }) => {
		describeContract(id, DEVIATIONS[id] ?? [], (spec) => {
			let opened: OpenSandbox;

			beforeEach(async () => {
				opened = await openSandbox({ settings: { limits: 'off' } });
			});

			afterEach(async () => {
				await opened.close();
			});

			test('is read and added to as its specification says', async () => {
				const [headers = {}, query] = [HEADERS[id], QUERIES[id]];
				const checked = { profile, spec: spec(), headers, ...(query && { query }) };
				const { client, problems } = checkedClient(opened, checked);
				const values = [
					{ kind: 'email', value: 'kim@pushed.example' },
					{ kind: 'domain', value: 'pushed.example' },
				] as const;
				const spelled = values.map((one) => blockList.spell(one));
				await blockList.add(client, spelled);
				const read = await blockList.read(client);
				expect(spelled.filter((value) => !read.has(value))).toEqual([]);
				expect(problems).toEqual([]);
			});
		});
	},
);
