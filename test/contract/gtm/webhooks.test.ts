import type { HookPlace, VendorHook } from '../../../src/gtm/hooks/vendor-hook';
import { allVendors } from '../../../src/gtm/vendors/registry';
import { type OpenSandbox, checkedClient } from './sandbox-client';
import { openSandbox } from './sandbox-port';
import { type Deviation, unspecified } from './openapi/spec';
import { describeContract } from './openapi/specs';

const HEADERS: Readonly<Record<string, Record<string, string>>> = {
	attio: { authorization: 'Bearer sandbox-attio' },
	instantly: { authorization: 'Bearer sandbox-instantly' },
	lemlist: { authorization: `Basic ${Buffer.from(':sandbox-lemlist').toString('base64')}` },
	outreach: { authorization: 'Bearer sandbox-outreach' },
	pipedrive: { 'x-api-token': 'sandbox-pipedrive' },
};

/** Of vendors whose key stands there. */
const QUERIES: Readonly<Record<string, Record<string, string>>> = {
	smartlead: { api_key: 'sandbox-smartlead' },
};

const DEVIATIONS: Readonly<Record<string, readonly Deviation[]>> = {
	outreach: [
		{
			operation: 'DELETE /webhooks/{id}',
			in: 'response',
			problem: /status 204: a body of type .* not none/,
			reason: 'a 204 has no body, although the specification names its type',
		},
	],
	smartlead: unspecified(
		'GET',
		'/api/v1/campaigns/',
		'the catalog was made from a part of the API reference',
	),
};

const PLACE: HookPlace = {
	url: 'https://n8n.example.com/webhook/4f0b/changes',
	secret: 'a'.repeat(64),
	what: 'contact',
};

const hooked = allVendors.filter(
	(vendor): vendor is (typeof allVendors)[number] & { hook: VendorHook } =>
		'hook' in vendor && vendor.hook !== undefined,
);

describe.each(hooked.map((vendor) => ({ id: vendor.profile.id, vendor })))(
	'the webhooks of $id',
	({ id, vendor: { profile, hook } }) => {
		describeContract(id, DEVIATIONS[id] ?? [], (spec) => {
			let opened: OpenSandbox;

			beforeEach(async () => {
				opened = await openSandbox({ settings: { limits: 'off' } });
			});

			afterEach(async () => {
				await opened.close();
			});

			test('are registered, listed and removed as its specification says', async () => {
				const headers = HEADERS[id] ?? {};
				const query = QUERIES[id];
				const vendor = { profile, spec: spec(), headers, ...(query && { query }) };
				const { client, problems } = checkedClient(opened, vendor);
				const { ids } = await hook.create(client, PLACE);
				expect(ids).not.toEqual([]);
				const listed = await hook.list(client, ids);
				expect(listed.map((one) => one.id)).toEqual(ids);
				for (const one of ids) await hook.remove(client, one);
				expect(await hook.list(client, ids)).toEqual([]);
				// Once more: somebody else may have removed it.
				await hook.remove(client, ids[0] ?? '');
				expect(problems).toEqual([]);
			});
		});
	},
);
