import { readPages } from '../../../../../../src/gtm/changes/read-feed';
import { isWhole, readWholePages } from '../../../../../../src/gtm/changes/read-whole';
import { attio } from '../../../../../../src/gtm/vendors/attio/attio';
import { hubspot } from '../../../../../../src/gtm/vendors/hubspot/hubspot';
import { pipedrive } from '../../../../../../src/gtm/vendors/pipedrive/pipedrive';
import { salesforce } from '../../../../../../src/gtm/vendors/salesforce/salesforce';
import { openPatientAccount } from '../../../gtm/vendors/vendor-account';

jest.setTimeout(600_000);

/** The most records that one request of the vendor gives, in the order in which changes can be read. */
const PAGES = [
	[hubspot, 200],
	[salesforce, 2_000],
	[pipedrive, 500],
	[attio, 500],
] as const;

it.each(PAGES.map(([vendor, page]) => [vendor.profile.name, vendor, page] as const))(
	'%s: the first whole sync of companies and people asks at most 1.1 times as often as its pages allow',
	async (_name, vendor, page) => {
		const { client, requests } = openPatientAccount(vendor, { settings: { limits: 'off' } });
		let least = 0;
		let asked = 0;
		for (const what of ['company', 'contact'] as const) {
			const ids = new Set<string>();
			for (const feed of vendor.changes?.(what, { comparing: true }) ?? []) {
				if (feed.onlyGone) continue;
				const begin = { from: 0, drained: client.now(), seen: {} };
				const before = requests.length;
				const pages = isWhole(feed)
					? readWholePages(feed, client, begin)
					: readPages(feed, client, begin);
				for await (const { changes } of pages) for (const { row } of changes) ids.add(row.id);
				asked += requests.length - before;
			}
			expect(ids.size).toBeGreaterThan(400);
			least += Math.ceil(ids.size / page);
		}
		// A key that logs in, or asks for the names of fields, does so once.
		expect(asked).toBeLessThanOrEqual(Math.max(least * 1.1, least + 3));
	},
);
